import type { PagePlaces } from "#domain/report/page-places";
import type { Block, Grid, GridCell } from "../document";
import { joinMarkedTexts } from "../marked-text";
import type { PageItem, PageLine } from "./page-flow";
import type { PageCell, PageTable } from "./page-table";
import { mergePositions } from "./rulings";

/** A line of at least this many segments is a row of columns and not a sentence. */
const COLUMNS = 3;

interface Paragraph {
  text: string;
  readonly page: number;
  readonly number: number;
  last: PageLine;
}

/** Joins the pages into one text; tables and paragraphs may continue across page breaks. */
export function joinPages(pages: readonly (readonly PageItem[])[]): Block[] {
  let tables = 0;
  return joinItems(pages).map((item): Block => {
    if ("table" in item) {
      tables += 1;
      return { kind: "table", grid: gridOfPages(item.table, tables) };
    }
    return { kind: "paragraph", text: item.text, location: { page: item.page, line: item.number } };
  });
}

/** Where the cells and the lines of {@link joinPages} stand on the pages. */
export function findPlaces(
  pages: readonly (readonly PageItem[])[],
): Pick<PagePlaces, "cells" | "lines"> {
  const tables = joinItems(pages).flatMap((item) => ("table" in item ? [item.table] : []));
  return {
    cells: tables.flatMap(({ cells }, index) =>
      cells.map(({ row, column, boxes }) => ({
        table: index + 1,
        row: row + 1,
        column: column + 1,
        boxes: [...boxes],
      })),
    ),
    lines: pages
      .flat()
      .filter((item) => item.kind === "line")
      .map(({ page, number, line: { from, to, down, size } }) => {
        const height = LINE_HEIGHT * size;
        return { page, line: number, x: from, y: down - height / 2, width: to - from, height };
      }),
  };
}

/** Of a line of text, in type sizes. */
const LINE_HEIGHT = 1.3;

function joinItems(
  pages: readonly (readonly PageItem[])[],
): (Paragraph | { table: JoinedTable })[] {
  const items: (Paragraph | { table: JoinedTable })[] = [];
  const margins = marginsOf(pages);
  for (const page of pages)
    page.forEach((item, index) => {
      const last = items.at(-1);
      if (item.kind === "table") {
        const goesOn =
          index === 0 && last && "table" in last && last.table.lastPage === item.page - 1;
        const table = goesOn ? appendPage(last.table, item.table) : undefined;
        if (table) items[items.length - 1] = { table };
        else items.push({ table: startTable(item.table) });
        return;
      }
      const { page: onPage, number, segments } = item;
      if (segments.length >= COLUMNS) {
        for (const text of segments) items.push({ text, page: onPage, number, last: item });
      } else if (last && "text" in last && isContinuedBy(last.last, item, margins)) {
        last.text += item.segments.join(" ");
        last.last = item;
      } else items.push({ text: segments.join(" "), page: onPage, number, last: item });
    });
  return items;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Where the longest quarter of all lines begins and ends. */
function marginsOf(pages: readonly (readonly PageItem[])[]): Margins {
  const lines = pages.flatMap((page) => page.filter((item) => item.kind === "line"));
  const tops = lines.map(({ line }) => line).toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const widest = tops.slice(0, Math.max(1, Math.ceil(tops.length / 4)));
  return {
    left: Math.min(...widest.map((line) => line.from)),
    right: Math.max(...widest.map((line) => line.to)),
  };
}

/** How many characters short of the right margin a heading ends at least. */
const HEADING_SHORT_BY = 6;
const NUMBERED_LINE =
  /^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])/;
const SENTENCE_END = /[。！？][”’）)]?\s*$/;

/**
 * A paragraph continues when its line is full and the next one is not indented. Where nothing is
 * indented, a numbered line after a sentence and a short numbered line that is none begin a new one.
 */
function isContinuedBy(last: PageLine, next: PageLine, { left, right }: Margins): boolean {
  const { size } = last.line;
  if (last.segments.length >= COLUMNS || Math.abs(size - next.line.size) > 1) return false;
  if (last.line.to <= right - 2.2 * size || next.line.from >= left + next.line.size) return false;
  const text = next.segments.join(" ");
  if (!NUMBERED_LINE.test(text)) return true;
  const isHeading = next.line.to < right - HEADING_SHORT_BY * size && !/[，。；]/.test(text);
  return !isHeading && !SENTENCE_END.test(last.segments.join(" "));
}

function gridOfPages(table: JoinedTable, number: number): Grid {
  const columns = table.xs.length - 1;
  const slots: (GridCell | undefined)[][] = Array.from({ length: table.rows }, () =>
    Array<GridCell | undefined>(columns).fill(undefined),
  );
  for (const cell of table.cells) {
    const { text, runs, page, row: top, column: left, rowSpan, columnSpan } = cell;
    const location = { page, table: number, row: top + 1, column: left + 1 };
    const place = { location, row: top, column: left, rowSpan, columnSpan };
    const placed: GridCell = runs ? { text, runs, ...place } : { text, ...place };
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      slots[row]?.fill(placed, cell.column, cell.column + cell.columnSpan);
  }
  return { slots, columns };
}

/** Widest difference in width of one table between pages, in points. */
const EDGE = 6;
/** Widest horizontal shift between pages, such as a gutter, in points. */
const GUTTER = 60;

/** Most characters of a merged label on its second page. */
const LONGEST_REST = 8;

const NUMBERING =
  /^\s*(?:[（(]?[一二三四五六七八九十⼀⼆⼋⼗]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d))/u;
const FIGURE = /^[\s\d.,，/／—–-]*$/u;

/** A table over several pages; its columns are counted on the edges of all of them. */
interface JoinedTable {
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly PageCell[];
  readonly lastPage: number;
}

