import { describe, expect, it } from "vitest";
import { formatComparisonTitle } from "#domain/comparison/comparison-title";
import { INDICATORS } from "#domain/indicators/indicators";
import { buildFunnel } from "#domain/statistics/funnel";

const notHeld = INDICATORS.not_held_rate;
if (!notHeld) throw new Error("no indicator not_held_rate");

/** Alike bodies of 200 cases, and one more with so many cases of the kind. */
const group = (highest: number) =>
  buildFunnel([
    ...Array.from({ length: 40 }, (_, i) => ({
      code: `d${i}`,
      numerator: 40 + (i % 3) - 1,
      denominator: 200,
    })),
    { code: "h", numerator: highest, denominator: 200 },
  ]);

describe("the title of a comparison states the finding", () => {
  it("counts the bodies above the upper limit, the more serious first", () => {
    expect(formatComparisonTitle(notHeld, group(120), 41)).toBe(
      "1个地区的不掌握率高于99.8%控制上限",
    );
    expect(formatComparisonTitle(notHeld, group(40), 41)).toBe("没有地区的不掌握率高于控制上限");
  });

  it("says that nothing is judged where there are too few cases, or nobody", () => {
    const few = buildFunnel([{ code: "a", numerator: 1, denominator: 3 }]);
    expect(formatComparisonTitle(notHeld, few, 1)).toBe("1个地区件数均过少，不掌握率不作判断");
    expect(formatComparisonTitle(notHeld, few, 0)).toBe("没有可以比较的不掌握率");
  });
});
