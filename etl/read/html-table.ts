import type { Grid } from "./document";
import { gridFrom, type SpannedCell } from "./grid";
import { attribute, isElement, isUnseen, shownText, type HtmlElement } from "./html-tree";

/** Longest text of a cell that still belongs to a table and not to a page laid out in one. */
const LONGEST_CELL = 800;

const SECTIONS = new Set(["tbody", "thead", "tfoot"]);

/** The rows that a table shows, each a list of its cells; rows of inner tables are not among them. */
export function rowsOf(table: HtmlElement): HtmlElement[][] {
  const rows: HtmlElement[][] = [];
  for (const section of table.childNodes) {
    if (!isElement(section) || !SECTIONS.has(section.tagName) || isUnseen(section)) continue;
    for (const row of section.childNodes) {
      if (!isElement(row) || row.tagName !== "tr" || isUnseen(row)) continue;
      rows.push(
        row.childNodes
          .filter(isElement)
          .filter((cell) => (cell.tagName === "td" || cell.tagName === "th") && !isUnseen(cell)),
      );
    }
  }
  return rows;
}

/**
 * The grid of a table; undefined where the table only lays out a page: one column, or a cell with
 * paragraphs of prose.
 *
 * @param ordinal which table of the document it is, from 1
 * @throws UnreadableDocument when its spans pass the limits
 */
export function gridOf(table: HtmlElement, ordinal: number): Grid | undefined {
  const rows = rowsOf(table).map((cells) => cells.map(spanned));
  if (!rows.some((cells) => cells.length > 1)) return undefined;
  if (rows.some((cells) => cells.some((cell) => cell.text.length > LONGEST_CELL))) return undefined;
  return gridFrom(rows, (row, column) => ({ table: ordinal, row: row + 1, column: column + 1 }));
}

function spanned(cell: HtmlElement): SpannedCell {
  return {
    text: shownText(cell),
    rowSpan: span(cell, "rowspan"),
    columnSpan: span(cell, "colspan"),
  };
}

function span(cell: HtmlElement, name: string): number {
  return Number.parseInt(attribute(cell, name) ?? "1", 10);
}
