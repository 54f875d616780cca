import { ADJUSTMENTS } from "../checks/adjustment";
import { flagQuality, type QualityFlag, type ReportQuality } from "../checks/quality-flag";
import type { Edition } from "../form/edition";
import type { TableCode } from "../form/cells";
import { rateInterval } from "../statistics/rate-interval";
import type { Interval, StatedRatio } from "../statistics/ratio";
import { INDICATORS, type IndicatorCode } from "../indicators/indicators";
import { distributionOf, type Indicator } from "../indicators/indicator";

/** Every indicator of one report of a division. */
export interface DivisionYear {
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly year: number;
  readonly editions: Readonly<Record<TableCode, Edition | null>>;
  readonly figures: Readonly<Partial<Record<IndicatorCode, StatedRatio>>>;
  /** What the checks have against it; left out where nothing is, and where nobody asked. */
  readonly quality?: ReportQuality;
  /** As printed, where something else enters sums; left out where nothing does, and where nobody asked. */
  readonly printed?: DivisionYear["figures"];
}

/** Adds to each report what the checks have against it, and what it prints where something else enters sums. */
export function attachQuality(
  reports: readonly DivisionYear[],
  qualities: ReadonlyMap<string, ReportQuality>,
  printed: ReadonlyMap<string, DivisionYear>,
): DivisionYear[] {
  return reports.map((report) => {
    const quality = qualities.get(report.report_id);
    const asPrinted = printed.get(report.report_id);
    return {
      ...report,
      ...(quality ? { quality } : {}),
      ...(asPrinted ? { printed: asPrinted.figures } : {}),
    };
  });
}

const UNSTATED: StatedRatio = { numerator: null, denominator: null };

/** An indicator as a report prints it; neither numerator nor denominator where there is no report. */
export function ratioOf(report: DivisionYear | undefined, code: IndicatorCode): StatedRatio {
  return report?.figures[code] ?? UNSTATED;
}

/** The flag beside an indicator of a report; null where no check of its figures fails. */
export function flagOf(report: DivisionYear | undefined, code: IndicatorCode): QualityFlag | null {
  if (!report) return null;
  const { quality, printed } = report;
  return flagQuality(INDICATORS[code], ratioOf(report, code), quality, "total", printed?.[code]);
}

/** Why a figure that is printed has no value. */
const SET_ASIDE = `${ADJUSTMENTS.set_aside.words}；所印数字见报告原表`;

/** A count, or a rate with its 0/0 as null. */
export function valueOf(
  { denominator: of }: Indicator,
  { numerator, denominator }: StatedRatio,
): number | null {
  if (!of) return numerator;
  if (numerator === null || denominator === null || denominator <= 0) return null;
  return numerator / denominator;
}

/** The 95% interval of a rate; null of a count, where it has no value, and where its counts are impossible. */
export function intervalOf(
  indicator: Indicator,
  { numerator, denominator }: StatedRatio,
): Interval | null {
  if (numerator === null || denominator === null) return null;
  return rateInterval({ numerator, denominator }, distributionOf(indicator));
}

/** Why an indicator of a report has no value, in a Chinese sentence for the tooltip. */
export function whyNoValue(
  indicator: Indicator,
  code: IndicatorCode,
  report: DivisionYear | undefined,
): string {
  if (!report) return "未载入这一年的报告";
  const { numerator, denominator } = ratioOf(report, code);
  const printed = report.printed?.[code];
  if (printed && (printed.numerator !== numerator || printed.denominator !== denominator))
    return SET_ASIDE;
  if (numerator === null) return `报告未填写${indicator.numerator.name}，或所在表格不完整`;
  if (indicator.denominator && denominator === null)
    return `报告未填写${indicator.denominator.name}，或所在表格不完整`;
  return `${indicator.denominator?.name ?? ""}为0，无法计算比率`;
}
