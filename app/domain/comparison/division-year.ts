import { flagQuality, type QualityFlag, type ReportQuality } from "../checks/quality-flag";
import type { Edition } from "../form/edition";
import type { TableCode } from "../form/cells";
import { INDICATORS, type Indicator, type IndicatorCode } from "../indicators/indicators";
import type { StatedRatio } from "../statistics/ratio";

/** Every indicator of one report of a division. */
export interface DivisionYear {
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly year: number;
  readonly editions: Readonly<Record<TableCode, Edition | null>>;
  readonly figures: Readonly<Record<IndicatorCode, StatedRatio>>;
  /** What the checks have against it; left out where nothing is, and where nobody asked. */
  readonly flaws?: ReportQuality;
}

/** Reports with what the checks have against each. */
export function attachFailures(
  reports: readonly DivisionYear[],
  flaws: ReadonlyMap<string, ReportQuality>,
): DivisionYear[] {
  return reports.map((report) => {
    const against = flaws.get(report.report_id);
    return against ? { ...report, flaws: against } : report;
  });
}

const UNSTATED: StatedRatio = { numerator: null, denominator: null };

/** The sides of an indicator in a report; neither where there is no report. */
export function statedRatio(report: DivisionYear | undefined, code: IndicatorCode): StatedRatio {
  return report?.figures[code] ?? UNSTATED;
}

/** The mark that an indicator of a report bears; null where nothing is against it. */
export function flagIn(report: DivisionYear | undefined, code: IndicatorCode): QualityFlag | null {
  const indicator = INDICATORS[code];
  return indicator && report
    ? flagQuality(indicator, statedRatio(report, code), report.flaws)
    : null;
}

/** A count, or a rate with its 0/0 as null. */
export function valueOf(
  { denominator: of }: Indicator,
  { numerator, denominator }: StatedRatio,
): number | null {
  if (!of) return numerator;
  if (numerator === null || denominator === null || denominator <= 0) return null;
  return numerator / denominator;
}

/** Why an indicator has no value, for the one who asks. */
export function whyNoValue(
  indicator: Indicator,
  { numerator, denominator }: StatedRatio,
  reported: boolean,
): string {
  if (!reported) return "没有这一年的报告";
  if (numerator === null) return `报告未填写${indicator.numerator.name}，或所在表格不完整`;
  if (indicator.denominator && denominator === null)
    return `报告未填写${indicator.denominator.name}，或所在表格不完整`;
  return `${indicator.denominator?.name ?? ""}为0，无法计算比率`;
}
