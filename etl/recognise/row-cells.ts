import { cellAt, tableOf, type Cell, type TableCode } from "#domain/form/cells";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import { isMoney, readCellText } from "./cell-text";
import { quoted, type FigureReading, type RowReading } from "./row-reading";
import { lineName, nameOf } from "./table-words";

/**
 * Reads the cells of one line. A text that is no figure is kept as illegible, with an error among
 * `problems`; what was read in spite of a doubt has a warning there.
 */
export function cellsOf(row: RowReading, code: TableCode, problems: Problem[]): PrintedCell[] {
  const cells: PrintedCell[] = [];
  for (const figure of row.figures ?? []) {
    const cell = cellAt(row.line ?? "", figure.column);
    if (!cell) continue;
    const { text, where } = figure;
    const { value, state, unit = figure.unit, note } = readCellText(text, cell, figure.unit);
    const { line, column } = cell;
    const printed: PrintedCell = { table: code, line, column, value, state, raw: text, where };
    if (unit !== undefined && unit !== cell.unit) printed.unit = unit;
    if (note !== undefined) printed.note = note;
    cells.push(printed);
    const doubt = doubtOf(figure, cell, state, value, unit);
    if (doubt) problems.push({ ...doubt, table: code, line, column, where });
  }
  return cells;
}

function doubtOf(
  { text }: FigureReading,
  cell: Cell,
  state: PrintedCell["state"],
  value: number | null,
  unit: string | undefined,
): Pick<Problem, "severity" | "message"> | undefined {
  const isUnitless = isMoney(cell.unit) && Boolean(value) && unit === undefined;
  if (state !== "illegible" && state !== "note" && !isUnitless) return undefined;
  const table = tableOf(cell.table);
  const column = table.columns.find((candidate) => candidate.code === cell.column)?.label ?? "";
  const name = `${nameOf(table)}“${lineName(table, cell.line)}”的“${column}”`;
  if (state === "illegible")
    return {
      severity: "error",
      message: `${name}印作${quoted(text)}，读不成一个数，未读取；请核对原件`,
    };
  if (state === "note")
    return { severity: "warning", message: `${name}印作${quoted(text)}，没有数字；请核对原件` };
  return {
    severity: "warning",
    message: `${name}没有印单位，按“${cell.unit}”读取；请核对原件`,
  };
}
