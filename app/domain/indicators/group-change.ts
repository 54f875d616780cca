import { compareRates, type RateChange, rateInterval } from "../statistics/rate-interval";
import type { Interval } from "../statistics/ratio";
import { distributionOf, type GroupRatio, type Indicator } from "./indicators";
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

/** What an indicator of a group did between two years; the interval of a count is not known: it is what was counted. */
interface GroupChange {
  readonly value: number;
  readonly printed: PrintedChange;
  readonly interval: Interval | null;
  /** Whether it prints as more than 0 and, of a rate, is more than chance makes of it. */
  readonly isMove: boolean;
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
  return { value, printed, interval: null, isMove: printed.direction !== 0 };
}

function describeRateChange({ change, lower, upper }: RateChange): GroupChange {
  const printed = printPointsChange(change);
  return {
    value: change,
    printed,
    interval: { lower, upper },
    isMove: printed.direction !== 0 && (lower > 0 || upper < 0),
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

/**
 * A change as a sentence: 上升1.3个百分点（95%区间+0.6至+2.0）; 基本持平（−0.4个百分点，95%区间−1.1至+0.2） where the
 * interval holds 0; of a count 增长29.0%, or 持平.
 */
export function formatGroupChange({ printed, interval, isMove }: GroupChange): string {
  if (interval === null) {
    if (!isMove) return "持平";
    return `${printed.direction > 0 ? "增长" : "下降"}${formatChangeSize(printed)}`;
  }
  const range = formatChangeInterval(interval);
  if (!isMove) return `基本持平（${formatSignedChange(printed)}，${range}）`;
  return `${printed.direction > 0 ? "上升" : "下降"}${formatChangeSize(printed)}（${range}）`;
}

type YearOfReports = readonly [year: number, figure: Pick<GroupRatio, "reports"> | undefined];

/** What a change also comes from: （2024年7份报告、2025年8份，升降含份数变化的影响）. Empty where both are of as many. */
export function formatOtherReports(
  [base, before]: YearOfReports,
  [year, after]: YearOfReports,
): string {
  if (!before || !after || before.reports === after.reports) return "";
  return `（${base}年${before.reports}份报告、${year}年${after.reports}份，升降含份数变化的影响）`;
}
