import type { Block, Grid, GridCell } from "../document";

/** Text longer than this is prose and not a label. */
const LONGEST_LABEL = 60;
/** With no more cells than this left out, a table stores its empty cells. */
const FEW = 3;
const CHAPTER = /^\s*[一二三四五六七八九十]+、/u;

type Row = readonly (GridCell | undefined)[];

/**
 * The tables and the text of a sheet on which both stand below each other. Text is a row of one cell
 * that is as wide as the sheet and wider than the rows around it, or a chapter heading, or prose.
 */
export function blocksOfSheet(grid: Grid, unstored: ReadonlySet<GridCell>, sheet: number): Block[] {
  const blocks: Block[] = [];
  let rows: Row[] = [];
  const endTable = (): void => {
    if (rows.length > 0) blocks.push({ kind: "table", grid: withHoles(trimmed(rows, unstored)) });
    rows = [];
  };
  grid.slots.forEach((row, index) => {
    const texts = shownCells(row);
    const [only] = texts;
    if (only && texts.length === 1 && isText(only, grid, index)) {
      endTable();
      const where = { table: sheet, row: index + 1, column: only.column + 1 };
      blocks.push({ kind: "paragraph", text: only.text, where });
    } else if (only || rows.some((above) => above.some((cell) => cell && row.includes(cell))))
      rows.push(row);
    else endTable();
  });
  endTable();
  return blocks;
}

function shownCells(row: Row): GridCell[] {
  return [...new Set(row)]
    .filter((cell) => cell !== undefined)
    .filter((cell) => cell.text.trim() !== "");
}

function isText(cell: GridCell, grid: Grid, row: number): boolean {
  if (cell.rowSpan > 1) return false;
  if (cell.text.length > LONGEST_LABEL) return true;
  if (cell.columnSpan < grid.columns) return false;
  const around = [grid.slots[row - 1], grid.slots[row + 1]].map((near) => widthOf(near ?? []));
  return CHAPTER.test(cell.text) || Math.max(...around) < cell.columnSpan || grid.columns === 1;
}

/** Columns up to the last that shows something; none for a row of one cell. */
function widthOf(row: Row): number {
  const cells = shownCells(row);
  if (cells.length < 2) return 0;
  return Math.max(...cells.map((cell) => cell.column + cell.columnSpan));
}

/** The rows as a grid of their own, without the empty columns beside them. */
function trimmed(
  rows: readonly Row[],
  unstored: ReadonlySet<GridCell>,
): { grid: Grid; unstored: ReadonlySet<GridCell> } {
  const shown = rows.flatMap(shownCells);
  const left = Math.min(...shown.map((cell) => cell.column));
  const right = Math.max(...shown.map((cell) => cell.column + cell.columnSpan));
  const top = Math.min(...rows.flatMap((row) => row.map((cell) => cell?.row ?? Infinity)));
  const moved = new Map<GridCell, GridCell>();
  const move = (cell: GridCell): GridCell => {
    const known = moved.get(cell);
    if (known) return known;
    const column = Math.max(cell.column, left) - left;
    const columnSpan = Math.min(cell.column + cell.columnSpan, right) - left - column;
    const placed = { ...cell, row: cell.row - top, column, columnSpan };
    moved.set(cell, placed);
    return placed;
  };
  const slots = rows.map((row) => row.slice(left, right).map((cell) => cell && move(cell)));
  const absent = new Set([...moved].filter(([cell]) => unstored.has(cell)).map(([, cell]) => cell));
  return { grid: { slots, columns: right - left }, unstored: absent };
}

/** A table that stores all but a few of its cells has lost those; else empty cells are not stored. */
function withHoles({ grid, unstored }: ReturnType<typeof trimmed>): Grid {
  if (unstored.size > FEW) return grid;
  const slots = grid.slots.map((row) =>
    row.map((cell) => (cell && unstored.has(cell) ? undefined : cell)),
  );
  return { ...grid, slots };
}
