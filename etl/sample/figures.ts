import { CELLS, sumsIn, TABLE_CODES } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { isMoneyUnit } from "#domain/form/table";

/** A value for every cell of the form, either edition, in the order of CELLS. */
export type Figures = Float64Array;

const POSITION = new Map(CELLS.map((cell, position) => [cell.name, position]));

/** Index of a cell in Figures. */
export function positionOf(name: string): number {
  const position = POSITION.get(name);
  if (position === undefined) throw new Error(`The form has no cell ${name}`);
  return position;
}

/** The value of a cell. */
export function valueOf(figures: Figures, name: string): number {
  return figures[positionOf(name)] ?? 0;
}

/** Figures that are all zero. */
export function zeroFigures(): Figures {
  return new Float64Array(CELLS.length);
}

const MONEY = CELLS.flatMap((cell, position) => (isMoneyUnit(cell.unit) ? [position] : []));

/** Adds figures to others, cell by cell; money stays exact to 0.0001 万元. */
export function addTo(sum: Figures, more: Figures): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (more[i] ?? 0);
  for (const i of MONEY) sum[i] = Math.round((sum[i] ?? 0) * 10_000) / 10_000;
}

const SUMS = EDITIONS.flatMap((edition) =>
  TABLE_CODES.flatMap((table) =>
    sumsIn(table, edition).map((sum) => ({
      total: positionOf(sum.total.name),
      parts: sum.parts.map((part) => positionOf(part.name)),
    })),
  ),
);

/** Fills in every total that the form declares, from its parts. */
export function fillTotals(figures: Figures): void {
  for (const { total, parts } of SUMS) {
    let sum = 0;
    for (const part of parts) sum += figures[part] ?? 0;
    figures[total] = sum;
  }
}
