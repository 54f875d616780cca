import { CHANGE_KINDS, formatChangeInterval, kindOfChange } from "../indicators/group-change";
import { distributionOf, type Indicator } from "../indicators/indicator";
import { explainLawBreak } from "../indicators/law-breaks";
import { formatChangeSize, printPointsChange } from "../indicators/number-format";
import { compareRates, type RateChange } from "../statistics/rate-interval";
import type { StatedRatio } from "../statistics/ratio";
import { RATE_FLOOR, VERDICTS } from "../statistics/verdict";
import type { JudgedBody } from "./judged-body";

/** Whether a body's rate is better than in a base year, as far as chance allows to say. */
export const BASE_CHANGES = {
  improved: { name: "改善" },
  worsened: { name: "变差" },
  /** Of a rate of which neither side is a concern. */
  moved: { name: "有变化" },
  steady: { name: CHANGE_KINDS.steady.name },
  unclear: { name: CHANGE_KINDS.unclear.name },
  /** Of fewer cases than a rate is judged by, in either year. */
  too_few: { name: VERDICTS.too_few.name },
  incomparable: { name: "不能比较" },
} as const;
type BaseChangeKind = keyof typeof BASE_CHANGES;

/** The test of a body's change between a base year and the year that it is judged in. */
export interface BaseChange {
  readonly base: number;
  readonly kind: BaseChangeKind;
  /** Null where it is incomparable. */
  readonly change: RateChange | null;
  /** 较2022年下降12.3个百分点，已改善; or why there is no comparison. */
  readonly words: string;
}

type ChangingBody = Pick<
  JudgedBody,
  "year" | "numerator" | "denominator" | "comparableFrom" | "history"
>;

/**
 * Tests the change of a body's rate from a base year by the 95% interval of the difference (`compareRates`): moved
 * where it leaves out 0. Nothing is compared across a law or form that made the rate another figure, nor across a
 * change of boundaries, nor with a year that is not loaded.
 */
export function testBaseChange(indicator: Indicator, body: ChangingBody, base: number): BaseChange {
  const refuse = (words: string): BaseChange => ({
    base,
    kind: "incomparable",
    change: null,
    words,
  });
  if (base >= body.year) return refuse(`${base}年不早于${body.year}年，不作比较`);
  const law = explainLawBreak(indicator, base, body.year);
  if (law !== null) return refuse(`与${base}年不可比：${law.replace(/。$/u, "")}`);
  if (body.comparableFrom !== null && base < body.comparableFrom)
    return refuse(`${body.comparableFrom}年区划调整，与${base}年范围不同，不作比较`);
  const then = body.history.find(({ year }) => year === base);
  if (then === undefined) return refuse(`${base}年报告未载入，不能比较`);
  return (
    testRatios(indicator, base, then, body) ??
    refuse(`${base}年或${body.year}年的数字不能计算比率，不能比较`)
  );
}

/** The same test of two ratios that are known to be comparable; null where either gives no rate. */
export function testRatios(
  indicator: Indicator,
  base: number,
  earlier: StatedRatio | null,
  later: StatedRatio | null,
): BaseChange | null {
  const change = earlier && later && compareStated(indicator, earlier, later);
  if (change === null) return null;
  const least = Math.min(earlier?.denominator ?? 0, later?.denominator ?? 0);
  if (least < RATE_FLOOR)
    return {
      base,
      kind: "too_few",
      change,
      words: `与${base}年相比，有一年不足${RATE_FLOOR}件，升降不作判断`,
    };
  return describeChange(indicator, base, change);
}

function compareStated(
  indicator: Indicator,
  earlier: StatedRatio,
  later: StatedRatio,
): RateChange | null {
  if (earlier.numerator === null || earlier.denominator === null) return null;
  if (later.numerator === null || later.denominator === null) return null;
  return compareRates(
    { numerator: earlier.numerator, denominator: earlier.denominator },
    { numerator: later.numerator, denominator: later.denominator },
    distributionOf(indicator),
  );
}

function describeChange(
  { concern }: Pick<Indicator, "concern">,
  base: number,
  change: RateChange,
): BaseChange {
  const kind = kindOfChange(change);
  if (kind !== "moved") {
    const words =
      kind === "steady"
        ? `与${base}年${CHANGE_KINDS.steady.name}`
        : `较${base}年${CHANGE_KINDS.unclear.name}`;
    return { base, kind, change, words: `${words}（${formatChangeInterval(change)}个百分点）` };
  }
  const printed = printPointsChange(change.change);
  const isUp = printed.direction > 0;
  const moved = `较${base}年${isUp ? "上升" : "下降"}${formatChangeSize(printed)}`;
  if (concern === undefined) return { base, kind: "moved", change, words: moved };
  const verdict = isUp === (concern === "high") ? "worsened" : "improved";
  return { base, kind: verdict, change, words: `${moved}，${BASE_CHANGES[verdict].name}` };
}
