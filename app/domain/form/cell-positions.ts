import { CELLS, TABLE_CODES, cellsIn, type TableCode } from "./cells";
import { EDITIONS, type Edition } from "./edition";

const POSITION = new Map(CELLS.map((cell, index) => [cell.name, index]));

/** Position of a cell among CELLS; undefined for a name the form does not have. */
export function findCellPosition(name: string): number | undefined {
  return POSITION.get(name);
}

/** Position of a cell among CELLS. Throws for a name the form does not have. */
export function cellPositionOf(name: string): number {
  const position = POSITION.get(name);
  if (position === undefined) throw new Error(`The form has no cell ${name}`);
  return position;
}

/** Name of the cell at a position. */
export function cellNameAt(position: number): string {
  const cell = CELLS[position];
  if (!cell) throw new Error(`The form has no cell at ${position}`);
  return cell.name;
}

const PRINTED_CELLS = new Map(
  TABLE_CODES.flatMap((table) =>
    EDITIONS.map((edition) => {
      const names = cellsIn(table, edition).map((cell) => cell.name);
      return [`${table}${edition}`, { names, positions: names.map(cellPositionOf) }] as const;
    }),
  ),
);

/** Names and positions of the cells that an edition prints of a table, in order. */
export function printedCellsIn(
  table: TableCode,
  edition: Edition,
): { readonly names: readonly string[]; readonly positions: readonly number[] } {
  return PRINTED_CELLS.get(`${table}${edition}`) ?? { names: [], positions: [] };
}
