import { CASES, type CaseKind } from "#domain/indicators/correction-rates";
import {
  compareGroups,
  formatGroupChange,
  formatRateInterval,
  groupInterval,
  noteOtherReports,
} from "#domain/indicators/group-change";
import { INDICATORS } from "#domain/indicators/indicators";
import { explainLawBreak } from "#domain/indicators/law-breaks";
import { RATE_FLOOR } from "#domain/statistics/verdict";
import { formatCorrectedShare } from "./columns";
import type { ReviewData } from "./data.server";

/** The kinds that share no case: a lawsuit is counted once, whatever went before it. */
const KINDS: readonly CaseKind[] = ["review", "lawsuit"];

/**
 * How often answers were challenged, what that did since the year before, and how many were corrected:
 * 每100件办结有4.9件复议或诉讼（95%区间4.7%至5.2%），比2024年上升…；审结的案件被纠正的：行政复议12.8%（…）、…。
 */
export function summariseDisputes({ page, years }: Pick<ReviewData, "page" | "years">): string {
  const row = years.find(({ year }) => year === page.filters.year);
  const rate = row?.rates.dispute_rate;
  if (!row || !rate || rate.value === null || rate.numerator === null) return "";
  const indicator = INDICATORS.dispute_rate;
  const interval = groupInterval(indicator, rate);
  const change =
    explainLawBreak(indicator, row.year - 1, row.year) === null
      ? compareGroups(indicator, row.before?.rates.dispute_rate, rate)
      : null;
  const other = row.before ? noteOtherReports(row.before, row) : "";
  const corrected = KINDS.flatMap((kind) => {
    const { numerator, denominator } = row.corrections[kind].concluded;
    if (numerator === null || denominator === null) return [];
    const share = formatCorrectedShare({ numerator, denominator });
    return share === null ? [] : [`${CASES[kind].name}${share}`];
  });
  const { numerator, denominator } = rate;
  if (denominator !== null && denominator < RATE_FLOOR)
    return `办结${denominator}件，复议诉讼${numerator}件；件数过少，不列比率。`;
  return [
    `每100件办结有${(rate.value * 100).toFixed(1)}件复议或诉讼`,
    interval === null ? "" : `（${formatRateInterval(interval)}）`,
    change === null ? "" : `，与${row.year - 1}年相比${formatGroupChange(change)}`,
    change === null || other === "" ? "" : `（${other}）`,
    corrected.length === 0 ? "" : `；审结的案件被纠正的：${corrected.join("、")}`,
    "。",
  ].join("");
}
