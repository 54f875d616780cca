import type { PlacedBox } from "#domain/report/page-places";
import { UnreadableDocument } from "../document";
import { LIMITS } from "../limits";
import type { TextRun } from "./geometry";
import { type MarkedText, toMarkedText } from "../marked-text";
import { contentOfRuns } from "./lines";
import { type Frame, isRuled, mergePositions } from "./rulings";

/** A cell of a framed table: the slots it covers, and its edges on the page. */
interface Box {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The lines of a table as a grid: edges of its columns and rows, and the box over each slot. */
interface Lattice {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly boxes: readonly Box[];
  /** Box over the slot, row by row. */
  readonly over: readonly (readonly (Box | undefined)[])[];
}

/** Joins neighbouring slots that no line divides; an area that is no rectangle stays separate slots. */
export function buildLattice(frame: Frame): Lattice {
  const xs = mergePositions([frame.left, frame.right, ...frame.vertical.map((line) => line.at)]);
  const ys = mergePositions([frame.top, frame.bottom, ...frame.horizontal.map((bar) => bar.at)]);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns * rows > LIMITS.gridCells)
    throw new UnreadableDocument(`表格超过${LIMITS.gridCells}格，超出上限，未读取`);
  const parent = Array.from({ length: Math.max(0, rows * columns) }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const x = (index: number): number => xs[index] ?? 0;
  const y = (index: number): number => ys[index] ?? 0;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const slot = row * columns + column;
      const right = column + 1 < columns;
      const below = row + 1 < rows;
      if (right && !isRuled(frame.vertical, x(column + 1), y(row), y(row + 1)))
        parent[find(slot + 1)] = find(slot);
      if (below && !isRuled(frame.horizontal, y(row + 1), x(column), x(column + 1)))
        parent[find(slot + columns)] = find(slot);
    }
  const areas = new Map<number, number[]>();
  parent.forEach((_, slot) => {
    const root = find(slot);
    const area = areas.get(root);
    if (area) area.push(slot);
    else areas.set(root, [slot]);
  });
  const boxes = [...areas.values()].flatMap((area) => {
    const whole = boxAround(area, columns, x, y);
    if (whole.rowSpan * whole.columnSpan === area.length) return [whole];
    return area.map((slot) => boxAround([slot], columns, x, y));
  });
  const over: (Box | undefined)[][] = Array.from({ length: rows }, () =>
    Array(columns).fill(undefined),
  );
  for (const box of boxes)
    for (let row = box.row; row < box.row + box.rowSpan; row += 1)
      over[row]?.fill(box, box.column, box.column + box.columnSpan);
  return { xs, ys, boxes, over };
}

function boxAround(
  slots: readonly number[],
  columns: number,
  x: (index: number) => number,
  y: (index: number) => number,
): Box {
  const rows = slots.map((slot) => Math.floor(slot / columns));
  const places = slots.map((slot) => slot % columns);
  const row = Math.min(...rows);
  const column = Math.min(...places);
  const rowSpan = Math.max(...rows) - row + 1;
  const columnSpan = Math.max(...places) - column + 1;
  return {
    row,
    column,
    rowSpan,
    columnSpan,
    left: x(column),
    right: x(column + columnSpan),
    top: y(row),
    bottom: y(row + rowSpan),
  };
}

/** The box at a point of the page. */
function boxAt(lattice: Lattice, x: number, y: number): Box | undefined {
  return lattice.over[slotOf(lattice.ys, y)]?.[slotOf(lattice.xs, x)];
}

function slotOf(edges: readonly number[], at: number): number {
  const next = edges.findIndex((edge) => at < edge);
  return next === -1 ? -1 : next - 1;
}

/** Appended to a cell whose figure may belong to its neighbour, which makes it illegible. */
const UNCERTAIN = "\uFFFD";

/** A cell of a table of one page, with its text. */
export interface PageCell extends MarkedText {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly page: number;
  /** Its frame, and on each further page that a page break cuts it over. */
  readonly boxes: readonly PlacedBox[];
}

/** A table as one page shows it. */
export interface PageTable {
  readonly page: number;
  readonly xs: readonly number[];
  readonly rows: number;
  readonly top: number;
  readonly bottom: number;
  readonly cells: readonly PageCell[];
}

/**
 * Puts the runs of a page into the boxes of a lattice.
 *
 * @returns the table, and the runs in it
 */
export function fillTable(
  lattice: Lattice,
  runs: readonly TextRun[],
  page: number,
): { table: PageTable; taken: ReadonlySet<TextRun> } {
  const runsIn = new Map<Box, TextRun[]>();
  const uncertain = new Set<Box>();
  const taken = new Set<TextRun>();
  for (const run of runs) {
    const box = boxAt(lattice, run.x, run.y);
    if (!box) continue;
    taken.add(run);
    const others = runsIn.get(box);
    if (others) others.push(run);
    else runsIn.set(box, [run]);
    for (const straddled of findStraddledBoxes(run, box, lattice)) uncertain.add(straddled);
  }
  const cells = lattice.boxes.map((box): PageCell => {
    const { row, column, rowSpan, columnSpan, left, right, top, bottom } = box;
    const content = contentOfRuns(runsIn.get(box) ?? []);
    const shown = uncertain.has(box) ? withDoubt(content) : content;
    const frame = { page, x: left, y: top, width: right - left, height: bottom - top };
    return { row, column, rowSpan, columnSpan, ...shown, page, boxes: [frame] };
  });
  const table: PageTable = {
    page,
    xs: lattice.xs,
    rows: lattice.ys.length - 1,
    top: lattice.ys[0] ?? 0,
    bottom: lattice.ys.at(-1) ?? 0,
    cells,
  };
  return { table, taken };
}

function withDoubt({ text, runs = [{ text }] }: MarkedText): MarkedText {
  return toMarkedText([...runs, { text: UNCERTAIN }]);
}

/**
 * The boxes that a figure lies across although it would fit into one of them: it may be one figure or
 * two. A figure too long for its box only overflows.
 */
function findStraddledBoxes(run: TextRun, box: Box, lattice: Lattice): Box[] {
  if (
    run.turn !== 0 ||
    run.mark === "hidden" ||
    !/^[\d.,\s]+$/.test(run.text) ||
    run.text.length < 2
  )
    return [];
  const half = run.length / 2 - 0.2 * run.size;
  const outside = run.x - half < box.left || run.x + half > box.right;
  if (!outside || run.length > box.right - box.left) return [];
  const ends = [boxAt(lattice, run.x - half, run.y), boxAt(lattice, run.x + half, run.y)];
  return [box, ...ends].filter((found) => found !== undefined);
}
