import { describe, expect, it } from "vitest";
import type { ContributingBody } from "#domain/comparison/change";
import { compareBodies } from "#domain/comparison/comparison";
import { CELLS, cellsIn } from "#domain/form/cells";
import { INDICATORS } from "#domain/indicators/indicators";
import { changeColumns } from "#pages/change/columns";
import { comparisonColumns } from "#pages/compare/columns";
import { editionFor } from "#domain/form/edition";
import { CROSSED_COUNTS } from "#domain/comparison/applicant-outcomes";
import { crossedCellLink } from "#tables/applicant-outcomes";

const indicator = INDICATORS.not_held_rate;
if (!indicator) throw new Error("not_held_rate is not declared");

const [body] = compareBodies(
  [
    {
      report_id: "990101-2025",
      code: "990101",
      division_code: "990101",
      division: "甲区",
      city: null,
      year: 2025,
      numerator: 3,
      denominator: 10,
      alternatives: [],
      strata: [],
      errors: 0,
      flag: null,
    },
  ],
  2025,
  indicator,
).bodies;
if (!body) throw new Error("nothing was compared");

describe("the figures of a comparison", () => {
  const way = (id: string, columns = comparisonColumns(indicator)) =>
    columns.find((column) => column.id === id)?.href?.(body);

  it("lead to the printed cell: a rate to its numerator's, each side to its own", () => {
    expect(way("value")).toBe("/reports/990101-2025#unable_not_held_total");
    expect(way("numerator")).toBe("/reports/990101-2025#unable_not_held_total");
    expect(way("denominator")).toBe("/reports/990101-2025#handled_total_total");
  });

  it("lead to the column of the applicant asked for", () => {
    const columns = comparisonColumns(indicator, "natural_person");
    expect(way("numerator", columns)).toMatch(/#unable_not_held_natural_person$/);
    expect(way("denominator", columns)).toMatch(/#handled_total_natural_person$/);
  });

  it.each(Object.entries(INDICATORS))(
    "lead to a cell that the edition of the year prints: %s",
    (_, declared) => {
      const columns = comparisonColumns(declared).filter(({ id }) =>
        ["value", "numerator", "denominator"].includes(id),
      );
      for (const { href } of columns) {
        const name = href?.(body)?.split("#")[1];
        expect(CELLS.find((cell) => cell.name === name)?.editions).toContain(2021);
      }
    },
  );
});

const contribution: ContributingBody = {
  code: "990101",
  division: "甲区",
  division_code: "990101",
  presence: "entered",
  byRate: 0,
  byShare: 0.01,
  earlier: null,
  later: { numerator: 3, denominator: 10 },
  earlierReport: null,
  laterReport: "990101-2025",
  boundary: null,
  relabelled: [],
};

describe("the figures of a change", () => {
  const way = (id: string) =>
    changeColumns(indicator, { applicant: "total", base: 2024, year: 2025, kind: "government" })
      .find((column) => column.id === id)
      ?.href?.(contribution);

  it("lead to their printed cells in the report of their year", () => {
    expect(way("later_numerator")).toBe("/reports/990101-2025#unable_not_held_total");
    expect(way("later_denominator")).toBe("/reports/990101-2025#handled_total_total");
    expect(way("earlier_numerator")).toBeUndefined();
  });
});

describe("the counts of a cross-table", () => {
  const way = (year: number, crossed: (typeof CROSSED_COUNTS)[number]): string =>
    crossedCellLink({ report_id: "r", year }, { applicant: "total" }, crossed);

  it.each([2020, 2025])("lead to cells that the form of %i prints", (year) => {
    const names = cellsIn("requests", editionFor(year)).map(({ name }) => name);
    for (const crossed of CROSSED_COUNTS)
      expect(names).toContain(way(year, crossed).replace("/reports/r#", ""));
  });

  it("begin with another cell where the editions print other lines", () => {
    expect(way(2020, "other_handling")).toBe("/reports/r#other_handling_total");
    expect(way(2025, "other_handling")).toBe("/reports/r#other_correction_overdue_total");
  });
});
