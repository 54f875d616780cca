import type { PageCell, PageTable } from "./table";
import { distinct } from "./rulings";

/** How far the outer edges of one table may differ between pages, in points. */
const EDGE = 6;
/** Widest shift of a page against the next, for a gutter, in points. */
const GUTTER = 60;

/** Most characters of a merged label that stand on its second page. */
const LONGEST_REST = 8;

const NUMBERING =
  /^\s*(?:[（(]?[一二三四五六七八九十⼀⼆⼋⼗]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d))/u;
const FIGURE = /^[\s\d.,，/／—–-]*$/u;

/** A table whose columns are counted on edges that it shares with its other pages. */
export interface WholeTable {
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly PageCell[];
  readonly lastPage: number;
}

export function wholeTable(table: PageTable): WholeTable {
  return { xs: table.xs, rows: table.rows, cells: table.cells, lastPage: table.page };
}

/** The table with the rows of the next page added; undefined when that is another table. */
export function continued(first: WholeTable, next: PageTable): WholeTable | undefined {
  const shift = (first.xs[0] ?? 0) - (next.xs[0] ?? 0);
  const shifted = next.xs.map((x) => x + shift);
  const sameWidth = Math.abs((first.xs.at(-1) ?? 0) - (shifted.at(-1) ?? 0)) <= EDGE;
  if (!sameWidth || Math.abs(shift) > GUTTER) return undefined;
  const xs = distinct([...first.xs, ...shifted]);
  const above = onEdges(first.cells, first.xs, xs);
  const repeated = repeatedHeader(above, onEdges(next.cells, shifted, xs));
  const below = onEdges(next.cells, shifted, xs)
    .filter((cell) => cell.row >= repeated)
    .map((cell) => ({ ...cell, row: cell.row - repeated }));
  const rows = next.rows - repeated;
  const seam = joinedAtSeam(above, first.rows, below);
  return { xs, rows: first.rows + rows - seam.rowsJoined, cells: seam.cells, lastPage: next.page };
}

function onEdges(
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

/** How many leading rows only repeat the header of the first page. */
function repeatedHeader(above: readonly PageCell[], below: readonly PageCell[]): number {
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

/** Lays the rows below under those above and joins what the page break cut. */
function joinedAtSeam(
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
        text: [upper.text, cell.text].filter((text) => text.trim() !== "").join("\n"),
      });
    else kept.push({ ...cell, row: cell.row + rows - rowsJoined });
  }
  return { cells: [...above.map((cell) => grown.get(cell) ?? cell), ...kept], rowsJoined };
}

/** A merged cell that goes on: one of its parts is empty or it goes on without a new number. */
function isCutCell(upper: PageCell, lower: PageCell): boolean {
  if (upper.rowSpan === 1 && lower.rowSpan === 1) return false;
  if (upper.text.trim() === "" || lower.text.trim() === "") return true;
  const rest = lower.text.replaceAll(/\s/g, "");
  if (/[（(]\s*$/.test(upper.text)) return true;
  return rest.length <= LONGEST_REST && !NUMBERING.test(rest) && !FIGURE.test(rest);
}

/**
 * One row that the page break cut in two: a numbered label goes on without a number, and no column
 * holds a figure on both sides.
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
