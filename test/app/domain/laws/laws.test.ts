import { describe, expect, it } from "vitest";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import {
  explainBridgedBreaks,
  explainLawBreak,
  formatCaveat,
  isAcrossLaw,
} from "#domain/indicators/law-breaks";
import { changeBetween, formatLawYears, LAWS, yearsOfChange } from "#domain/laws/laws";

describe("a law", () => {
  it("in force from the first day of a year changes that year alone", () => {
    expect(yearsOfChange({ inForce: "2024-01-01" })).toEqual([2024]);
  });

  it("in force within a year changes the rest of it, and the next year is the first whole one", () => {
    const law = { inForce: "2025-06-01" };
    expect(yearsOfChange(law)).toEqual([2025, 2026]);
    expect(changeBetween(law, 2024, 2025)).toBe(2025);
    expect(changeBetween(law, 2025, 2026)).toBe(2026);
    expect(changeBetween(law, 2023, 2024)).toBeNull();
    expect(changeBetween(law, 2026, 2027)).toBeNull();
    expect(formatLawYears([LAWS.review_first, law])).toBe("2024、2025、2026");
  });

  it("moves the indicators made of its lines and no other", () => {
    const moved = INDICATOR_CODES.filter((code) => isAcrossLaw(INDICATORS[code], 2023, 2024));
    const disputes = INDICATOR_CODES.filter((code) => INDICATORS[code].group === "dispute");
    expect(moved).toEqual(disputes);
  });

  it("is quoted with the indicators that its row names", () => {
    const quoting = INDICATOR_CODES.filter((code) =>
      formatCaveat(INDICATORS[code]).includes(LAWS.review_first.words),
    );
    expect(quoting).toEqual(
      [...LAWS.review_first.breaks, ...LAWS.review_first.bridges].toSorted(
        (a, b) => INDICATOR_CODES.indexOf(a) - INDICATOR_CODES.indexOf(b),
      ),
    );
  });
});

describe("a comparison across a change of rules", () => {
  it("is refused for reviews alone and allowed, with the law named, for reviews and lawsuits together", () => {
    expect(explainLawBreak(INDICATORS.review_rate, 2023, 2024)).toContain("行政复议法");
    expect(explainLawBreak(INDICATORS.dispute_rate, 2023, 2024)).toBeNull();
    expect(explainBridgedBreaks(INDICATORS.dispute_rate, 2023, 2025).join("")).toContain(
      "行政复议法",
    );
    expect(formatCaveat(INDICATORS.dispute_rate)).toContain("行政复议法");
  });

  it("names the new form of 2021, whatever is compared", () => {
    expect(explainBridgedBreaks(INDICATORS.not_held_rate, 2020, 2021)).toEqual([
      "2021年起适用2021年格式（国办公开办函〔2021〕30号），跨2021年的比较只用两种格式都有的数字。",
    ]);
  });

  it("has nothing to say between two years under the same rules", () => {
    for (const [earlier, later] of [
      [2019, 2020],
      [2021, 2023],
      [2024, 2025],
    ] as const)
      expect(explainBridgedBreaks(INDICATORS.dispute_rate, earlier, later)).toEqual([]);
    expect(explainBridgedBreaks(INDICATORS.not_held_rate, 2023, 2024)).toEqual([]);
  });
});
