import { describe, expect, it } from "vitest";
import { CELLS, cellByName, cellsIn, TABLES } from "#domain/form/cells";
import { editionFor, EDITIONS } from "#domain/form/edition";
import { SECTIONS } from "#domain/form/sections";
import { sumsIn } from "#domain/form/cells";
import { formatCellLabel } from "#domain/form/cell-label";

describe("the statutory form", () => {
  it.each([
    [2019, "proactive_disclosure", 22],
    [2021, "proactive_disclosure", 10],
    [2019, "requests", 161],
    [2021, "requests", 175],
    [2019, "review_litigation", 15],
    [2021, "review_litigation", 15],
  ] as const)("prints, in the edition of %i, in %s, %i cells", (edition, table, count) => {
    expect(cellsIn(table, edition)).toHaveLength(count);
  });

  it("names every cell once, whatever its table", () => {
    expect(new Set(CELLS.map((cell) => cell.name)).size).toBe(CELLS.length);
  });

  it("has the six sections in their order, the three tables in the second to the fourth", () => {
    expect(SECTIONS.map((section) => section.numeral).join("")).toBe("一二三四五六");
    expect(TABLES.map((table) => table.code)).toEqual(
      SECTIONS.slice(1, 4).map((section) => section.code),
    );
    expect(TABLES.map((table) => table.numeral).join("")).toBe("二三四");
  });

  it("is due in its first edition up to the report of 2020, in its second from 2021 on", () => {
    expect([2019, 2020, 2021, 2025].map(editionFor)).toEqual([2019, 2019, 2021, 2021]);
  });

  it.each([
    [2019, 19],
    [2021, 21],
  ] as const)(
    "sums, in the edition of %i, %i kinds of answer to 总计 in every column",
    (edition, kinds) => {
      const down = sumsIn("requests", edition).filter((sum) => sum.direction === "down");
      expect(down.map((sum) => sum.parts.length)).toEqual(Array(7).fill(kinds));
    },
  );

  it("sums the six types of applicant in every line, and the four results of each kind of case", () => {
    for (const edition of EDITIONS) {
      const across = sumsIn("requests", edition).filter((sum) => sum.direction === "across");
      expect(across.every((sum) => sum.parts.length === 6)).toBe(true);
      expect(across).toHaveLength(edition === 2019 ? 23 : 25);
      expect(sumsIn("review_litigation", edition).map((sum) => sum.parts.length)).toEqual([
        4, 4, 4,
      ]);
      expect(sumsIn("proactive_disclosure", edition)).toEqual([]);
    }
  });

  it("quotes a cell in the words it prints", () => {
    const cell = cellByName("unable_not_held_total");
    expect(cell && formatCellLabel(cell.name)).toBe(
      "表三“（四）无法提供1.本机关不掌握相关政府信息”总计",
    );
  });
});
