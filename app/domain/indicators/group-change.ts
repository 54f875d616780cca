import { compareRates, type RateChange, rateInterval } from "../statistics/rate-interval";
import type { Interval } from "../statistics/ratio";
import type { GroupRatio } from "./indicators";
import { distributionOf, type Indicator } from "./indicator";
import {
  formatChangeSize,
  formatPercent,
  formatSignedChange,
  formatSignedDigits,
  type PrintedChange,
  printPointsChange,
  printRelativeChange,
} from "./number-format";

type Sides = Pick<GroupRatio, "numerator" | "denominator">;

/**
 * The largest change of a rate that is called steady, in shares, where the whole 95% interval lies within it: 1.5个百分点
 * of the usual rates of 10% to 40% call for nothing to be done. Two years of some 7,000 cases can show so little;
 * where there are fewer, that no change was found does not say that there was none.
 */
const STEADY_WITHIN = 0.015;

/** What the interval of a change allows to say of it. */
export const CHANGE_KINDS = {
  moved: { name: "上升或下降" },
  steady: { name: "基本持平" },
  unclear: { name: "升降尚不能确定" },
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** ±1.5个百分点 */
const STEADY_RANGE = `±${(STEADY_WITHIN * 100).toFixed(1)}个百分点`;

/** How {@link kindOfChange} tells the kinds apart, for a hint or a note. */
export const CHANGE_KINDS_MEANING = `变化的95%区间不含0的，为${CHANGE_KINDS.moved.name}；整个区间在${STEADY_RANGE}以内的，为${CHANGE_KINDS.steady.name}；其余为${CHANGE_KINDS.unclear.name}（端点印作0.0的，算含0）`;

/** An end of the interval that prints as 0 touches 0, and the interval then holds it. */
export function kindOfChange({ change, lower, upper }: RateChange): ChangeKind {
  const [size, from, to] = [change, lower, upper].map((end) => printPointsChange(end).direction);
  if (size !== 0 && (from === 1 || to === -1)) return "moved";
  return lower >= -STEADY_WITHIN && upper <= STEADY_WITHIN ? "steady" : "unclear";
}

/** What an indicator of a group did between two years; the interval of a count is not known: it is what was counted. */
interface GroupChange {
  readonly value: number;
  readonly printed: PrintedChange;
  readonly interval: Interval | null;
  /** Of a count, steady where it prints as 0. */
  readonly kind: ChangeKind;
}

/** The 95% interval of a group's rate; null of a count and where there is no rate. */
export function groupInterval(indicator: Indicator, sides: Sides | undefined): Interval | null {
  const { numerator = null, denominator = null } = sides ?? {};
  if (numerator === null || denominator === null) return null;
  return rateInterval({ numerator, denominator }, distributionOf(indicator));
}

/** The change of a group's rate with its interval; null where either year has none, and of a count. */
function compareGroupRates(
  indicator: Indicator,
  earlier: Sides | undefined,
  later: Sides | undefined,
): RateChange | null {
  if (!indicator.denominator) return null;
  const [before, after] = [earlier, later].map((sides) =>
    sides && sides.numerator !== null && sides.denominator !== null
      ? { numerator: sides.numerator, denominator: sides.denominator }
      : null,
  );
  return before && after ? compareRates(before, after, distributionOf(indicator)) : null;
}

/**
 * The change of an indicator of a group between two years: in 百分点 for a rate, in per cent for a count. Null where
 * either year is not known, or a count was 0 before.
 */
export function compareGroups(
  indicator: Indicator,
  earlier: Sides | undefined,
  later: Sides | undefined,
): GroupChange | null {
  if (indicator.denominator) {
    const change = compareGroupRates(indicator, earlier, later);
    return change && describeRateChange(change);
  }
  const [before, after] = [earlier?.numerator ?? null, later?.numerator ?? null];
  if (before === null || after === null || before === 0) return null;
  const value = (after - before) / before;
  const printed = printRelativeChange(value);
  return { value, printed, interval: null, kind: printed.direction === 0 ? "steady" : "moved" };
}

function describeRateChange(change: RateChange): GroupChange {
  const { change: value, lower, upper } = change;
  return {
    value,
    printed: printPointsChange(value),
    interval: { lower, upper },
    kind: kindOfChange(change),
  };
}

/** 95%区间13.5%至14.9% */
export function formatRateInterval({ lower, upper }: Interval): string {
  return `95%区间${formatPercent(lower)}至${formatPercent(upper)}`;
}

/** 95%区间−1.1至+0.2 */
export function formatChangeInterval({ lower, upper }: Interval): string {
  const [from, to] = [lower, upper].map((end) => formatSignedDigits(printPointsChange(end)));
  return `95%区间${from ?? ""}至${to ?? ""}`;
}

/** Two years with fewer reports in the one than this share of the other's are of other bodies: that alone moves their totals. */
const ALIKE_FROM = 0.8;

/** How many reports a year's total is of. */
interface CountedYear {
  readonly year: number;
  readonly reports: number;
}

/** 2024年1份报告、2025年3份，升降也含报告不同的影响; empty where about as many reports stand in both years. */
export function noteOtherReports(earlier: CountedYear, later: CountedYear): string {
  const [fewer, more] = [earlier.reports, later.reports].sort((one, other) => one - other);
  if (fewer === undefined || more === undefined || fewer >= more * ALIKE_FROM) return "";
  return `${earlier.year}年${earlier.reports}份报告、${later.year}年${later.reports}份，升降也含报告不同的影响`;
}

/**
 * A change as a sentence: 上升1.3个百分点（95%区间+0.6至+2.0）; 基本持平（−0.4个百分点，95%区间−1.1至+0.2）;
 * 升降尚不能确定（+2.3个百分点，95%区间0.0至+4.5）; of a count 增长29.0%, or 持平.
 */
export function formatGroupChange({ printed, interval, kind }: GroupChange): string {
  if (interval === null) {
    if (kind === "steady") return "持平";
    return `${printed.direction > 0 ? "增长" : "下降"}${formatChangeSize(printed)}`;
  }
  const range = formatChangeInterval(interval);
  if (kind !== "moved")
    return `${CHANGE_KINDS[kind].name}（${formatSignedChange(printed)}，${range}）`;
  return `${printed.direction > 0 ? "上升" : "下降"}${formatChangeSize(printed)}（${range}）`;
}
