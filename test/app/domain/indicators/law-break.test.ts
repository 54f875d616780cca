import { describe, expect, it } from "vitest";
import { declared } from "#briefing/figures";
import { bridgedBreaks, lawBreak } from "#domain/indicators/law-break";

describe("a comparison across a change of rules", () => {
  it("is refused for reviews alone and allowed, with the law named, for reviews and lawsuits together", () => {
    expect(lawBreak(declared("review_rate"), 2023, 2024)).toContain("行政复议法");
    expect(lawBreak(declared("dispute_rate"), 2023, 2024)).toBeNull();
    expect(bridgedBreaks(declared("dispute_rate"), 2023, 2025).join("")).toContain("行政复议法");
    expect(declared("dispute_rate").caveat).toContain("行政复议法");
  });

  it("names the new form of 2021, whatever is compared", () => {
    expect(bridgedBreaks(declared("not_held_rate"), 2020, 2021)).toEqual([
      "2021年起适用2021年格式（国办公开办函〔2021〕30号），跨2021年的比较只用两种格式都有的数字。",
    ]);
  });

  it("has nothing to say between two years under the same rules", () => {
    for (const [earlier, later] of [
      [2019, 2020],
      [2021, 2023],
      [2024, 2025],
    ] as const)
      expect(bridgedBreaks(declared("dispute_rate"), earlier, later)).toEqual([]);
    expect(bridgedBreaks(declared("not_held_rate"), 2023, 2024)).toEqual([]);
  });
});
