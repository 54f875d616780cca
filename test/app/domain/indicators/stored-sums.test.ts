import { describe, expect, it } from "vitest";
import { cellPositionOf } from "#domain/form/cell-positions";
import { CELLS } from "#domain/form/cells";
import { addUp, STORED_SUMS } from "#domain/indicators/stored-sums";

/** The figures of a report that prints one cell alone. */
function printing(cell: string, figure: number): (number | null)[] {
  const figures: (number | null)[] = CELLS.map(() => null);
  figures[cellPositionOf(cell)] = figure;
  return figures;
}

describe.each(STORED_SUMS.map((sum, at) => ({ ...sum, at })))("$column", ({ plus, minus, at }) => {
  const [first] = plus.map(({ name }) => name);
  const sumOf = (cell = "", figure = 0, unusable: readonly string[] = []) =>
    addUp(printing(cell, figure), new Set(unusable.map((name) => cellPositionOf(name))))[at];

  it("is blank where none of its cells is printed, and 0 where a 0 is", () => {
    const blank = addUp(
      CELLS.map(() => null),
      new Set(),
    );
    expect(blank[at]).toBeNull();
    expect(sumOf(first, 0)).toBe(0);
    expect(sumOf(first, 5)).toBe(5);
  });

  it("is blank where a cell of it enters no sum", () => {
    for (const { name } of [...plus, ...minus]) expect(sumOf(first, 5, [name])).toBeNull();
  });
});
