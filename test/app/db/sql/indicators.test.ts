import { beforeEach, describe, expect, it } from "vitest";
import { groupRatiosSql, readGroupRatios, yearsSchema } from "#db/sql/indicators";
import { REQUESTS, type ApplicantType } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/quantity";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { FiguresTable } from "../../../support/figures-table";

let figures: FiguresTable;
beforeEach(async () => {
  figures = await FiguresTable.create();
});

async function summed(indicator: Indicator, applicant: ApplicantType = "total"): Promise<unknown> {
  const measures = { it: { ...indicator, applicant } };
  const found = await figures.columns(groupRatiosSql(measures, "true"));
  return readGroupRatios(yearsSchema.parse(found), measures)[0]?.figures.it;
}

async function aggregate(code: IndicatorCode): Promise<unknown> {
  return summed(INDICATORS[code]);
}

describe("the SQL of an indicator", () => {
  it.each(INDICATOR_CODES)(
    "%s is bound by the real engine for every applicant it allows",
    async (code) => {
      const indicator = INDICATORS[code];
      const applicants = REQUESTS.columns.map((column) => column.code);
      await figures.add({ year: 2024 });
      for (const applicant of allowsApplicant(indicator) ? applicants : (["total"] as const)) {
        await expect(summed(indicator, applicant)).resolves.toMatchObject({ reports: 0 });
      }
    },
  );

  it("is the ratio of sums, not the mean of rates", async () => {
    await figures.add({ year: 2024, unable_not_held_total: 1, handled_total_total: 1 });
    await figures.add({ year: 2024, unable_not_held_total: 0, handled_total_total: 99 });
    expect(await aggregate("not_held_rate")).toMatchObject({
      numerator: 1,
      denominator: 100,
      value: 0.01,
    });
  });

  it("leaves a report that states one side only out of both", async () => {
    await figures.add({ year: 2024, unable_not_held_total: 3, handled_total_total: 10 });
    await figures.add({ year: 2024, handled_total_total: 1000 });
    await figures.add({ year: 2024, unable_not_held_total: 500 });
    expect(await aggregate("not_held_rate")).toEqual({
      numerator: 3,
      denominator: 10,
      value: 0.3,
      reports: 1,
    });
  });

  it("is null for 0/0 and where nothing is stated, never 0", async () => {
    await figures.add({ year: 2024, unable_not_held_total: 0, handled_total_total: 0 });
    expect(await aggregate("not_held_rate")).toMatchObject({
      denominator: 0,
      value: null,
      reports: 1,
    });
    expect(await aggregate("review_corrected_rate")).toMatchObject({ value: null, reports: 0 });
    expect(await aggregate("carried_over_in")).toMatchObject({ value: null, reports: 0 });
  });

  it("counts a blank part as 0 beside a printed one", async () => {
    await figures.add({
      year: 2024,
      not_disclosed_state_secret_total: 14,
      handled_total_total: 100,
    });
    expect(await aggregate("non_disclosure_rate")).toMatchObject({ numerator: 14, value: 0.14 });
  });

  it("is not known when a part could not be read, and a single line beside it still is", async () => {
    await figures.add({ year: 2024, unable_not_held_total: 3, handled_total_total: 10 });
    await figures.ask("UPDATE printed SET unusable = ['unable_no_existing_information_total']");
    expect(await aggregate("unable_rate")).toMatchObject({ value: null, reports: 0 });
    expect(await aggregate("not_held_rate")).toMatchObject({ value: 0.3, reports: 1 });
  });

  it("takes pending cases out of the concluded ones", async () => {
    await figures.add({ year: 2024, review_total: 10, review_pending: 4, review_corrected: 3 });
    expect(await aggregate("review_corrected_rate")).toMatchObject({ denominator: 6, value: 0.5 });
  });

  it("adds the single line of the 2019 edition and the three of the 2021 edition", async () => {
    await figures.add({ year: 2024, other_handling_total: 2, handled_total_total: 10 });
    await figures.add({
      year: 2024,
      other_misc_total: 3,
      other_fee_overdue_total: 1,
      handled_total_total: 10,
    });
    expect(await aggregate("other_handling_rate")).toMatchObject({ numerator: 6, denominator: 20 });
  });
});
