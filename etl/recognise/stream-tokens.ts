import type { Place } from "#domain/report/printed-cell";
import { isBlankText, isLikeFigure } from "./figure-text";
import { isPageMark } from "./page-mark";

/** A line of a text without tables. */
export interface TextLine {
  readonly text: string;
  readonly where: Place;
}

/** A cell of a table that was flattened to text, one cell a line. */
export interface Token {
  readonly kind: "words" | "figure" | "blank";
  readonly text: string;
  readonly where: Place;
  /** Counts the rows that the text still shows apart; all cells share one where it shows none. */
  readonly row: number;
}

/** The cells of a flattened table, and whether one that is empty left something to see. */
export interface StreamCells {
  readonly tokens: readonly Token[];
  readonly blanksShow: boolean;
}

/** Share of the lines that must begin with a tab for the tab to mean a cell. */
const MOSTLY = 0.6;
const SEVERAL_CELLS = /[^\s][^\t]*\t+[^\t]*[^\s]/;
const LEAST_ROWS = 4;

/**
 * The cells of a flattened table. Where tabs stand between the cells of a line, a line is a row and
 * an empty cell is seen. Where tabs begin the cells, a line without one continues the cell
 * before it and an empty cell is seen; else each line is a cell and empty cells are lost.
 */
export function streamCells(lines: readonly TextLine[]): StreamCells {
  const printed = lines.filter((line) => !isBlankText(line.text));
  const tabbed = lines.filter((line) => line.text.startsWith("\t"));
  const known = new Set([...printed, ...tabbed]);
  const inRows = lines.filter((line) => SEVERAL_CELLS.test(line.text));
  if (inRows.length >= LEAST_ROWS) return { tokens: rowTokens(lines), blanksShow: true };
  if (tabbed.length >= 8 && tabbed.length >= known.size * MOSTLY)
    return { tokens: tabbedTokens(lines), blanksShow: true };
  const tokens = printed.filter((line) => !isPageMark(line.text)).flatMap(pieces);
  return { tokens, blanksShow: false };
}

/** Of a table whose rows are lines and whose cells are apart by tabs. */
function rowTokens(lines: readonly TextLine[]): Token[] {
  const printed = lines.filter((line) => !isBlankText(line.text) && !isPageMark(line.text));
  return withoutStubs(
    printed.flatMap(({ text, where }, row) =>
      text.split("\t").map((cell) => ({ kind: kindOf(cell), text: cell, where, row })),
    ),
  );
}

function tabbedTokens(lines: readonly TextLine[]): Token[] {
  const cells: { text: string; where: Place; row: number }[] = [];
  let row = 0;
  let apart = false;
  for (const { text, where } of lines) {
    if (text.startsWith("\t")) {
      if (apart) row += 1;
      apart = false;
      for (const piece of text.slice(1).split("\t")) cells.push({ text: piece, where, row });
    } else if (isBlankText(text)) apart = true;
    else if (!isPageMark(text)) {
      const cell = cells.at(-1);
      if (cell && continues(cell.text, text)) cell.text += `\n${text}`;
      else cells.push({ text, where, row });
    }
  }
  return withoutStubs(
    cells.map(({ text, where, row }) => ({ kind: kindOf(text), text, where, row })),
  );
}

/** Whether a line without a tab goes on with a cell; no number fills a blank one. */
function continues(cell: string, text: string): boolean {
  return !isLikeFigure(cell) && !(isBlankText(cell) && isLikeFigure(text));
}

/** Drops the empty cells before the last label of a row, where merged cells reach over it. */
function withoutStubs(tokens: readonly Token[]): Token[] {
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

/** The words of a line and the figures behind them; labels with spaces inside are joined later. */
function pieces({ text, where }: TextLine): Token[] {
  const parts = text.split(/[\s\u00A0\u3000]+/).filter((part) => part !== "");
  const firstFigure = parts.findIndex((_, i) => parts.slice(i).every(isLikeFigure));
  const words = firstFigure < 0 ? parts : parts.slice(0, firstFigure);
  const figures = firstFigure < 0 ? [] : parts.slice(firstFigure);
  return [
    ...words.map((word) => ({ kind: "words" as const, text: word, where, row: 0 })),
    ...figures.map((figure) => ({ kind: "figure" as const, text: figure, where, row: 0 })),
  ];
}
