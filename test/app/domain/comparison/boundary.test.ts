import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { describe, expect, it } from "vitest";

import {
  describeBoundaryChanges,
  boundaryChangesOf,
  findLastBoundaryChanges,
  type Successor,
} from "#domain/report/boundary-changes";
import { explainChange } from "#domain/comparison/change";
import type { DescribedRatio } from "#domain/comparison/judged-body";
import { judgeBodies } from "#domain/comparison/comparison";
import type { DivisionYear } from "#domain/comparison/division-year";
import { pastColumns, formatFlaggedYears } from "#tables/comparison";
import { compareWithPeers } from "#pages/district/profile";
import { yearsColumns } from "#pages/district/years";

const division = (
  code: string,
  name: string,
  [from, to]: readonly [number | null, number | null],
  successors: readonly string[] = [],
): Successor => ({ code, name, validFrom: from, validTo: to, formerNames: [], successors });

/** 甲 takes in 乙 in 2021; 丙 gives a part away to 丁 in 2021; 戊 becomes 己 and 庚 in 2022. */
const REGISTER = [
  division("990901", "甲区", [null, null]),
  division("990902", "乙区", [null, 2020], ["990901"]),
  division("990903", "丙区", [null, null], ["990904"]),
  division("990904", "丁区", [2021, null]),
  division("990905", "戊区", [null, 2021], ["990906", "990907"]),
  division("990906", "己区", [2022, null]),
  division("990907", "庚区", [2022, null]),
];

describe("a change of boundaries", () => {
  it("is known of a division that took in another", () => {
    expect(boundaryChangesOf("990901", REGISTER)).toEqual([
      { year: 2021, words: "区划调整：甲区、乙区其后为甲区" },
    ]);
  });

  it("is known of a division that lives on after giving a part away, and of the part", () => {
    const words = "区划调整：丙区其后为丙区、丁区";
    expect(boundaryChangesOf("990903", REGISTER)).toEqual([{ year: 2021, words }]);
    expect(boundaryChangesOf("990904", REGISTER)).toEqual([{ year: 2021, words }]);
  });

  it("touches only the divisions and the year concerned", () => {
    expect(boundaryChangesOf("990908", REGISTER)).toEqual([]);
    expect([...describeBoundaryChanges(2022, REGISTER).keys()]).toEqual([
      "990905",
      "990906",
      "990907",
    ]);
    expect(describeBoundaryChanges(2023, REGISTER).size).toBe(0);
  });

  it("is marked on its year in the columns of a series", () => {
    const headers = yearsColumns([2020, 2021], "share", boundaryChangesOf("990901", REGISTER)).map(
      ({ header }) => header,
    );
    expect(headers).toEqual(["指标", "2020年", "2021年（区划调整）", "趋势"]);
  });
});

const RATE = INDICATORS.not_held_rate;

const figure = (code: string, year: number, numerator: number): DescribedRatio => ({
  report_id: `${code}-${String(year)}`,
  code,
  division_code: code,
  division: code,
  city: null,
  year,
  numerator,
  denominator: 100,
  errors: 0,
  flag: null,
  alternatives: [],
});

