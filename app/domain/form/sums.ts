import {
  cellName,
  cellNamed,
  cellsIn,
  TABLE_CODES,
  tableOf,
  type Cell,
  type TableCode,
} from "./cells";
import { EDITIONS, type Edition } from "./edition";

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
    EDITIONS.map((edition) => [`${code} ${edition}`, declaredSums(code, edition)] as const),
  ),
);

/** Every sum that the form demands of a table in an edition, across first. */
export function sumsIn(code: TableCode, edition: Edition): readonly Sum[] {
  return SUMS.get(`${code} ${edition}`) ?? [];
}

function declaredSums(code: TableCode, edition: Edition): readonly Sum[] {
  const table = tableOf(code);
  const printed = new Set(cellsIn(code, edition));
  const sums: Sum[] = [];
  const add = (total: Cell, names: readonly string[], direction: Sum["direction"]): void => {
    const parts = names
      .flatMap((name) => cellNamed(name) ?? [])
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
