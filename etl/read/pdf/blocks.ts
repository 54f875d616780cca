import type { Block, Grid, GridCell } from "../document";
import { continued, type WholeTable, wholeTable } from "./continuation";
import type { Flow, FlowLine } from "./flow";

/** A line with at least this many wide gaps is a row of columns and not a sentence. */
const COLUMNS = 3;

interface Paragraph {
  text: string;
  readonly page: number;
  readonly number: number;
  last: FlowLine;
}

/** The pages as one text: tables and paragraphs go on across page breaks. */
export function blocksOf(pages: readonly (readonly Flow[])[]): Block[] {
  const items: (Paragraph | { table: WholeTable })[] = [];
  const margins = marginsOf(pages);
  for (const page of pages)
    page.forEach((item, index) => {
      const last = items.at(-1);
      if (item.kind === "table") {
        const goesOn =
          index === 0 && last && "table" in last && last.table.lastPage === item.page - 1;
        const table = goesOn ? continued(last.table, item.table) : undefined;
        if (table) items[items.length - 1] = { table };
        else items.push({ table: wholeTable(item.table) });
        return;
      }
      const { page: onPage, number, segments } = item;
      if (segments.length >= COLUMNS) {
        for (const text of segments) items.push({ text, page: onPage, number, last: item });
      } else if (last && "text" in last && goesOnFrom(last.last, item, margins)) {
        last.text += item.segments.join(" ");
        last.last = item;
      } else items.push({ text: segments.join(" "), page: onPage, number, last: item });
    });
  let tables = 0;
  return items.map((item): Block => {
    if ("table" in item) {
      tables += 1;
      return { kind: "table", grid: gridOf(item.table, tables) };
    }
    return { kind: "paragraph", text: item.text, where: { page: item.page, line: item.number } };
  });
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Where most lines begin and end. */
function marginsOf(pages: readonly (readonly Flow[])[]): Margins {
  const lines = pages.flatMap((page) => page.filter((item) => item.kind === "line"));
  const tops = lines.map(({ line }) => line).toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const widest = tops.slice(0, Math.max(1, Math.ceil(tops.length / 4)));
  return {
    left: Math.min(...widest.map((line) => line.from)),
    right: Math.max(...widest.map((line) => line.to)),
  };
}

/** A paragraph goes on when its line is full and the next one is not indented. */
function goesOnFrom(last: FlowLine, next: FlowLine, { left, right }: Margins): boolean {
  if (last.segments.length >= COLUMNS || Math.abs(last.line.size - next.line.size) > 1)
    return false;
  return last.line.to > right - 2.2 * last.line.size && next.line.from < left + next.line.size;
}

function gridOf(table: WholeTable, number: number): Grid {
  const columns = table.xs.length - 1;
  const slots: (GridCell | undefined)[][] = Array.from({ length: table.rows }, () =>
    Array<GridCell | undefined>(columns).fill(undefined),
  );
  for (const { page, ...cell } of table.cells) {
    const where = { page, table: number, row: cell.row + 1, column: cell.column + 1 };
    const placed = { ...cell, where };
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      slots[row]?.fill(placed, cell.column, cell.column + cell.columnSpan);
  }
  return { slots, columns };
}