describe("the change on last year", () => {
  it("is refused among judged bodies where the ground is another, with the reason", () => {
    const figures = ["990901", "990908"].flatMap((code) => [
      figure(code, 2020, 20),
      figure(code, 2021, 30),
    ]);
    const changes = findLastBoundaryChanges(2021, 1, REGISTER);
    const { bodies } = judgeBodies(figures, 2021, RATE, {}, [], changes);
    expect(bodies.map(({ change }) => change?.change ?? null)).toEqual([null, expect.closeTo(0.1)]);
    const reason = pastColumns(RATE).find(({ id }) => id === "change")?.why;
    expect(bodies.map((body) => reason?.(body))).toEqual([
      "区划调整：甲区、乙区其后为甲区，与上年范围不同，不作比较",
      "上年报告缺失或无法计算",
    ]);
  });

  it("is refused for the departments of such a division too, which have codes of their own", () => {
    const department = (year: number) => ({ ...figure("990901", year, 20), code: "一局" });
    const figures = [department(2020), department(2021)];
    const changes = findLastBoundaryChanges(2021, 1, REGISTER);
    expect(judgeBodies(figures, 2021, RATE, {}, [], changes).bodies[0]?.change).toBeNull();
    expect(judgeBodies(figures, 2021, RATE).bodies[0]?.change).not.toBeNull();
  });

  it("is marked in a decomposition as not bridged, for a department as for a division", () => {
    const department = (year: number, division: string) => ({
      ...figure(division, year, 20),
      code: `${division} 一局`,
    });
    const figures = [2020, 2021].flatMap((year) => [
      department(year, "990903"),
      department(year, "990908"),
    ]);
    const change = explainChange(RATE, figures, 2020, 2021, { register: REGISTER });
    if (change.kind === "refused") throw new Error(change.reason);
    expect(change.bodies.map(({ code, boundary }) => [code, boundary])).toEqual([
      ["990903 一局", "区划调整：丙区其后为丙区、丁区；所属地区前后范围不同，不能衔接"],
      ["990908 一局", null],
    ]);
  });

  it("is refused in a division's profile, while last year's figure stays to be seen", () => {
    const report = (year: number, handled: number): DivisionYear => ({
      report_id: `990901-${String(year)}`,
      division_code: "990901",
      division: "甲区",
      year,
      editions: { proactive_disclosure: 2021, requests: 2021, review_litigation: 2021 },
      figures: { handled: { numerator: handled, denominator: null } },
    });
    const handled = (incomparable: string | null) =>
      compareWithPeers({
        code: "990901",
        own: report(2021, 90),
        last: report(2020, 60),
        incomparable,
        group: [],
        positions: new Map(),
      }).find(({ code }) => code === "handled");
    expect(handled(null)).toMatchObject({ last: 60, change: 30 });
    expect(handled("区划调整")).toMatchObject({ last: 60, change: null });
  });

  it("is refused in a profile for a rate that the law made another one, and for no other", () => {
    const report = (year: number, disputes: number): DivisionYear => ({
      report_id: `990908-${String(year)}`,
      division_code: "990908",
      division: "辛区",
      year,
      editions: { proactive_disclosure: 2021, requests: 2021, review_litigation: 2021 },
      figures: {
        review_rate: { numerator: disputes, denominator: 100 },
        dispute_rate: { numerator: disputes, denominator: 100 },
      },
    });
    const changes = (year: number) =>
      compareWithPeers({
        code: "990908",
        own: report(year, 30),
        last: report(year - 1, 10),
        incomparable: null,
        group: [],
        positions: new Map(),
      }).flatMap(({ code, change, incomparable }) =>
        code === "review_rate" || code === "dispute_rate"
          ? [[code, change, incomparable?.slice(0, 12) ?? null]]
          : [],
      );
    expect(changes(2024)).toEqual([
      ["review_rate", null, "2024年起法律规定改变"],
      ["dispute_rate", expect.closeTo(0.2), null],
    ]);
    expect(changes(2025)).toEqual([
      ["review_rate", null, "2025年起法律规定改变"],
      ["dispute_rate", expect.closeTo(0.2), null],
    ]);
    expect(changes(2027)).toEqual([
      ["review_rate", expect.closeTo(0.2), null],
      ["dispute_rate", expect.closeTo(0.2), null],
    ]);
  });
});

describe("the years in which a body was high", () => {
  const high = ["990901", "990908"];
  const figures = [2019, 2020, 2021, 2022, 2023].flatMap((year) => [
    ...high.map((code) => figure(code, year, 60)),
    ...Array.from({ length: 20 }, (_, i) => figure(`others ${String(i)}`, year, 20)),
  ]);
  /** As known in a year. */
  const inYear = (year: number) => {
    const changes = findLastBoundaryChanges(year, 4, REGISTER);
    const known = figures.filter((each) => each.year <= year);
    const { bodies } = judgeBodies(known, year, RATE, { model: "binomial" }, [], changes);
    return bodies.filter(({ code }) => high.includes(code));
  };

  it("are counted since its boundaries changed, and say since when", () => {
    expect(inYear(2023).map(({ flaggedYears }) => flaggedYears?.years)).toEqual([
      [2021, 2022, 2023],
      [2019, 2020, 2021, 2022, 2023],
    ]);
    expect(inYear(2023).map(formatFlaggedYears)).toEqual([
      "3年中3年（2021年区划调整后）",
      "5年中5年",
    ]);
  });

  it("are its first alone in the year of the change, and all in the year before", () => {
    expect(inYear(2021).map(formatFlaggedYears)).toEqual([
      "1年中1年（2021年区划调整后）",
      "3年中3年",
    ]);
    expect(inYear(2020).map(formatFlaggedYears)).toEqual(["2年中2年", "2年中2年"]);
  });

  it("are counted across a change of the law, since each year is judged among its own figures", () => {
    // Of 2020 to 2024, the last under the law that doubled everybody's reviews.
    const reviews = figures.map((each) => ({
      ...each,
      year: each.year + 1,
      denominator: each.year < 2023 ? 100 : 70,
    }));
    const bodies = (code: IndicatorCode) =>
      judgeBodies(reviews, 2024, INDICATORS[code], { model: "binomial" }).bodies;
    const [high, , other] = bodies("review_rate");
    expect(high?.flaggedYears).toMatchObject({ years: [2020, 2021, 2022, 2023, 2024], judged: 5 });
    expect(other?.flaggedYears?.outside).toBe(0);
    expect(bodies("review_rate").filter(({ change }) => change !== null)).toEqual([]);
    const column = pastColumns(INDICATORS.review_rate).find(({ id }) => id === "change");
    expect(high && column?.why?.(high)).toContain("2024年起法律规定改变");
    expect(bodies("dispute_rate").filter(({ change }) => change === null)).toEqual([]);
  });
});
