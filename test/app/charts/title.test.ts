import { describe, expect, it } from "vitest";
import { reviewTitle } from "#charts/review-timeline";
import { waterfallTitle } from "#charts/waterfall";

describe("a title states the finding", () => {
  it("of a change and its parts", () => {
    const parts = { change: 0.018, byRate: 0.015, byShare: 0.002, byEntered: 0.001, byLeft: 0 };
    expect(waterfallTitle("不掌握率", parts)).toBe(
      "不掌握率上升1.8个百分点：各地比率升降+1.5个百分点，各地件数比重变化+0.2个百分点，只有一年有数字的地区+0.1个百分点",
    );
    const cancelling = { ...parts, change: -0.0042, byRate: -0.0046, byShare: 0.0004 };
    expect(
      waterfallTitle("不掌握率", { ...cancelling, byEntered: 0, byLeft: 0 }),
      "rounded so that the parts add up",
    ).toBe("不掌握率下降0.42个百分点：各地比率升降−0.46个百分点，各地件数比重变化+0.04个百分点");
    expect(waterfallTitle("不掌握率", { ...parts, change: 0.0001 })).toBe("不掌握率与上期基本持平");
    expect(waterfallTitle("不掌握率", parts, "unclear")).toBe("不掌握率较上期升降尚不能确定");
  });

  it("of reviews and lawsuits together", () => {
    const year = (at: number, review: number | null) => ({
      year: at,
      counts: { review, direct_suit: null, post_review_suit: null },
    });
    const years = [year(2022, 9), year(2023, 12), year(2024, 37)];
    expect(reviewTitle(years, 2024)).toBe("2024年复议诉讼合计37件，比2023年增加25件");
    expect(reviewTitle(years, 2023), "of the chosen year, not of the newest").toBe(
      "2023年复议诉讼合计12件，比2022年增加3件",
    );
    expect(reviewTitle(years, 2022)).toBe("2022年复议诉讼合计9件");
    expect(reviewTitle([...years, year(2025, null)], 2025)).toBe("2025年没有复议诉讼数字");
  });
});
