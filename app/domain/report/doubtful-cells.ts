import type { TableCode } from "../form/cells";
import { cellName } from "../form/cell-name";
import type { PrintedCell } from "./printed-cell";
import type { ReadIssue, ReadIssueCode } from "./read-issue";
import type { ReadReport } from "./read-report";

/** Issues that say what a cell prints, in so many words: its text is known. */
const CERTAIN: ReadonlySet<ReadIssueCode> = new Set(["cell_without_number", "cells_entered"]);

type Doubted = Pick<ReadReport, "cells" | "forms" | "problems">;

/**
 * The cells that a document prints and that a person should read again: what is illegible, what an issue of the
 * reader is about, and all of a table that does not count.
 */
export function findDoubtfulCells({ cells, forms, problems }: Doubted): ReadonlySet<string> {
  const issues = problems.filter(({ code }) => !CERTAIN.has(code));
  return new Set(
    cells
      .filter(
        (cell) =>
          cell.state === "illegible" ||
          forms[cell.table] === null ||
          issues.some((issue) => isAbout(issue, cell)),
      )
      .map(({ line, column }) => cellName(line, column)),
  );
}

function isAbout(issue: ReadIssue, cell: PrintedCell): boolean {
  const { code, table, line, column, where } = issue;
  if (table !== cell.table) return false;
  if (code === "blank_cells_in_many_rows") return cell.state === "blank";
  if (line !== undefined) return line === cell.line && (column ?? cell.column) === cell.column;
  return where !== undefined && isSamePlace(where, cell.where);
}

function isSamePlace(one: PrintedCell["where"], other: PrintedCell["where"]): boolean {
  const parts = ["page", "line", "table", "row", "column"] as const;
  return (
    parts.some((part) => one[part] !== undefined) &&
    parts.every((part) => one[part] === other[part])
  );
}

/** Issues about single cells of a table, which end when the last of them is read. */
const OF_CELLS: ReadonlySet<ReadIssueCode> = new Set(["cell_illegible", "cells_unconfirmed"]);

/** The issues that remain once a person has entered cells. */
export function withoutSettledIssues(
  { cells, forms, problems }: Doubted,
  entered: ReadonlySet<string>,
): ReadIssue[] {
  const illegible = new Set<TableCode>(
    cells.flatMap(({ state, table }) => (state === "illegible" ? [table] : [])),
  );
  const tables = new Set(
    cells.flatMap(({ table, line, column }) =>
      entered.has(cellName(line, column)) ? [table] : [],
    ),
  );
  return problems.filter(({ code, severity, table, line, column }) => {
    if (table === undefined || !tables.has(table)) return true;
    if (line !== undefined && column !== undefined) return !entered.has(cellName(line, column));
    if (severity === "error")
      return OF_CELLS.has(code) ? illegible.has(table) : forms[table] === null;
    if (line === undefined) return true;
    const own = cells.filter((cell) => cell.table === table && cell.line === line);
    return own.length === 0 || !own.every((cell) => entered.has(cellName(cell.line, cell.column)));
  });
}
