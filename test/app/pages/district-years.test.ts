import { describe, expect, it } from "vitest";
import type { BoundaryChange } from "#domain/report/boundary-changes";
import { yearsOf } from "#pages/district/years";
import type { DivisionYear } from "#domain/comparison/division-year";

const of = (numerator: number) => ({ numerator, denominator: 10_000 });
const EDITIONS = { proactive_disclosure: null, requests: null, review_litigation: null };

/** A district whose 不掌握率 rises by two points a year, and whose disputes jump with the law of 2024. */
const reports = [2019, 2020, 2021, 2022, 2023, 2024, 2025].map((year): DivisionYear => ({
  report_id: `990101-${year}`,
  division_code: "990101",
  division: "乙县",
  year,
  editions: EDITIONS,
  figures: {
    not_held_rate: of(1000 + 200 * (year - 2019) + (year % 2)),
    disclosure_rate: of(4000),
    dispute_rate: of(year < 2024 ? 300 : 900),
    handled: { numerator: 1000, denominator: null },
  },
}));
const years = reports.map(({ year }) => year);

describe("the trend of a district's rate", () => {
  const trendOf = (code: string, boundaries: readonly BoundaryChange[] = []) =>
    yearsOf(reports, years, boundaries).find((row) => row.code === code)?.trend;

  it("is told from the five years under the form of 2021", () => {
    expect(trendOf("not_held_rate")).toBe("呈上升趋势");
    expect(trendOf("disclosure_rate")).toBe("看不出逐年上升或下降");
    expect(trendOf("handled")).toBeNull();
  });

  it("is not told across a new law or other boundaries, nor from four years", () => {
    expect(trendOf("dispute_rate")).toBe("年份不足，不能判断趋势");
    expect(trendOf("not_held_rate", [{ year: 2022, words: "区划调整" }])).toContain("年份不足");
  });
});
