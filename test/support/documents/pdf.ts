import { hex, pdfFile, widthOf } from "./pdf-file";
import type { Mark, Run } from "#etl/read/marked-text";
import {
  placed,
  type InventedCell,
  type InventedDocument,
  type InventedTable,
} from "./invented-document";

/** How a program that writes PDF may go about it. */
export interface PdfManner {
  /** Lines are stroked, drawn as thin boxes, or each cell is framed. */
  readonly lines: "strokes" | "boxes" | "frames";
  /** Header rows stand on every page. */
  readonly repeatsHeader: boolean;
  /** A label over several lines stands one character a line. */
  readonly verticalLabels: boolean;
  /** Each character is placed by itself. */
  readonly byCharacter: boolean;
  /** Bold type is made by drawing twice. */
  readonly drawnTwice: boolean;
  /** What stands last on a page is drawn first, so that figures come before their labels. */
  readonly drawnBackwards: boolean;
  readonly pageNumber: (page: number) => string;
}

export const PLAIN_MANNER: PdfManner = {
  lines: "strokes",
  repeatsHeader: false,
  verticalLabels: true,
  byCharacter: false,
  drawnTwice: false,
  drawnBackwards: false,
  pageNumber: (page) => `— ${page} —`,
};

export const WIDTH = 595;
export const HEIGHT = 842;
export const MARGIN = 72;
export const SIZE = 10;
const LEADING = 14;
const FLOOR = HEIGHT - MARGIN;

/** How far text of a look stands above the line, as a share of the type size. */
export const LIFTS: Readonly<Record<Mark, number>> = {
  raised: 0.35,
  shifted: 0.3,
  lowered: -0.15,
  struck: 0,
  hidden: 0,
  faint: 0,
};

/** Type size of text of a look; one too small to be read stands for any that is hard to see. */
export function sizeOf(mark: Mark | undefined): number {
  return mark === undefined || mark === "struck" || mark === "hidden" ? SIZE : 0.6 * SIZE;
}

/** Pages that are drawn one after another, in points from their top left corner. */
export interface PageDrawing {
  readonly manner: PdfManner;
  /** How far the page is filled. */
  y: number;
  text(text: string, x: number, y: number, mark?: Mark): void;
  frame(left: number, top: number, right: number, bottom: number): void;
  /** Ends the page. */
  break(): void;
}

class Sheets implements PageDrawing {
  readonly pages: string[] = [];
  y = MARGIN;
  #content = "";

  constructor(readonly manner: PdfManner) {}

  get page(): number {
    return this.pages.length + 1;
  }

  text(text: string, x: number, y: number, mark?: Mark): void {
    if (text.trim() === "") return;
    const size = sizeOf(mark);
    const mode = mark === "hidden" ? "3 Tr " : "";
    const up = LIFTS[mark ?? "struck"] * SIZE;
    const show = (dx: number): void => {
      const start = `BT ${mode}/F1 ${size} Tf 1 0 0 1 ${x + dx} ${HEIGHT - y + up} Tm `;
      if (!this.manner.byCharacter) {
        this.#content += `${start}${hex(text)} Tj 0 Tr ET\n`;
        return;
      }
      this.#content += start;
      for (const char of text) this.#content += `${hex(char)} Tj ${size * widthOf(char)} 0 Td `;
      this.#content += "0 Tr ET\n";
    };
    if (mark === "struck") {
      const through = y - 0.3 * SIZE;
      this.line(x, through, x + SIZE * widthOf(text), through);
    }
    show(0);
    if (this.manner.drawnTwice) show(0.3);
  }

  line(x0: number, y0: number, x1: number, y1: number): void {
    if (this.manner.lines === "boxes")
      this.#content += `${x0} ${HEIGHT - y1 - 0.25} ${Math.max(0.5, x1 - x0)} ${Math.max(0.5, y1 - y0)} re f\n`;
    else this.#content += `0.5 w ${x0} ${HEIGHT - y0} m ${x1} ${HEIGHT - y1} l S\n`;
  }

  frame(left: number, top: number, right: number, bottom: number): void {
    if (this.manner.lines === "frames") {
      this.#content += `0.5 w ${left} ${HEIGHT - bottom} ${right - left} ${bottom - top} re S\n`;
      return;
    }
    this.line(left, top, right, top);
    this.line(left, bottom, right, bottom);
    this.line(left, top, left, bottom);
    this.line(right, top, right, bottom);
  }

  break(): void {
    const number = this.manner.pageNumber(this.page);
    this.text(number, WIDTH / 2 - (widthOf(number) * SIZE) / 2, HEIGHT - 36);
    const drawn = this.#content.trimEnd().split("\n");
    this.pages.push((this.manner.drawnBackwards ? drawn.reverse() : drawn).join("\n"));
    this.#content = "";
    this.y = MARGIN;
  }
}

/** A report as a word processor prints it to PDF, with ruling lines. */
export function asPdf(document: InventedDocument, manner: PdfManner = PLAIN_MANNER): Uint8Array {
  const sheets = new Sheets(manner);
  drawDocument(sheets, document);
  return pdfFile(sheets.pages, [WIDTH, HEIGHT]);
}

/** Draws a report on pages of A4. */
export function drawDocument(sheets: PageDrawing, document: InventedDocument): void {
  for (const block of document.blocks) {
    if (block.kind === "table") {
      drawTable(sheets, block);
      continue;
    }
    const lines = wrapped(block.text, WIDTH - 2 * MARGIN, false);
    for (const line of lines) {
      if (sheets.y + LEADING > FLOOR) sheets.break();
      sheets.y += LEADING;
      sheets.text(line, MARGIN, sheets.y);
    }
    sheets.y += 8;
  }
  sheets.break();
}

