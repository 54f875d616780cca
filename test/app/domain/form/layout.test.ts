import { describe, expect, it } from "vitest";
import { cellsIn, TABLE_CODES } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { layoutOf, type TableLayout } from "#domain/form/layout";

const FORMS = TABLE_CODES.flatMap((code) => EDITIONS.map((edition) => ({ code, edition })));

/** How many boxes cover each place of the printed grid, by row. */
function covered({ rows }: TableLayout): number[][] {
  const grid: number[][] = rows.map(() => []);
  rows.forEach((boxes, top) => {
    let left = 0;
    for (const box of boxes) {
      while (grid[top]?.[left]) left += 1;
      for (let row = top; row < top + box.rows; row++)
        for (let column = left; column < left + box.columns; column++) {
          const line = grid[row] ?? [];
          line[column] = (line[column] ?? 0) + 1;
          grid[row] = line;
        }
      left += box.columns;
    }
  });
  return grid;
}

describe.each(FORMS)("the printed $code of $edition", ({ code, edition }) => {
  const layout = layoutOf(code, edition);

  it("has a place for every declared cell, once", () => {
    const places = layout.rows.flat().flatMap((box) => box.cell ?? []);
    expect(places.toSorted()).toEqual(
      cellsIn(code, edition)
        .map((cell) => cell.name)
        .toSorted(),
    );
  });

  it("fills a rectangle without gap or overlap", () => {
    const grid = covered(layout);
    const width = grid[0]?.length;
    for (const row of grid) expect(row).toEqual(Array.from({ length: width ?? 0 }, () => 1));
  });
});

it("spans 20 rows for the results of a year in the 2019 form and 22 in the 2021 form", () => {
  const height = (edition: 2019 | 2021) =>
    layoutOf("requests", edition)
      .rows.flat()
      .find((box) => box.text === "三、本年度办理结果")?.rows;
  expect([height(2019), height(2021)]).toEqual([20, 22]);
});

it("heads the rows of a group by one box, and no other row by a box of several", () => {
  const boxes = FORMS.flatMap(({ code, edition }) => layoutOf(code, edition).rows.flat());
  const groups = boxes.filter((box) => box.heads === "rowgroup");
  expect(groups.map((box) => box.text)).toContain("（四）无法提供");
  expect(groups.every((box) => box.rows > 1)).toBe(true);
  expect(boxes.filter((box) => box.heads === "row").every((box) => box.rows === 1)).toBe(true);
});
