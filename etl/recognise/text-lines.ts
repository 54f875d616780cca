import type { CellLocation } from "#domain/report/printed-cell";
import type { Block, GridCell, ParagraphRole } from "../read/document";
import { isBlankText, isLikeFigure, isPageNumber } from "./printed-text";

/**
 * The prose of a document line by line: its paragraphs, and the rows of grids with a single text, since
 * some reports are one sheet.
 */
export function collectTextLines(blocks: readonly Block[]): TextLine[] {
  return blocks.flatMap((block): TextLine[] => {
    if (block.kind === "paragraph") {
      const { text, location, role } = block;
      return [{ text, location, ...(role && { role }) }];
    }
    return block.grid.slots.flatMap((slots, row) => {
      const printed = slots.filter(
        (cell, slot): cell is GridCell =>
          cell !== undefined && cell.row === row && cell.column === slot && !isBlankText(cell.text),
      );
      const [only] = printed;
      return printed.length === 1 && only && only.rowSpan === 1
        ? only.text.split("\n").map((text) => ({ text, location: only.location }))
        : [];
    });
  });
}

/** A line of a text without tables. */
export interface TextLine {
  readonly text: string;
  readonly location: CellLocation;
  readonly role?: ParagraphRole;
}

/** A cell of a table that was flattened to text, one cell a line. */
export interface Token {
  readonly kind: "words" | "figure" | "blank";
  readonly text: string;
  readonly location: CellLocation;
  /** Index of the row where the text still separates rows; 0 for all cells where it does not. */
  readonly row: number;
}

/** The cells of a flattened table, and whether its empty cells are visible. */
interface TextTokens {
  readonly tokens: readonly Token[];
  readonly blanksShow: boolean;
}

/** Least share of lines that begin with a tab for the tab to mark a cell. */
const TABBED_SHARE = 0.6;
const LEAST_ROWS = 4;

/**
 * Splits the lines of a flattened table into cells. Where tabs separate the cells of a line, a line is a
 * row and empty cells are visible. Where tabs begin the cells, a line without one continues the cell
 * before it and empty cells are visible. Otherwise each line is a cell and empty cells are lost.
 */
export function splitIntoTokens(lines: readonly TextLine[]): TextTokens {
  const printed = lines.filter((line) => !isBlankText(line.text));
  const tabbed = lines.filter((line) => line.text.startsWith("\t"));
  const known = new Set([...printed, ...tabbed]);
  const inRows = lines.filter((line) => hasSeveralCells(line.text));
  if (inRows.length >= LEAST_ROWS) return { tokens: splitRows(lines), blanksShow: true };
  if (tabbed.length >= 8 && tabbed.length >= known.size * TABBED_SHARE)
    return { tokens: splitTabbedLines(lines), blanksShow: true };
  const tokens = printed.filter((line) => !isPageNumber(line.text)).flatMap(splitWords);
  return { tokens, blanksShow: false };
}

function hasSeveralCells(text: string): boolean {
  return text.includes("\t") && text.split("\t").filter((cell) => !isBlankText(cell)).length > 1;
}

/** Splits a table whose rows are lines and whose cells are separated by tabs. */
function splitRows(lines: readonly TextLine[]): Token[] {
  const printed = lines.filter((line) => !isBlankText(line.text) && !isPageNumber(line.text));
  return dropStubs(
    printed.flatMap(({ text, location }, row) =>
      text.split("\t").map((cell) => ({ kind: kindOf(cell), text: cell, location, row })),
    ),
  );
}

function splitTabbedLines(lines: readonly TextLine[]): Token[] {
  const cells: { text: string; location: CellLocation; row: number }[] = [];
  let row = 0;
  let apart = false;
  for (const { text, location } of lines) {
    if (text.startsWith("\t")) {
      if (apart) row += 1;
      apart = false;
      for (const piece of text.slice(1).split("\t")) cells.push({ text: piece, location, row });
    } else if (isBlankText(text)) apart = true;
    else if (!isPageNumber(text)) {
      const cell = cells.at(-1);
      if (cell && isContinuation(cell.text, text)) cell.text += `\n${text}`;
      else cells.push({ text, location, row });
    }
  }
  return dropStubs(
    cells.map(({ text, location, row }) => ({ kind: kindOf(text), text, location, row })),
  );
}

/** Whether a line without a tab continues a cell; a number never continues a blank one. */
function isContinuation(cell: string, text: string): boolean {
  return !isLikeFigure(cell) && !(isBlankText(cell) && isLikeFigure(text));
}

/** Drops the empty cells before the last label of a row, which belong to merged cells. */
function dropStubs(tokens: readonly Token[]): Token[] {
  const lastWords = new Map<number, number>();
  tokens.forEach((token, i) => {
    if (token.kind === "words") lastWords.set(token.row, i);
  });
  return tokens.filter(
    (token, i) => token.kind !== "blank" || i > (lastWords.get(token.row) ?? -1),
  );
}

function kindOf(text: string): Token["kind"] {
  if (isBlankText(text)) return "blank";
  return isLikeFigure(text) ? "figure" : "words";
}

/** Splits a line into words and the figures after them; labels with spaces are joined later. */
function splitWords({ text, location }: TextLine): Token[] {
  const parts = text.split(/[\s\u00A0\u3000]+/).filter((part) => part !== "");
  const firstFigure = parts.findLastIndex((part) => !isLikeFigure(part)) + 1;
  const words = parts.slice(0, firstFigure);
  const figures = parts.slice(firstFigure);
  return [
    ...words.map((word) => ({ kind: "words" as const, text: word, location, row: 0 })),
    ...figures.map((figure) => ({ kind: "figure" as const, text: figure, location, row: 0 })),
  ];
}
