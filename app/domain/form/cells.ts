import { cellName } from "./cell-name";
import { type Edition, EDITIONS } from "./edition";
import { PROACTIVE_DISCLOSURE } from "./proactive-disclosure";
import { REQUESTS } from "./requests";
import { REVIEW_LITIGATION } from "./review-litigation";
import type { Column, Form, Line, Table } from "./table";

export const TABLES = [PROACTIVE_DISCLOSURE, REQUESTS, REVIEW_LITIGATION] as const satisfies Form;
export type TableCode = (typeof TABLES)[number]["code"];
export const TABLE_CODES = TABLES.map((table) => table.code);
export type LineCode = (typeof TABLES)[number]["lines"][number]["code"];

/** One printed cell of the form: where a line and a column of a table cross. */
export interface Cell {
  readonly table: TableCode;
  readonly line: string;
  readonly column: string;
  /** `line_column`, unique in the whole form: the name of the database column. */
  readonly name: string;
  readonly unit: Column["unit"];
  readonly signed: boolean;
  readonly editions: readonly Edition[];
}

/** @throws Error for a code that the form does not have. */
export function tableOf(code: TableCode): Table {
  const table = TABLES.find((candidate) => candidate.code === code);
  if (!table) throw new Error(`The form has no table ${code}`);
  return table;
}

/** The lines that an edition prints, in order. */
export function linesIn(table: Table, edition: Edition): readonly Line[] {
  return table.lines.filter((line) => !line.editions || line.editions.includes(edition));
}

/** The columns that cross a line in an edition, in order; none where the edition lacks the line. */
export function columnsIn(table: Table, line: Line, edition: Edition): readonly Column[] {
  if (line.editions && !line.editions.includes(edition)) return [];
  if (!line.columns) return table.columns;
  const codes = line.columns[edition] ?? [];
  return table.columns.filter((column) => codes.includes(column.code));
}

function listCells(table: (typeof TABLES)[number]): Cell[] {
  const declared: Table = table;
  return declared.lines.flatMap((line) =>
    declared.columns.flatMap((column) => {
      const editions = EDITIONS.filter((edition) =>
        columnsIn(declared, line, edition).includes(column),
      );
      if (editions.length === 0) return [];
      return {
        table: table.code,
        line: line.code,
        column: column.code,
        name: cellName(line.code, column.code),
        unit: column.unit,
        signed: column.signed ?? false,
        editions,
      };
    }),
  );
}

/** Every cell of either edition, in the order of the form. */
export const CELLS: readonly Cell[] = TABLES.flatMap(listCells);

const BY_NAME = new Map(CELLS.map((cell) => [cell.name, cell]));

/** The cell of a name; undefined when the form has none. */
export function cellByName(name: string): Cell | undefined {
  return BY_NAME.get(name);
}

const BY_LINE = new Map(
  CELLS.map(({ line }) => [
    line,
    new Map(CELLS.filter((cell) => cell.line === line).map((cell) => [cell.column, cell])),
  ]),
);

/** The cell where a line and a column cross; undefined when the form has none. */
export function cellAt(line: string, column: string): Cell | undefined {
  return BY_LINE.get(line)?.get(column);
}

/** The cells that an edition prints of a table, in order. */
export function cellsIn(table: TableCode, edition: Edition): readonly Cell[] {
  return CELLS.filter((cell) => cell.table === table && cell.editions.includes(edition));
}

/** A cell that the form declares to be the sum of others. */
export interface Sum {
  readonly table: TableCode;
  readonly total: Cell;
  readonly parts: readonly Cell[];
  /** Whether the parts stand in the total's line (across) or in its column (down). */
  readonly direction: "across" | "down";
}

const SUMS = new Map(
  TABLE_CODES.flatMap((code) =>
    EDITIONS.map((edition) => [`${code} ${edition}`, listSums(code, edition)] as const),
  ),
);

/** Every sum that the form demands of a table in an edition, across first. */
export function sumsIn(code: TableCode, edition: Edition): readonly Sum[] {
  return SUMS.get(`${code} ${edition}`) ?? [];
}

function listSums(code: TableCode, edition: Edition): readonly Sum[] {
  const table = tableOf(code);
  const printed = new Set(cellsIn(code, edition));
  const sums: Sum[] = [];
  const add = (total: Cell, names: readonly string[], direction: Sum["direction"]): void => {
    const parts = names
      .flatMap((name) => cellByName(name) ?? [])
      .filter((cell) => printed.has(cell));
    sums.push({ table: code, total, parts, direction });
  };
  for (const cell of printed) {
    const parts = table.columns.find((column) => column.code === cell.column)?.sumOf;
    if (parts)
      add(
        cell,
        parts.map((column) => cellName(cell.line, column)),
        "across",
      );
  }
  for (const cell of printed) {
    const parts = table.lines.find((line) => line.code === cell.line)?.sumOf;
    if (parts)
      add(
        cell,
        parts.map((line) => cellName(line, cell.column)),
        "down",
      );
  }
  return sums;
}
