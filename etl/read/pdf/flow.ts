import type { PageMarks, Run } from "./marks";
import { latticeOf } from "./lattice";
import { linesOf, segmentsOf, type TextLine } from "./lines";
import { framesOf } from "./rulings";
import { type PageTable, tableOf } from "./table";

export interface FlowLine {
  readonly kind: "line";
  readonly page: number;
  /** Number of the line on its page, from 1. */
  readonly number: number;
  readonly segments: readonly string[];
  readonly line: TextLine;
  /** Height on the page, as a share of it. */
  readonly height: number;
}

export interface FlowTable {
  readonly kind: "table";
  readonly page: number;
  readonly table: PageTable;
}

/** What stands on a page, from top to bottom. */
export type Flow = FlowLine | FlowTable;

/** Parts a page into tables with ruling lines and lines of text. */
export function flowOf(marks: PageMarks): Flow[] {
  let rest: readonly Run[] = marks.runs;
  const tables: FlowTable[] = [];
  for (const frame of framesOf(marks)) {
    const lattice = latticeOf(frame);
    if (lattice.boxes.length < 2) continue;
    const { table, taken } = tableOf(lattice, rest, marks.page);
    if (taken.size === 0) continue;
    rest = rest.filter((run) => !taken.has(run));
    tables.push({ kind: "table", page: marks.page, table });
  }
  const upright = rest.filter((run) => run.turn === 0);
  const lines = linesOf(upright).map((line, index): FlowLine => ({
    kind: "line",
    page: marks.page,
    number: index + 1,
    segments: segmentsOf(line),
    line,
    height: line.down / marks.height,
  }));
  const top = (item: Flow): number => (item.kind === "line" ? item.line.down : item.table.top);
  return [...tables, ...lines].toSorted((a, b) => top(a) - top(b));
}
