import {
  type Block,
  type Document,
  type Grid,
  type GridCell,
  UnreadableDocument,
} from "./document";
import { LIMITS } from "./limits";
import { type MarkedText, toProse } from "./marked-text";

/** The cells of a sheet by `row,column`, and its merged areas; counted from 1. */
export interface SheetCells {
  readonly name: string;
  readonly shown: ReadonlyMap<string, MarkedText>;
  /** Whether the file stores a cell, be it empty. */
  readonly isStored: (row: number, column: number) => boolean;
  readonly merges: readonly MergedArea[];
  readonly isHiddenRow: (row: number) => boolean;
  readonly isHiddenColumn: (column: number) => boolean;
}

/** A merged area, its ends included. */
interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What the sheets of a workbook show together, and what of it is hidden. */
export function joinSheets(
  layouts: readonly SheetLayout[],
  hiddenSheets: readonly { readonly name: string }[],
): Pick<Document, "blocks" | "hidden"> {
  return {
    blocks: layouts.flatMap(({ blocks }) => blocks),
    hidden: [
      ...hiddenSheets.map(({ name }) => `工作表“${name}”`),
      ...layouts.flatMap(({ hidden }) => hidden),
    ],
  };
}

/** A sheet as tables and the text between them, and the places in it that are hidden and hold text. */
interface SheetLayout {
  readonly blocks: readonly Block[];
  readonly hidden: readonly string[];
}

/** Lays out what a sheet shows; hidden rows and columns are left out and named. */
export function layOutSheet(sheet: SheetCells, number: number): SheetLayout {
  const [grid, unstored] = gridOfSheet(sheet, number);
  const rows = grid.slots.flatMap((_, at) => (sheet.isHiddenRow(at + 1) ? [at] : []));
  const columns = Array.from({ length: grid.columns }, (_, at) => at).filter((at) =>
    sheet.isHiddenColumn(at + 1),
  );
  if (rows.length + columns.length === 0)
    return { blocks: blocksOfSheet(grid, unstored, number), hidden: [] };
  const shown = dropSlots(grid, new Set(rows), new Set(columns), unstored);
  const isFilled = (cell: GridCell | undefined): boolean => (cell?.text.trim() ?? "") !== "";
  const left = rows.filter((at) =>
    grid.slots[at]?.some((cell) => cell?.row === at && isFilled(cell)),
  );
  const aside = columns.filter((at) =>
    grid.slots.some((row) => row[at]?.column === at && isFilled(row[at])),
  );
  const hidden = [
    ...(left.length > 0 ? [`工作表“${sheet.name}”第${left.map((at) => at + 1).join("、")}行`] : []),
    ...(aside.length > 0
      ? [`工作表“${sheet.name}”${aside.map((at) => columnLetters(at + 1)).join("、")}列`]
      : []),
  ];
  return { blocks: blocksOfSheet(...shown, number), hidden };
}

/** The letters of a column that is counted from 1: AB for 28. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + last : last;
}

/** A grid without some of its rows and columns; merged cells shrink. */
function dropSlots(
  { slots }: Grid,
  rows: ReadonlySet<number>,
  columns: ReadonlySet<number>,
  unstored: ReadonlySet<GridCell>,
): [Grid, ReadonlySet<GridCell>] {
  const kept = slots
    .filter((_, at) => !rows.has(at))
    .map((row) => row.filter((_, at) => !columns.has(at)));
  const placed = new Map<GridCell, GridCell>();
  kept.forEach((line, row) =>
    line.forEach((cell, column) => {
      if (!cell) return;
      const known = placed.get(cell) ?? { ...cell, row, column };
      const [rowSpan, columnSpan] = [row - known.row + 1, column - known.column + 1];
      placed.set(cell, { ...known, rowSpan, columnSpan });
    }),
  );
  const grid: Grid = {
    slots: kept.map((line) => line.map((cell) => cell && placed.get(cell))),
    columns: kept[0]?.length ?? 0,
  };
  return [
    grid,
    new Set([...placed].filter(([cell]) => unstored.has(cell)).map(([, cell]) => cell)),
  ];
}

/**
 * Lays out a sheet as a grid.
 *
 * @returns the grid, and those of its cells that the file does not store
 */
