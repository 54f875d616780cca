import { ADJUSTMENTS, type AdjustmentKind } from "../checks/adjustment";
import type { GroupRatio } from "../indicators/indicators";
import type { Indicator } from "../indicators/indicator";
import { formatFraction, formatValue, type NumberFormat } from "../indicators/number-format";

/** A report of which something else than the printed figures enters a total, or nothing. */
export interface AdjustedReport {
  readonly report_id: string;
  readonly division: string;
  readonly year: number;
  readonly kind: AdjustmentKind;
}

/** A total as the pages show it, and as the reports print it, where the two may differ. */
export interface AdjustedTotal {
  readonly used: GroupRatio;
  readonly printed: GroupRatio;
  /** The reports that make the difference; never none. */
  readonly reports: readonly AdjustedReport[];
}

/** A total that is shown in two ways, with what it is called. */
export interface NamedAdjustedTotal extends AdjustedTotal {
  readonly name: string;
  readonly format: NumberFormat;
}

/** Names the totals of some indicators that are shown in two ways. */
export function nameAdjustedTotals<Name extends string>(
  indicators: Readonly<Record<Name, Pick<Indicator, "name" | "format">>>,
  totals: Readonly<Partial<Record<string, AdjustedTotal>>>,
): NamedAdjustedTotal[] {
  return Object.entries<Pick<Indicator, "name" | "format">>(indicators).flatMap(
    ([code, { name, format }]) => {
      const total = totals[code];
      return total ? [{ name, format, ...total }] : [];
    },
  );
}

/** A total with its counts: 20.6%（206/1,000）, or the count alone. */
function formatTotal({ numerator, denominator, value }: GroupRatio, format: NumberFormat): string {
  const shown = formatValue(value, format);
  if (denominator === null) return shown;
  return `${shown}（${formatFraction(numerator, denominator)}）`;
}

/** Both totals in one Chinese sentence, without the reports that make the difference. */
export function formatAdjustedTotal({ name, format, used, printed }: NamedAdjustedTotal): string {
  return `${name}合计，本系统采用${formatTotal(used, format)}，按报告所印为${formatTotal(printed, format)}`;
}

/** The reports that make totals differ, each once; one of which a figure is left out as that. */
export function listAdjusted(totals: readonly Pick<AdjustedTotal, "reports">[]): AdjustedReport[] {
  const reports = new Map<string, AdjustedReport>();
  for (const total of totals)
    for (const report of total.reports)
      if (report.kind !== "repaired" || !reports.has(report.report_id))
        reports.set(report.report_id, report);
  return [...reports.values()];
}

/** What was done with the figures of a report, for a list of names. */
export function formatAdjustment({ kind }: Pick<AdjustedReport, "kind">): string {
  return ADJUSTMENTS[kind].words;
}