function drawTable(sheets: PageDrawing, table: InventedTable): void {
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const edges = [MARGIN];
  for (const weight of table.weights)
    edges.push((edges.at(-1) ?? 0) + (weight / total) * (WIDTH - 2 * MARGIN));
  const x = (index: number): number => edges[index] ?? WIDTH - MARGIN;
  const places = placed(table.rows).map((place) => {
    const { cell, column } = place;
    const width = x(column + cell.columnSpan) - x(column) - 6;
    const vertical = sheets.manner.verticalLabels && cell.rowSpan > 3 && cell.columnSpan === 1;
    return { ...place, lines: linesOf(cell, width, vertical) };
  });
  const heights = table.rows.map((_, row) => {
    const single = places.filter((place) => place.row === row && place.cell.rowSpan === 1);
    return 8 + LEADING * Math.max(1, ...single.map(({ lines }) => lines.length));
  });
  // A merged label that needs more room than its rows stretches the last of them.
  for (const { cell, row, lines } of places) {
    if (cell.rowSpan === 1) continue;
    const rows = heights.slice(row, row + cell.rowSpan);
    const missing = 8 + LEADING * lines.length - rows.reduce((sum, height) => sum + height, 0);
    const last = row + cell.rowSpan - 1;
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  const headerRows = table.rows.findIndex((cells) => !cells.some((cell) => cell.heads));
  let first = 0;
  while (first < table.rows.length) {
    const header = first > 0 && sheets.manner.repeatsHeader ? Math.max(0, headerRows) : 0;
    const shown = Array.from({ length: header }, (_, row) => row);
    let bottom = sheets.y + shown.reduce((sum, row) => sum + (heights[row] ?? 0), 0);
    let next = first;
    while (next < table.rows.length && bottom + (heights[next] ?? 0) <= FLOOR) {
      bottom += heights[next] ?? 0;
      shown.push(next);
      next += 1;
    }
    const cutsHeader = first === 0 && next < Math.max(1, headerRows + 1);
    if (cutsHeader && sheets.y > MARGIN) {
      sheets.break();
      continue;
    }
    drawRows(sheets, places, shown, heights, x, first);
    first = Math.max(next, first + 1);
    if (first < table.rows.length) sheets.break();
  }
  sheets.y += 12;
}

interface Placed {
  readonly cell: InventedTable["rows"][number][number];
  readonly row: number;
  readonly column: number;
  readonly lines: readonly (readonly Run[])[];
}

/** Draws the rows that fit on a page; a cell that began before goes on with what did not fit. */
function drawRows(
  sheets: PageDrawing,
  places: readonly Placed[],
  rows: readonly number[],
  heights: readonly number[],
  x: (index: number) => number,
  first: number,
): void {
  const tops = new Map<number, number>();
  let y = sheets.y;
  for (const row of rows) {
    tops.set(row, y);
    y += heights[row] ?? 0;
  }
  for (const { cell, row, column, lines } of places) {
    const covered = rows.filter((at) => at >= row && at < row + cell.rowSpan);
    const [firstRow] = covered;
    if (firstRow === undefined) continue;
    const top = tops.get(firstRow) ?? 0;
    const bottom = top + covered.reduce((sum, at) => sum + (heights[at] ?? 0), 0);
    const left = x(column);
    const right = x(column + cell.columnSpan);
    sheets.frame(left, top, right, bottom);
    const heightOf = (from: number, to: number): number =>
      heights.slice(from, to).reduce((sum, height) => sum + height, 0);
    const room = (height: number): number => Math.max(1, Math.floor((height - 6) / LEADING));
    const isFirstPart = firstRow === row;
    const shownBefore = isFirstPart || firstRow < first ? 0 : room(heightOf(row, first));
    const shown = lines.slice(shownBefore).slice(0, room(bottom - top));
    const start = (top + bottom) / 2 - (shown.length * LEADING) / 2;
    shown.forEach((line, index) => {
      const width = line.reduce((sum, run) => sum + runWidth(run), 0);
      let at = left + (right - left - width) / 2;
      for (const run of line) {
        sheets.text(run.text, at, start + (index + 1) * LEADING - 3, run.mark);
        at += runWidth(run);
      }
    });
  }
  sheets.y = y;
}

function runWidth({ text, mark }: Run): number {
  return widthOf(text) * sizeOf(mark);
}

/** The lines of a cell; stretches of other looks go to the next where they do not fit. */
function linesOf(cell: InventedCell, width: number, vertical: boolean): Run[][] {
  if (!cell.runs) return wrapped(cell.text, width, vertical).map((text) => [{ text }]);
  const lines: Run[][] = [[]];
  for (const run of cell.runs) {
    const last = lines.at(-1) ?? [];
    const taken = last.reduce((sum, other) => sum + runWidth(other), 0);
    if (last.length > 0 && taken + runWidth(run) > width) lines.push([run]);
    else last.push(run);
  }
  return lines;
}

function wrapped(text: string, width: number, vertical: boolean): string[] {
  if (vertical) return [...text];
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const piece of paragraph.match(/[\d.,]+|[\s\S]/gu) ?? []) {
      if (line !== "" && widthOf(line + piece) * SIZE > width) {
        lines.push(line);
        line = "";
      }
      line += piece;
    }
    lines.push(line);
  }
  return lines;
}
