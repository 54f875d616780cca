import { describe, expect, it } from "vitest";
import { boundariesChangedIn, boundaryChanges, type Successor } from "#domain/comparison/boundary";
import { compared, type BodyFigure } from "#domain/comparison/comparison";
import type { DivisionYear } from "#domain/tables/division-year";
import { profileOf } from "#domain/tables/division-profile";
import { yearsColumns } from "#domain/tables/division-years";

const division = (
  code: string,
  name: string,
  [from, to]: readonly [number | null, number | null],
  successors: readonly string[] = [],
): Successor => ({ code, name, valid_from: from, valid_to: to, former_names: null, successors });

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
    expect(boundaryChanges("990901", REGISTER)).toEqual([
      { year: 2021, words: "区划调整：甲区、乙区其后为甲区" },
    ]);
  });

  it("is known of a division that lives on after giving a part away, and of the part", () => {
    const words = "区划调整：丙区其后为丙区、丁区";
    expect(boundaryChanges("990903", REGISTER)).toEqual([{ year: 2021, words }]);
    expect(boundaryChanges("990904", REGISTER)).toEqual([{ year: 2021, words }]);
  });

  it("touches only the divisions and the year concerned", () => {
    expect(boundaryChanges("990908", REGISTER)).toEqual([]);
    expect([...boundariesChangedIn(2022, REGISTER).keys()]).toEqual(["990905", "990906", "990907"]);
    expect(boundariesChangedIn(2023, REGISTER).size).toBe(0);
  });

  it("is marked on its year in the columns of a series", () => {
    const headers = yearsColumns([2020, 2021], "share", boundaryChanges("990901", REGISTER)).map(
      ({ header }) => header,
    );
    expect(headers).toEqual(["指标", "2020年", "2021年（区划调整）"]);
  });
});

const figure = (code: string, year: number, numerator: number): BodyFigure => ({
  report_id: `${code}-${String(year)}`,
  code,
  division_code: code,
  division: code,
  city: null,
  year,
  numerator,
  denominator: 100,
  alternatives: [],
  strata: [],
  errors: 0,
  mark: null,
});

describe("the change on last year", () => {
  it("is refused among compared bodies where the ground is another, with the reason", () => {
    const figures = ["990901", "990908"].flatMap((code) => [
      figure(code, 2020, 20),
      figure(code, 2021, 30),
    ]);
    const { bodies } = compared(figures, 2021, true, {}, [], boundariesChangedIn(2021, REGISTER));
    expect(bodies.map(({ change, boundary }) => [change?.change ?? null, boundary])).toEqual([
      [null, "区划调整：甲区、乙区其后为甲区"],
      [expect.closeTo(0.1), null],
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
      profileOf({
        code: "990901",
        own: report(2021, 90),
        last: report(2020, 60),
        incomparable,
        group: [],
      }).find(({ code }) => code === "handled");
    expect(handled(null)).toMatchObject({ last: 60, change: 30 });
    expect(handled("区划调整")).toMatchObject({ last: 60, change: null });
  });
});
