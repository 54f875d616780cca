import type { ApplicantOutcomes } from "#domain/comparison/applicant-outcomes";
import { applicantName } from "#domain/form/requests";
import {
  formatValue,
  formatPercent,
  formatPercentagePoints,
  type NumberFormat,
} from "#domain/indicators/number-format";
import type { Decomposition } from "#domain/statistics/decomposition";
import type { DisputeYear } from "./review-timeline";
import type { OutcomeMixRow } from "./outcome-mix";
import type { SpineRow } from "./spine";
import type { YearPoint } from "./year-marks";

/** 本机关不掌握 in the last row with figures, and its change on the one before. */
export function outcomeMixTitle(rows: readonly OutcomeMixRow[]): string {
  const shares = rows.flatMap(({ label, total, counts }) => {
    return total === null || total <= 0 || counts.not_held === null
      ? []
      : [{ label, share: counts.not_held / total }];
  });
  const [last, before] = [shares.at(-1), shares.at(-2)];
  if (!last) return "没有可以显示的办理结果";
  const change = before
    ? `，比${before.label}${formatPointsChange(last.share - before.share)}`
    : "";
  return `${last.label}“本机关不掌握”占${formatPercent(last.share)}${change}`;
}

/** The last figure of a series, and its change on the figure before. */
export function yearSeriesTitle(
  name: string,
  points: readonly YearPoint[],
  format: NumberFormat,
): string {
  const known = points.filter((point) => point.value !== null).toSorted((a, b) => a.year - b.year);
  const [last, before] = [known.at(-1), known.at(-2)];
  if (last?.value === undefined || last.value === null) return `${name}没有可以显示的数据`;
  const head = `${last.year}年${name}${formatValue(last.value, format)}${format === "count" ? "件" : ""}`;
  if (before?.value === undefined || before.value === null) return head;
  const change = last.value - before.value;
  const words = format === "share" ? formatPointsChange(change) : formatCountChange(change);
  return `${head}，比${before.year}年${words}`;
}

/** How many indicators of a body stand out among its peers. */
export function spineTitle(rows: readonly SpineRow[]): string {
  const judged = rows.filter((row) => row.verdict !== "too_few" && row.verdict !== "impossible");
  if (judged.length === 0) return "件数过少，各项指标不作判断";
  const high = judged.filter((row) => row.verdict === "high_998");
  const low = judged.filter((row) => row.verdict === "low_998");
  const parts = [formatOutliers(high, "显著高于"), formatOutliers(low, "显著低于")].filter(Boolean);
  return parts.length > 0 ? `${parts.join("，")}同类` : `${judged.length}项指标与同类均无显著差异`;
}

/** A change between two years and what made it. */
export function waterfallTitle(
  name: string,
  {
    change,
    byRate,
    byShare,
    byEntered,
    byLeft,
  }: Pick<Decomposition, "change" | "byRate" | "byShare" | "byEntered" | "byLeft">,
): string {
  if (Math.abs(change) < 0.0005) return `${name}与上期基本持平`;
  const share = byShare + byEntered + byLeft;
  const decimals = decimalsThatAdd(change, [byRate, share]);
  return `${name}${formatPointsChange(change, decimals)}：各地比率变化${formatPercentagePoints(byRate, decimals)}，件数占比变化${formatPercentagePoints(share, decimals)}`;
}

/** The fewest decimals of 百分点, from one to four, at which the parts as printed add up to their sum. */
export function decimalsThatAdd(whole: number, parts: readonly number[]): number {
  const units = (share: number, decimals: number): number =>
    Math.round(Number((share * 100).toFixed(decimals)) * 10 ** decimals);
  const adds = (decimals: number): boolean =>
    parts.reduce((sum, part) => sum + units(part, decimals), 0) === units(whole, decimals);
  return [1, 2, 3].find(adds) ?? 4;
}

/** Who asks most, and what becomes of their requests. */
export function applicantOutcomeTitle(rows: readonly ApplicantOutcomes[]): string {
  const all = rows.find((row) => row.applicant === "total")?.counts.handled ?? null;
  const types = rows.flatMap(({ applicant, counts: { handled }, ofApplicant, ofOutcome }) =>
    applicant === "total" || handled === null || handled === 0
      ? []
      : [{ applicant, handled, share: ofOutcome.handled, held: ofApplicant.not_held }],
  );
  const [first] = types.toSorted((a, b) => b.handled - a.handled);
  if (!first || !all || first.share === null) return "没有可以显示的办理结果";
  const held = first.held === null ? "" : `，其中“本机关不掌握”${formatPercent(first.held)}`;
  return `${applicantName(first.applicant)}的申请占办结的${formatPercent(first.share)}${held}`;
}

/** Reviews and lawsuits together, the only sum that compares across 2023 and 2024. */
export function reviewTitle(rows: readonly DisputeYear[]): string {
  const known = rows.flatMap(({ year, counts }) => {
    const printed = Object.values(counts).filter((count) => count !== null);
    return printed.length === 0
      ? []
      : [{ year, total: printed.reduce((sum, count) => sum + count, 0) }];
  });
  const [last, before] = [known.at(-1), known.at(-2)];
  if (!last) return "没有可以显示的复议诉讼数据";
  const change = before
    ? `，比${before.year}年${formatCountChange(last.total - before.total)}`
    : "";
  return `${last.year}年复议诉讼合计${formatValue(last.total, "count")}件${change}`;
}

function formatPointsChange(change: number, decimals = 1): string {
  const points = formatPercentagePoints(Math.abs(change), decimals).replace("+", "");
  if (Number.parseFloat(points) === 0) return "持平";
  return `${change > 0 ? "上升" : "下降"}${points}`;
}

function formatCountChange(change: number): string {
  if (change === 0) return "持平";
  return `${change > 0 ? "增加" : "减少"}${formatValue(Math.abs(change), "count")}件`;
}

function formatOutliers(rows: readonly SpineRow[], verb: string): string {
  if (rows.length === 0) return "";
  return rows.length <= 2
    ? `${rows.map((row) => row.name).join("、")}${verb}`
    : `${rows.length}项指标${verb}`;
}
