import type { Grid, GridCell } from "../read/document";
import { isBlankText } from "./printed-text";
import type { FigureReading } from "./table-reading";

/** A column of the grid that the header names. */
export interface HeaderColumn {
  readonly code: string;
  readonly line?: string;
  /** Index of the first slot, and of the slot after the last. */
  readonly from: number;
  readonly to: number;
  readonly unit?: string;
}

/** A row of a grid, and the last cell of its label. */
export interface RowPlace {
  readonly grid: Grid;
  readonly row: number;
  readonly label?: GridCell;
}

interface FoundFigures {
  readonly figures: readonly FigureReading[];
  /** A blank cell at the end of the row, where most rows have none. */
  readonly extra?: GridCell;
}

/**
 * The figure under each column; null when there is not exactly one cell under each.
 *
 * @param isAside whether a cell that stands under no column may be passed over
 */
export function figuresUnder(
  { grid, row, label }: RowPlace,
  columns: readonly HeaderColumn[],
  isAside: (cell: GridCell) => boolean,
): FoundFigures | null {
  const slots = grid.slots[row] ?? [];
  const taken = new Set<GridCell>();
  const figures: FigureReading[] = [];
  let besideBlank = false;
  for (const { code, from, to, unit } of columns) {
    const under = slots.slice(from, to);
    const cells = under.filter(
      (cell, i): cell is GridCell => cell !== undefined && under.indexOf(cell) === i,
    );
    const filled = cells.filter((cell) => !isBlankText(cell.text));
    const cell = filled.length === 1 ? filled[0] : cells[0];
    const isAlone = filled.length <= 1 && (filled.length === 1 || cells.length > 0);
    if (!cell || !isAlone || cell.rowSpan > 1 || cell.row !== row || taken.has(cell)) return null;
    taken.add(cell);
    besideBlank ||= filled.length === 1 && cells.length > 1;
    figures.push(figureIn(cell, code, unit));
  }
  const hasStray = slots
    .slice(endOf(label))
    .some((cell) => cell && !taken.has(cell) && !isBlankText(cell.text) && !isAside(cell));
  if (hasStray || (label && taken.has(label))) return null;
  const edge = slots.findLastIndex((cell) => cell !== undefined);
  // An extra cell pushes the last merged one over the edge, and a blank under another column.
  if (besideBlank && edge >= (columns.at(-1)?.to ?? 0) && isRagged(grid, edge)) return null;
  const last = slots[edge];
  if (!last || taken.has(last) || !isRagged(grid, last.column)) return { figures };
  return figures.some(({ text }) => isBlankText(text)) ? null : { figures, extra: last };
}

/**
 * The figures of a row whose cells do not stand under the columns of its header: the cells after its
 * label in order, where there are as many as columns. Null where that is not certain: a figure reaches
 * into another row, or a cell after the label is a label too.
 */
export function figuresInOrder(
  { grid, row, label }: RowPlace,
  columns: readonly HeaderColumn[],
  isLabel: (cell: GridCell) => boolean,
): readonly FigureReading[] | null {
  const after = [...new Set((grid.slots[row] ?? []).slice(endOf(label)))];
  const cells = after.filter((cell) => cell?.row === row).filter((cell) => cell !== undefined);
  const fromAbove = after.filter((cell) => cell !== undefined && cell.row < row);
  const isClear = cells.every((cell) => cell.rowSpan === 1 && !isLabel(cell));
  const isApart = fromAbove.every((cell) => cell !== undefined && isLabel(cell));
  if (cells.length !== columns.length || !isClear || !isApart) return null;
  return columns.flatMap(({ code, unit }, i) => {
    const cell = cells[i];
    return cell ? [figureIn(cell, code, unit)] : [];
  });
}

function endOf(label: GridCell | undefined): number {
  return label ? label.column + label.columnSpan : 0;
}

function figureIn(
  { text, runs, location }: GridCell,
  column: string,
  unit: string | undefined,
): FigureReading {
  return { column, text, location, ...(runs ? { runs } : {}), ...(unit ? { unit } : {}) };
}

/** Whether some rows of a grid end before a column. */
function isRagged(grid: Grid, column: number): boolean {
  return grid.slots.some((slots) => slots[column] === undefined);
}
