import { cellPositionOf } from "#domain/form/cell-positions";
import { cellName } from "#domain/form/cell-name";
import { CELLS } from "#domain/form/cells";
import { CELL_STATES, type CellLocation, type PrintedCell } from "#domain/report/printed-cell";
import { jsonStructure, PRINTED_CELL, sqlType } from "#store/schema";

/** Each part of a printed cell, as the engine is given a list of it; names and states as places in lists of them, from 1. */
const PARTS = {
  cell: ["INTEGER"],
  value: ["DOUBLE"],
  state: ["INTEGER"],
  raw: ["VARCHAR"],
  page: ["INTEGER"],
  line: ["INTEGER"],
  table: ["INTEGER"],
  row: ["INTEGER"],
  column: ["INTEGER"],
  unit: ["VARCHAR"],
  note: ["VARCHAR"],
} as const;

const STATE_PLACE = new Map(CELL_STATES.map((state, index) => [state, index + 1]));

/** Printed cells part by part: a seventh of the text of one after the other, each with the names of its parts. */
export function writePrintedCells(value: unknown): string | null {
  if (!isCells(value)) return null;
  return writeParts(value);
}

/** Rows name their values by column, without their types. */
function isCells(value: unknown): value is readonly PrintedCell[] {
  return Array.isArray(value);
}

function writeParts(cells: readonly PrintedCell[]): string {
  const partsOf = <Part>(part: (cell: PrintedCell) => Part): (Part | null)[] =>
    cells.map((cell) => part(cell) ?? null);
  const placesOf = (part: keyof CellLocation) => partsOf(({ where }) => where[part]);
  const parts: Readonly<Record<keyof typeof PARTS, unknown>> = {
    cell: cells.map(({ line, column }) => cellPositionOf(cellName(line, column)) + 1),
    value: cells.map(({ value }) => value),
    state: cells.map(({ state }) => STATE_PLACE.get(state)),
    raw: cells.map(({ raw }) => raw),
    page: placesOf("page"),
    line: placesOf("line"),
    table: placesOf("table"),
    row: placesOf("row"),
    column: placesOf("column"),
    unit: partsOf(({ unit }) => unit),
    note: partsOf(({ note }) => note),
  };
  return JSON.stringify(parts);
}

const sqlTexts = (texts: readonly string[]): string =>
  `[${texts.map((text) => `'${text}'`).join(", ")}]`;

/** What makes a column's texts of {@link writePrintedCells} the printed cells that the database holds. */
export function printedCellsSql(column: string): string {
  const read = `from_json_strict(${column}, '${jsonStructure(PARTS)}')`;
  const part = (name: keyof typeof PARTS): string => `${read}."${name}"`;
  const zip = (...lists: readonly string[]): string => `list_zip(${lists.join(", ")})`;
  const zipped: Readonly<Record<keyof typeof PRINTED_CELL, string>> = {
    cell: `list_select(${sqlTexts(CELLS.map(({ name }) => name))}, ${part("cell")})`,
    value: part("value"),
    state: `list_select(${sqlTexts(CELL_STATES)}, ${part("state")})`,
    raw: part("raw"),
    where: zip(part("page"), part("line"), part("table"), part("row"), part("column")),
    unit: part("unit"),
    note: part("note"),
  };
  // Its fields are named by their order.
  return `${zip(...Object.values(zipped))}::${sqlType([PRINTED_CELL])}`;
}
