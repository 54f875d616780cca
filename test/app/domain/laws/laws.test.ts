import { describe, expect, it } from "vitest";
import { indicatorOf } from "#briefing/figures";
import { explainBridgedBreaks, explainLawBreak } from "#domain/laws/laws";

describe("a comparison across a change of rules", () => {
  it("is refused for reviews alone and allowed, with the law named, for reviews and lawsuits together", () => {
    expect(explainLawBreak(indicatorOf("review_rate"), 2023, 2024)).toContain("行政复议法");
    expect(explainLawBreak(indicatorOf("dispute_rate"), 2023, 2024)).toBeNull();
    expect(explainBridgedBreaks(indicatorOf("dispute_rate"), 2023, 2025).join("")).toContain(
      "行政复议法",
    );
    expect(indicatorOf("dispute_rate").caveat).toContain("行政复议法");
  });

  it("names the new form of 2021, whatever is compared", () => {
    expect(explainBridgedBreaks(indicatorOf("not_held_rate"), 2020, 2021)).toEqual([
      "2021年起适用2021年格式（国办公开办函〔2021〕30号），跨2021年的比较只用两种格式都有的数字。",
    ]);
  });

  it("has nothing to say between two years under the same rules", () => {
    for (const [earlier, later] of [
      [2019, 2020],
      [2021, 2023],
      [2024, 2025],
    ] as const)
      expect(explainBridgedBreaks(indicatorOf("dispute_rate"), earlier, later)).toEqual([]);
    expect(explainBridgedBreaks(indicatorOf("not_held_rate"), 2023, 2024)).toEqual([]);
  });
});
