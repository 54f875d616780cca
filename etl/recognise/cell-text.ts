import { type Cell, cellAt, type TableCode } from "#domain/form/cells";
import type { PrintedCell } from "#domain/report/printed-cell";
import {
  type CellReading,
  ILLEGIBLE,
  isMoney,
  PLAIN_COUNT,
  readCellText,
} from "#domain/report/read-cell-text";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import { showMarks } from "../read/marked-text";
import { settleMarks } from "./marked-figure";
import { isBlankText } from "./printed-text";
import type { FigureReading, RowReading } from "./table-reading";

/** The meaning of a cell, and whether text of it was set aside that may have been a figure. */
function readFigure(figure: FigureReading, cell: Cell): CellReading & { readonly omits: boolean } {
  if (!figure.runs && PLAIN_COUNT.test(figure.text))
    return { ...readCellText(figure.text, cell, figure.unit), omits: false };
  const { text, asides, omits } = settleMarks(figure, !isMoney(cell.unit));
  const { note, ...reading } = text === null ? ILLEGIBLE : readCellText(text, cell, figure.unit);
  if (reading.state === "illegible") return { ...reading, omits };
  const notes = [...(note === undefined ? [] : [note]), ...asides];
  return { ...reading, omits, ...(notes.length > 0 ? { note: notes.join("；") } : {}) };
}

/**
 * Reads the cells of one line. A text that is no figure is kept as illegible.
 *
 * @param issues takes an issue of each cell that is no plain figure, or prints no unit where it should
 */
export function readRowCells(row: RowReading, code: TableCode, issues: ReadIssue[]): PrintedCell[] {
  const cells: PrintedCell[] = [];
  const hasBlank = (row.figures ?? []).some(({ text }) => isBlankText(text));
  for (const figure of row.figures ?? []) {
    const cell = cellAt(row.line ?? "", figure.column);
    if (!cell) continue;
    const { location } = figure;
    const text = showMarks(figure);
    const apart = readFigure(figure, cell);
    // Beside a blank cell, a space may part two figures of which one strayed from there.
    const read = apart.isApart && hasBlank && /\d \d/.test(text) ? ILLEGIBLE : apart;
    const { value, state, unit = figure.unit, note } = read;
    const { line, column } = cell;
    const printed: PrintedCell = {
      table: code,
      line,
      column,
      value,
      state,
      raw: text,
      where: location,
    };
    if (unit !== undefined && unit !== cell.unit) printed.unit = unit;
    if (note !== undefined) printed.note = note;
    cells.push(printed);
    const facts = { table: code, line, column, location };
    if (state === "illegible") issues.push(readIssue("cell_illegible", { ...facts, text }));
    else if (apart.omits) issues.push(readIssue("cell_text_set_aside", { ...facts, text, value }));
    else if (state === "note") issues.push(readIssue("cell_without_number", { ...facts, text }));
    else if (read.isApart && value !== null)
      issues.push(readIssue("cell_parted_by_blanks", { ...facts, text, value }));
    else if (isMoney(cell.unit) && value && unit === undefined)
      issues.push(readIssue("cell_without_unit", { ...facts, unit: cell.unit }));
  }
  return cells;
}
