import type { Run } from "./marks";
import { type Box, boxAt, type Lattice } from "./lattice";
import { cellText } from "./lines";

/** Stands in a cell whose figures cannot be told from its neighbour's. */
export const UNCERTAIN = "\uFFFD";

/** A cell of a table of one page, with its text. */
export interface PageCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly page: number;
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

/** Puts the runs of a page into the boxes of a lattice; answers which runs it took. */
export function tableOf(
  lattice: Lattice,
  runs: readonly Run[],
  page: number,
): { table: PageTable; taken: ReadonlySet<Run> } {
  const held = new Map<Box, Run[]>();
  const uncertain = new Set<Box>();
  const taken = new Set<Run>();
  for (const run of runs) {
    const box = boxAt(lattice, run.x, run.y);
    if (!box) continue;
    taken.add(run);
    const others = held.get(box);
    if (others) others.push(run);
    else held.set(box, [run]);
    for (const straddled of straddledBy(run, box, lattice)) uncertain.add(straddled);
  }
  const cells = lattice.boxes.map((box): PageCell => {
    const { row, column, rowSpan, columnSpan } = box;
    const text = cellText(held.get(box) ?? []) + (uncertain.has(box) ? UNCERTAIN : "");
    return { row, column, rowSpan, columnSpan, text, page };
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

/**
 * Boxes that a figure lies across although it would fit into its own: nobody can say then whether
 * it is one figure or two. A figure too long for its box is one that overflows.
 */
function straddledBy(run: Run, box: Box, lattice: Lattice): Box[] {
  if (run.turn !== 0 || !/^[\d.,\s]+$/.test(run.text) || run.text.length < 2) return [];
  const half = run.length / 2 - 0.2 * run.size;
  const outside = run.x - half < box.left || run.x + half > box.right;
  if (!outside || run.length > box.right - box.left) return [];
  const ends = [boxAt(lattice, run.x - half, run.y), boxAt(lattice, run.x + half, run.y)];
  return [box, ...ends].filter((found) => found !== undefined);
}