function gridOfSheet(
  { name, shown, isStored, merges }: SheetCells,
  number: number,
): [Grid, ReadonlySet<GridCell>] {
  let rows = 0;
  let columns = 0;
  for (const [key, { text, runs }] of shown) {
    if (text.trim() === "" && !runs) continue;
    const [row = 0, column = 0] = key.split(",").map(Number);
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  for (const { top, left, bottom, right } of merges) {
    if (top > rows || left > columns) continue;
    rows = Math.max(rows, bottom);
    columns = Math.max(columns, right);
  }
  if (rows * columns > LIMITS.gridCells)
    throw new UnreadableDocument(`工作表“${name}”超过${LIMITS.gridCells}格，超出上限，未读取`);
  const slots: (GridCell | undefined)[][] = Array.from({ length: rows }, () =>
    Array<GridCell | undefined>(columns).fill(undefined),
  );
  const unstored = new Set<GridCell>();
  let merged = 0;
  const put = (row: number, column: number, rowSpan: number, columnSpan: number): void => {
    const location = { table: number, row, column };
    const cell: GridCell = {
      ...(shown.get(`${row},${column}`) ?? { text: "" }),
      location,
      row: row - 1,
      column: column - 1,
      rowSpan,
      columnSpan,
    };
    if (!isStored(row, column)) unstored.add(cell);
    for (let at = row - 1; at < row - 1 + rowSpan; at += 1)
      slots[at]?.fill(cell, column - 1, column - 1 + columnSpan);
  };
  for (const { top, left, bottom, right } of merges) {
    if (top > rows || left > columns) continue;
    merged += (bottom - top + 1) * (right - left + 1);
    // Merged areas do not overlap in a file that a program wrote.
    if (merged > LIMITS.gridCells)
      throw new UnreadableDocument(`工作表“${name}”的合并单元格超过${LIMITS.gridCells}格，未读取`);
    put(top, left, bottom - top + 1, right - left + 1);
  }
  slots.forEach((row, at) =>
    row.forEach((slot, column) => {
      if (!slot) put(at + 1, column + 1, 1, 1);
    }),
  );
  return [{ slots, columns }, unstored];
}

/** Longer text is prose and not a label. */
const LONGEST_LABEL = 60;
/** A table that leaves out no more cells than this stores its empty cells. */
const FEW_UNSTORED = 3;
const CHAPTER = /^\s*[一二三四五六七八九十]+、/u;

type Row = readonly (GridCell | undefined)[];

/**
 * Splits a sheet into tables and the text between them. Text is a row of one cell that is as wide as
 * the sheet and wider than the rows around it, or a chapter heading, or prose.
 */
function blocksOfSheet(grid: Grid, unstored: ReadonlySet<GridCell>, sheet: number): Block[] {
  const blocks: Block[] = [];
  let rows: Row[] = [];
  const endTable = (): void => {
    if (rows.length > 0)
      blocks.push({ kind: "table", grid: openHoles(trimColumns(rows, unstored)) });
    rows = [];
  };
  grid.slots.forEach((row, index) => {
    const texts = visibleCells(row);
    const [only] = texts;
    if (only && texts.length === 1 && isTextRow(only, grid, index)) {
      endTable();
      const location = { table: sheet, row: index + 1, column: only.column + 1 };
      blocks.push({ kind: "paragraph", text: toProse(only), location });
    } else if (only || rows.some((above) => above.some((cell) => cell && row.includes(cell))))
      rows.push(row);
    else endTable();
  });
  endTable();
  return blocks;
}

function visibleCells(row: Row): GridCell[] {
  return [...new Set(row)]
    .filter((cell) => cell !== undefined)
    .filter((cell) => cell.text.trim() !== "");
}

function isTextRow(cell: GridCell, grid: Grid, row: number): boolean {
  if (cell.rowSpan > 1) return false;
  if (cell.text.length > LONGEST_LABEL) return true;
  if (cell.columnSpan < grid.columns) return false;
  const around = [grid.slots[row - 1], grid.slots[row + 1]].map((near) => widthOf(near ?? []));
  return CHAPTER.test(cell.text) || Math.max(...around) < cell.columnSpan || grid.columns === 1;
}

/** Number of columns up to the last visible cell; 0 for a row of fewer than two cells. */
function widthOf(row: Row): number {
  const cells = visibleCells(row);
  if (cells.length < 2) return 0;
  return Math.max(...cells.map((cell) => cell.column + cell.columnSpan));
}

/** Makes a grid of some rows without the empty columns beside them. */
function trimColumns(
  rows: readonly Row[],
  unstored: ReadonlySet<GridCell>,
): { grid: Grid; unstored: ReadonlySet<GridCell> } {
  const shown = rows.flatMap(visibleCells);
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

/** Turns unstored cells into holes where only a few are unstored: those are lost, not empty. */
function openHoles({ grid, unstored }: ReturnType<typeof trimColumns>): Grid {
  if (unstored.size > FEW_UNSTORED) return grid;
  const slots = grid.slots.map((row) =>
    row.map((cell) => (cell && unstored.has(cell) ? undefined : cell)),
  );
  return { ...grid, slots };
}
