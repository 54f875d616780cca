import { describe, expect, it } from "vitest";
import { findingTitle } from "#domain/comparison/finding-title";
import { indicatorOf } from "#domain/indicators/indicators";
import { funnel } from "#domain/statistics/funnel";

const notHeld = indicatorOf("not_held_rate");
if (!notHeld) throw new Error("no indicator not_held_rate");

/** Alike bodies of 200 cases, and one more with so many cases of the kind. */
const group = (highest: number) =>
  funnel([
    ...Array.from({ length: 40 }, (_, i) => ({
      code: `d${i}`,
      numerator: 40 + (i % 3) - 1,
      denominator: 200,
    })),
    { code: "h", numerator: highest, denominator: 200 },
  ]);

describe("the title of a comparison states the finding", () => {
  it("counts the bodies above the upper limit, the more serious first", () => {
    expect(findingTitle(notHeld, group(120), 41)).toBe("1个地区的不掌握率高于99.8%控制上限");
    expect(findingTitle(notHeld, group(40), 41)).toBe("没有地区的不掌握率高于控制上限");
  });

  it("says that nothing is judged where there are too few cases, or nobody", () => {
    const few = funnel([{ code: "a", numerator: 1, denominator: 3 }]);
    expect(findingTitle(notHeld, few, 1)).toBe("1个地区件数均过少，不掌握率不作判断");
    expect(findingTitle(notHeld, few, 0)).toBe("没有可以比较的不掌握率");
  });
});
