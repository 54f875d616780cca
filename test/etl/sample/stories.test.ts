import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editionFor } from "#domain/form/edition";
import { sumsIn, TABLE_CODES } from "#domain/form/cells";
import { REQUESTS } from "#domain/form/requests";
import { formatStories } from "#cli/sample";
import type { SampleReport } from "#etl/sample/province";
import { listStories } from "#etl/sample/story-list";
import { STORIES } from "#etl/sample/stories";
import { printedIn, REPORTS, reportOf, truly } from "./reports";

const list = listStories(REPORTS);
const ofKind = (kind: string) => STORIES.filter((story) => story.kind === kind);

const ARITHMETIC = new Set(["T3-SUM", "T3-ROW", "T3-BAL", "T4-SUM", "Y-CARRY"]);

/** The rules of arithmetic that a report breaks as printed. */
function broken(report: SampleReport): string[] {
  const value = (cell: string): number => printedIn(report, cell) ?? 0;
  const rules = new Set<string>();
  for (const table of TABLE_CODES)
    for (const { total, parts, direction } of sumsIn(table, report.forms[table]))
      if (parts.reduce((sum, part) => sum + value(part.name), 0) !== value(total.name))
        rules.add(table === "requests" ? (direction === "down" ? "T3-SUM" : "T3-ROW") : "T4-SUM");
  for (const { code } of REQUESTS.columns)
    if (
      value(`new_requests_${code}`) + value(`carried_over_in_${code}`) !==
      value(`handled_total_${code}`) + value(`carried_over_out_${code}`)
    )
      rules.add("T3-BAL");
  const before = reportOf(report.division.code, report.kind, report.year - 1);
  if (
    before &&
    REQUESTS.columns.some(
      ({ code }) =>
        value(`carried_over_in_${code}`) !== printedIn(before, `carried_over_out_${code}`),
    )
  )
    rules.add("Y-CARRY");
  return [...rules].sort();
}

describe("the planted stories", () => {
  it("are listed in data/stories.json as the default seed tells them", () => {
    const kept = readFileSync(new URL("../../../data/stories.json", import.meta.url), "utf8");
    expect(
      formatStories(REPORTS) === kept,
      "npm run etl -- sample --stories data/stories.json",
    ).toBe(true);
  });

  it("each have their own name, and a sentence with no gap left in it", () => {
    expect(new Set(list.map((story) => story.id)).size).toBe(list.length);
    for (const { sentence } of list) expect(sentence).toMatch(/^[^{}]+。$/);
  });

  it("each change the cells they say they change, and no other cell differs", () => {
    const declared = new Set(
      list.flatMap((story) =>
        story.cells.map((c) => `${c.division}-${c.kind}-${c.year} ${c.cell}`),
      ),
    );
    for (const story of list)
      for (const cell of story.cells)
        if (story.kind !== "row_slip") expect(cell.printed, story.id).not.toBe(cell.true);
    const differing = REPORTS.flatMap((report) =>
      report.printed
        .filter(
          ({ cell, value, state }) => state === "number" && value !== truly(report, cell.name),
        )
        .map(
          ({ cell }) =>
            `${report.division.code}-${report.kind}-${report.year} ${cell.table}.${cell.line}.${cell.column}`,
        ),
    );
    expect(differing.filter((cell) => !declared.has(cell))).toEqual([]);
    expect(differing.length).toBeGreaterThan(20);
  });

  it("are all that breaks arithmetic in the province", () => {
    for (const report of REPORTS) {
      const expected = report.stories
        .flatMap((story) => story.rules ?? [])
        .filter((rule) => ARITHMETIC.has(rule));
      const found = broken(report);
      const blanks = report.stories.some((story) => story.kind === "blank_totals");
      expect(
        blanks ? found.filter((rule) => rule !== "T3-SUM" && rule !== "Y-CARRY") : found,
        `${report.body} ${report.year}`,
      ).toEqual([...expected].sort());
    }
  });

  it("leave out the missing reports and no other", () => {
    for (const { divisions, kinds, years } of ofKind("missing"))
      for (const kind of kinds)
        for (const year of years) expect(reportOf(divisions[0], kind, year)).toBeUndefined();
    const codes = new Set(REPORTS.map(({ division }) => division.code));
    const absent2025 = [...codes].filter(
      (code) => code !== "990106" && !reportOf(code, "government", 2025),
    );
    expect(absent2025).toEqual(["991081"]);
  });

  it("are the only reports published late", () => {
    const late = REPORTS.filter(({ kind, publishedOn, year }) =>
      kind === "government" ? publishedOn > `${year + 1}-03-31` : publishedOn > `${year + 1}-01-31`,
    );
    expect(late.map(({ division, year }) => `${division.code}-${year}`).sort()).toEqual(
      ofKind("late")
        .map((story) => `${story.divisions[0]}-${story.years.join()}`)
        .sort(),
    );
  });

  it("are the only reports in another edition than the one due", () => {
    const other = REPORTS.filter((report) =>
      TABLE_CODES.some((table) => report.forms[table] !== editionFor(report.year)),
    );
    expect(other.map(({ division }) => division.code).sort()).toEqual(
      [...ofKind("wrong_edition"), ...ofKind("hybrid")].map((story) => story.divisions[0]).sort(),
    );
  });

  it("blank and slash cells only where they say", () => {
    const unusual = REPORTS.filter((report) =>
      report.printed.some(({ state }) => state !== "number"),
    );
    const said = REPORTS.filter((report) => report.stories.some((story) => story.style));
    expect(unusual.map(({ body, year }) => body + year)).toEqual(
      said.map(({ body, year }) => body + year),
    );
  });
});
