import { describe, expect, it } from "vitest";
import { CELLS, sumsIn, TABLE_CODES } from "#domain/form/cells";
import { REQUESTS } from "#domain/form/requests";
import { addTo, zeroFigures, positionOf } from "#etl/sample/figures";
import { DEFAULT_SEED, simulateProvince } from "#etl/sample/province";
import { REPORTS, reportOf, truly } from "./reports";

const sumsOf = (edition: 2019 | 2021) => ({
  proactive_disclosure: sumsIn("proactive_disclosure", edition),
  requests: sumsIn("requests", edition),
  review_litigation: sumsIn("review_litigation", edition),
});
const SUMS = { 2019: sumsOf(2019), 2021: sumsOf(2021) };
const COLUMNS = REQUESTS.columns.map((column) => column.code);

describe("the true figures of the demo province", () => {
  it("are the same for the same seed and others for another", () => {
    const first = (seed: number): number[] =>
      [...simulateProvince(seed, { years: [2019] })].flatMap((report) => [...report.truth]);
    expect(first(DEFAULT_SEED)).toEqual(first(DEFAULT_SEED));
    expect(first(DEFAULT_SEED)).not.toEqual(first(DEFAULT_SEED + 1));
  });

  it("stand only under names of the fictional province", () => {
    expect(REPORTS.filter(({ division }) => !division.code.startsWith("99"))).toEqual([]);
  });

  it("are whole and not negative but for money and differences", () => {
    const wrong = REPORTS.flatMap(({ truth, body, year }) =>
      CELLS.filter((cell, i) => {
        const value = truth[i] ?? NaN;
        return cell.unit === "万元"
          ? value < 0
          : !Number.isInteger(value) || (value < 0 && !cell.signed);
      }).map((cell) => `${body} ${year} ${cell.name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("meet every sum and the balance that the form demands", () => {
    const wrong: string[] = [];
    for (const report of REPORTS) {
      const value = (cell: string): number => truly(report, cell);
      for (const table of TABLE_CODES)
        for (const { total, parts } of SUMS[report.forms[table]][table])
          if (parts.reduce((sum, part) => sum + value(part.name), 0) !== value(total.name))
            wrong.push(`${report.body} ${report.year} ${total.name}`);
      for (const column of COLUMNS) {
        const before = value(`new_requests_${column}`) + value(`carried_over_in_${column}`);
        const after = value(`handled_total_${column}`) + value(`carried_over_out_${column}`);
        if (before !== after) wrong.push(`${report.body} ${report.year} ${column}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("carry over what the year before left, keep the documents in force and the cases pending", () => {
    for (const report of REPORTS) {
      const before = reportOf(report.division.code, report.kind, report.year - 1);
      if (!before) continue;
      for (const column of COLUMNS)
        expect(truly(report, `carried_over_in_${column}`)).toBe(
          truly(before, `carried_over_out_${column}`),
        );
      for (const line of ["regulations", "normative_documents"])
        expect(truly(report, `${line}_in_force`)).toBe(
          truly(before, `${line}_in_force`) +
            truly(report, `${line}_issued`) -
            truly(report, `${line}_repealed`),
        );
      for (const line of ["review", "direct_suit", "post_review_suit"])
        expect(truly(report, `${line}_total`)).toBeGreaterThanOrEqual(
          truly(before, `${line}_pending`),
        );
      expect(truly(report, "licensing_items_prior_year")).toBe(
        truly(before, "licensing_items_prior_year") + truly(before, "licensing_items_change"),
      );
    }
  });

  it("divide what a divided district left among the two that follow it", () => {
    for (const column of COLUMNS) {
      const heirs = ["990107", "990108"].flatMap(
        (code) => reportOf(code, "government", 2022) ?? [],
      );
      const before = reportOf("990106", "government", 2021);
      expect(heirs.length).toBe(2);
      expect(heirs.reduce((sum, heir) => sum + truly(heir, `carried_over_in_${column}`), 0)).toBe(
        before && truly(before, `carried_over_out_${column}`),
      );
    }
  });

  it("of a city are the sum of its districts and its own bodies, cell by cell", () => {
    const complete = [2019, 2024].flatMap((year) => {
      const city = reportOf("990900", "government", year);
      return city ? [city] : [];
    });
    for (const city of complete) {
      const sum = zeroFigures();
      for (const report of REPORTS)
        if (
          report.year === city.year &&
          report.kind === "government" &&
          report.division.parent === city.division.code
        )
          addTo(sum, report.truth);
      const office = reportOf("990900", "office", city.year);
      if (office) addTo(sum, office.truth);
      const short = CELLS.filter(
        (cell) => !cell.signed && truly(city, cell.name) < (sum[positionOf(cell.name)] ?? 0) - 1e-6,
      );
      expect(short).toEqual([]);
    }
    expect(complete.length).toBe(2);
  });

  it("never make a body print the same table twice running", () => {
    const same = REPORTS.filter((report) => {
      const before = reportOf(report.division.code, report.kind, report.year - 1);
      return (
        before &&
        ["proactive_disclosure", "requests"].some((table) =>
          CELLS.every(
            (cell) => cell.table !== table || truly(report, cell.name) === truly(before, cell.name),
          ),
        )
      );
    });
    expect(same.map(({ body, year }) => `${body}${year}`)).toEqual([]);
  });

  it("leave 规章 to the province and the cities", () => {
    const wrong = REPORTS.filter(
      (report) => report.division.level === "county" && truly(report, "regulations_in_force") > 0,
    );
    expect(wrong).toEqual([]);
  });
});
