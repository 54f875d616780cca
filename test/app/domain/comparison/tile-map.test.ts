import { describe, expect, it } from "vitest";
import type { Filing } from "#domain/checks/filing";
import type { DescribedRatio } from "#domain/comparison/judged-body";
import { judgeBodies } from "#domain/comparison/comparison";
import { buildTileMap } from "#domain/comparison/tile-map";
import { INDICATORS } from "#domain/indicators/indicators";

const filing = (code: string, city: string | null, report: boolean, year = 2025): Filing => ({
  code,
  division_code: code,
  division: code,
  name: `${code}县`,
  body: null,
  city,
  year,
  due: code !== "gone",
  report_id: report ? `${code}-${year}` : null,
  confirmed: null,
  published_on: null,
  late: false,
  errors: 0,
  questions: 0,
});

const ratio = (code: string, numerator: number, denominator: number): DescribedRatio => ({
  report_id: code,
  code,
  division_code: code,
  division: code,
  city: null,
  year: 2025,
  numerator,
  denominator,
  errors: 0,
  flag: null,
  alternatives: [],
});

describe("the map of tiles", () => {
  const codes = Array.from({ length: 30 }, (_, index) => `d${index}`);
  const comparison = judgeBodies(
    [...codes.map((code) => ratio(code, 80, 400)), ratio("high", 200, 400), ratio("few", 5, 10)],
    2025,
    INDICATORS.not_held_rate,
  );
  const groups = buildTileMap(INDICATORS.not_held_rate, comparison, [
    filing("high", "甲市", true),
    filing("few", "乙市", true),
    filing("away", "甲市", false),
    filing("gone", "甲市", false),
    filing("blank", null, true),
    filing("high", "甲市", true, 2024),
  ]);

  it("holds every body that is due, city by city in the order of the register", () => {
    expect(groups.map(({ city, tiles }) => [city, tiles.map(({ code }) => code)])).toEqual([
      ["甲市", ["high", "away"]],
      ["乙市", ["few"]],
      [null, ["blank"]],
    ]);
  });

  it("tells apart what is high, too few, not loaded and not stated", () => {
    expect(groups.flatMap(({ tiles }) => tiles.map(({ words }) => words))).toEqual([
      "high县：不掌握率50.0%，显著偏高",
      "away县：未载入",
      "few县：不掌握率50.0%，件数过少",
      "blank县：不掌握率没有可用的数值",
    ]);
  });
});
