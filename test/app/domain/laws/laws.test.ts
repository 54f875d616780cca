import { describe, expect, it } from "vitest";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { explainLawBreak, formatCaveat } from "#domain/indicators/law-breaks";
import { explainBridgedBreaks, isAcrossLaw } from "#domain/indicators/laws-between";
import { formatLawYears, LAWS } from "#domain/laws/laws";
import { changeBetween, formatEvent, formatLaw, formatMark, yearsOfChange } from "#domain/laws/law";

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
    expect(formatLaw({ ...law, words: "某法规定" })).toBe(
      "某法规定；2025年只有部分时间适用，2026年是首个完整年度，2024年、2025年与2026年之间的升降不宜单独归因于工作质量。",
    );
    const marked = { ...law, mark: "可直接起诉", event: "某法施行" };
    expect([2025, 2026].map((year) => formatMark(marked, year))).toEqual([
      "2025年可直接起诉（6月起）",
      "2026年可直接起诉（全年）",
    ]);
    expect([marked, LAWS.review_first].map(formatEvent)).toEqual([
      "2025年6月某法施行",
      "2024年行政复议法修订施行",
    ]);
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
  const across = [
    [2023, 2024],
    [2024, 2025],
    [2025, 2026],
  ] as const;

  it("is refused for reviews, lawsuits and their correction, each alone, over both laws and the part year", () => {
    for (const code of LAWS.review_first.breaks) {
      for (const [earlier, later] of across)
        expect(explainLawBreak(INDICATORS[code], earlier, later), code).toMatch(
          /行政复议法|法释〔2025〕8号/u,
        );
      expect(explainLawBreak(INDICATORS[code], 2022, 2023)).toBeNull();
      expect(explainLawBreak(INDICATORS[code], 2026, 2027)).toBeNull();
    }
  });

  it("names every law in between, once", () => {
    const words = explainLawBreak(INDICATORS.lawsuit_rate, 2023, 2026) ?? "";
    expect(words).toMatch(/^2024、2025、2026年起法律规定改变，诉讼率前后不可比。/u);
    expect(words.split("行政复议法第二十三条规定")).toHaveLength(2);
    expect(words).toContain("2026年是首个完整年度");
    expect(words).toContain("本机关不掌握");
  });

  it("is allowed for reviews and lawsuits together, with what counts twice", () => {
    for (const [earlier, later] of across) {
      expect(explainLawBreak(INDICATORS.dispute_rate, earlier, later)).toBeNull();
      expect(explainBridgedBreaks(INDICATORS.dispute_rate, earlier, later).join("")).toMatch(
        /各计一次|只计一次/u,
      );
    }
    expect(formatCaveat(INDICATORS.dispute_rate)).toContain(
      "2024年起应当先行复议的争议进入诉讼即计两次",
    );
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
      [2026, 2027],
    ] as const)
      expect(explainBridgedBreaks(INDICATORS.dispute_rate, earlier, later)).toEqual([]);
    for (const [earlier, later] of across)
      expect(explainBridgedBreaks(INDICATORS.not_held_rate, earlier, later)).toEqual([]);
  });
});

describe("suits in which a government only defends its decision on a review", () => {
  it("are explained wherever lawsuits are counted", () => {
    const quoting = INDICATOR_CODES.filter((code) =>
      formatCaveat(INDICATORS[code]).includes("国办公开办函〔2016〕201号"),
    );
    expect(quoting).toEqual(["lawsuit_rate", "dispute_rate", "lawsuit_corrected_rate"]);
  });
});