function startTable(table: PageTable): JoinedTable {
  return { xs: table.xs, rows: table.rows, cells: table.cells, lastPage: table.page };
}

/** Appends the table of the next page; undefined when that is another table. */
function appendPage(first: JoinedTable, next: PageTable): JoinedTable | undefined {
  const shift = (first.xs[0] ?? 0) - (next.xs[0] ?? 0);
  const shifted = next.xs.map((x) => x + shift);
  const sameWidth = Math.abs((first.xs.at(-1) ?? 0) - (shifted.at(-1) ?? 0)) <= EDGE;
  if (!sameWidth || Math.abs(shift) > GUTTER) return undefined;
  const xs = mergePositions([...first.xs, ...shifted]);
  const above = alignToEdges(first.cells, first.xs, xs);
  const repeated = countRepeatedRows(above, alignToEdges(next.cells, shifted, xs));
  const below = alignToEdges(next.cells, shifted, xs)
    .filter((cell) => cell.row >= repeated)
    .map((cell) => ({ ...cell, row: cell.row - repeated }));
  const rows = next.rows - repeated;
  const seam = joinAtPageBreak(above, first.rows, below);
  return { xs, rows: first.rows + rows - seam.rowsJoined, cells: seam.cells, lastPage: next.page };
}

function alignToEdges(
  cells: readonly PageCell[],
  from: readonly number[],
  to: readonly number[],
): PageCell[] {
  const nearest = (index: number): number => {
    const x = from[index] ?? 0;
    return to.reduce(
      (best, edge, at) => (Math.abs(edge - x) < Math.abs((to[best] ?? 0) - x) ? at : best),
      0,
    );
  };
  return cells.map((cell) => {
    const column = nearest(cell.column);
    return { ...cell, column, columnSpan: nearest(cell.column + cell.columnSpan) - column };
  });
}

/** Number of leading rows that repeat the header of the first page. */
function countRepeatedRows(above: readonly PageCell[], below: readonly PageCell[]): number {
  const rowOf = (cells: readonly PageCell[], row: number): PageCell[] =>
    cells.filter((cell) => cell.row === row).toSorted((a, b) => a.column - b.column);
  const keyOf = (cells: readonly PageCell[]): string =>
    cells
      .map((cell) => `${cell.column}+${cell.columnSpan}:${cell.text.replaceAll(/\s/g, "")}`)
      .join("|");
  let count = 0;
  for (;;) {
    const upper = rowOf(above, count);
    const lower = rowOf(below, count);
    if (lower.length === 0 || keyOf(upper) !== keyOf(lower)) break;
    if (lower.some((cell) => cell.text.trim() !== "" && FIGURE.test(cell.text))) break;
    if (lower.every((cell) => cell.text.trim() === "")) break;
    count += 1;
  }
  const cut = below.some((cell) => cell.row < count && cell.row + cell.rowSpan > count);
  return cut ? 0 : count;
}

/** Appends the rows below to those above and joins the cells that the page break cut. */
function joinAtPageBreak(
  above: readonly PageCell[],
  rows: number,
  below: readonly PageCell[],
): { cells: PageCell[]; rowsJoined: 0 | 1 } {
  const last = above.filter((cell) => cell.row + cell.rowSpan === rows);
  const first = below.filter((cell) => cell.row === 0);
  const partner = (cell: PageCell): PageCell | undefined =>
    last.find((other) => other.column === cell.column && other.columnSpan === cell.columnSpan);
  const rowsJoined = isCutRow(last, first, partner) ? 1 : 0;
  const grown = new Map<PageCell, PageCell>();
  const kept: PageCell[] = [];
  for (const cell of below) {
    const upper = cell.row === 0 ? partner(cell) : undefined;
    const cut = upper && (rowsJoined === 1 || isCutCell(upper, cell));
    if (upper && cut)
      grown.set(upper, {
        ...upper,
        rowSpan: upper.rowSpan + cell.rowSpan - rowsJoined,
        ...joinMarkedTexts([upper, cell], "\n"),
        boxes: [...upper.boxes, ...cell.boxes],
      });
    else kept.push({ ...cell, row: cell.row + rows - rowsJoined });
  }
  return { cells: [...above.map((cell) => grown.get(cell) ?? cell), ...kept], rowsJoined };
}

/** Whether a merged cell continues: one of its parts is empty, or the second starts without a number. */
function isCutCell(upper: PageCell, lower: PageCell): boolean {
  if (upper.rowSpan === 1 && lower.rowSpan === 1) return false;
  if (upper.text.trim() === "" || lower.text.trim() === "") return true;
  const rest = lower.text.replaceAll(/\s/g, "");
  if (/[（(]\s*$/.test(upper.text)) return true;
  return rest.length <= LONGEST_REST && !NUMBERING.test(rest) && !FIGURE.test(rest);
}

/**
 * Whether the page break cut a row in two: a numbered label continues without a number, and no column
 * has a figure on both sides.
 */
function isCutRow(
  last: readonly PageCell[],
  first: readonly PageCell[],
  partner: (cell: PageCell) => PageCell | undefined,
): boolean {
  const single = first.filter((cell) => cell.rowSpan === 1);
  const labels = single.filter((cell) => !FIGURE.test(cell.text));
  const [label] = labels;
  if (!label || labels.length !== 1 || NUMBERING.test(label.text)) return false;
  if (first.some((cell) => !partner(cell)) || last.length !== first.length) return false;
  const start = partner(label);
  if (!start || start.rowSpan !== 1 || !NUMBERING.test(start.text)) return false;
  return single.every((cell) => {
    const upper = partner(cell);
    return cell === label || cell.text.trim() === "" || upper?.text.trim() === "";
  });
}
