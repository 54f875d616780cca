import type { Outcome } from "../indicators/indicators";
import type { Value } from "../statistics/ratio";

/**
 * How the cases handled in a year were answered: counts by outcome, null where none is stated. Parts and total are of
 * the same reports, so that the parts add up to the total.
 */
export interface OutcomesOfYear {
  readonly year: number;
  /** Those that the counts are sums of. */
  readonly reports: number;
  /** Those that have the table, but not every figure that the sums need. */
  readonly leftOut: number;
  /** 办理结果总计 as printed, or as summed where it is left blank. */
  readonly handled: Value;
  readonly outcomes: Readonly<Record<Outcome, Value>>;
}

/** Which years lack reports in their composition: 2024年有1份报告…，整份不计入; undefined where none does. */
export function formatLeftOut(years: readonly OutcomesOfYear[]): string | undefined {
  const lacking = years.filter(({ leftOut }) => leftOut > 0);
  if (lacking.length === 0) return undefined;
  const counts = lacking.map(
    ({ year, reports, leftOut }) => `${year}年${leftOut}份（其余${reports}份计入）`,
  );
  return `办理结果自身不一致或者有空白项的报告，整份不计入构成：${counts.join("、")}`;
}
