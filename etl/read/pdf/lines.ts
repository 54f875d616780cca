import {
  joinMarkedTexts,
  type Mark,
  type MarkedText,
  type Run,
  toMarkedText,
} from "../marked-text";
import type { TextRun } from "./geometry";
import { ALONG } from "./text-pen";

/** Narrowest gap that is a space, as a share of the type size. */
const SPACE = 0.35;
/** Narrowest gap that separates two columns, in type sizes. */
const COLUMN_GAP = 1.2;

interface MeasuredRun {
  readonly run: TextRun;
  readonly from: number;
  readonly to: number;
  readonly down: number;
}

/** The runs of one line, in writing direction. */
export interface TextLine {
  readonly pieces: readonly MeasuredRun[];
  readonly down: number;
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

/** Sorts runs of one direction into lines. */
export function sortIntoLines(runs: readonly TextRun[]): TextLine[] {
  const placed = runs.map(measureRun).toSorted((a, b) => a.down - b.down);
  const lines: MeasuredRun[][] = [];
  for (const piece of placed) {
    const line = lines.at(-1);
    const first = line?.[0];
    const reach = first ? 0.45 * Math.max(first.run.size, piece.run.size) : 0;
    if (line && first && piece.down - first.down <= reach) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => {
    const pieces = line.toSorted((a, b) => a.from - b.from);
    return {
      pieces,
      down: pieces.reduce((sum, piece) => sum + piece.down, 0) / pieces.length,
      size: Math.max(...pieces.map((piece) => piece.run.size)),
      from: Math.min(...pieces.map((piece) => piece.from)),
      to: Math.max(...pieces.map((piece) => piece.to)),
    };
  });
}

function measureRun(run: TextRun): MeasuredRun {
  const [alongX, alongY] = ALONG[run.turn];
  const along = run.x * alongX + run.y * alongY;
  // Lines follow each other a quarter turn from the writing direction.
  const down = -run.x * alongY + run.y * alongX;
  return { run, from: along - run.length / 2, to: along + run.length / 2, down };
}

/** Splits a line at gaps wide enough to separate columns. */
export function splitSegments(line: TextLine): MarkedText[] {
  const segments: Run[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of line.pieces) {
    const { run, from, to } = piece;
    const gap = from - end;
    const last = segments.at(-1);
    const mark = run.mark ?? heightOf(piece, line);
    const own = mark ? { text: run.text, mark } : { text: run.text };
    if (!last || gap > COLUMN_GAP * run.size) segments.push([own]);
    else if (gap > SPACE * run.size) last.push({ text: " " }, own);
    else last.push(own);
    end = Math.max(end, to);
  }
  return segments.map(toMarkedText);
}

/** Largest size of a raised or lowered figure, as a share of the type size of its line. */
const SMALL = 0.8;
/** How far a small figure stands above or below the line, as a share of the line's type size. */
const LIFT = 0.1;
/** How far one of the line's own size does. */
const GREAT_LIFT = 0.22;
/** Largest size of a figure that stands on the line and is not the line's own. */
const TINY = 0.65;
/** Figures and the marks of notes; punctuation may be small and high by design. */
const RAISABLE = /^[\d①-⑳*＊[\]()（）〔〕注]+$/;

/** Whether a figure stands above or below its line, or is too small to belong to its neighbours. */
function heightOf({ run }: MeasuredRun, line: TextLine): Mark | undefined {
  if (run.turn !== 0 || line.pieces.length < 2 || !RAISABLE.test(run.text)) return undefined;
  // The longest of the line's largest runs stands on the line.
  const [main] = line.pieces
    .map((piece) => piece.run)
    .filter(({ size, mark }) => size > 0.95 * line.size && mark !== "hidden")
    .toSorted((a, b) => b.length - a.length);
  if (!main || main === run) return undefined;
  const lift = (baselineOf(main) - baselineOf(run)) / main.size;
  const isSmall = run.size <= SMALL * main.size;
  const least = isSmall ? LIFT : GREAT_LIFT;
  if (lift >= least) return "raised";
  if (lift <= -least) return "lowered";
  return run.size <= TINY * main.size ? "faint" : undefined;
}

/** The line on which upright letters stand, whose middle is about a third of their size above it. */
function baselineOf({ y, size }: TextRun): number {
  return y + 0.36 * size;
}

/** The text of a line; a gap wider than a third of the type size is a space. */
function contentOf(line: TextLine): MarkedText {
  return joinMarkedTexts(splitSegments(line), " ");
}

/** The content of a cell, a line each line; upright text first, turned text after it, hidden text last. */
export function contentOfRuns(runs: readonly TextRun[]): MarkedText {
  const seen = runs.filter(({ mark }) => mark !== "hidden");
  const shown = joinMarkedTexts(
    ([0, 1, 2, 3] as const).flatMap((turn) =>
      sortIntoLines(seen.filter((run) => run.turn === turn)).map(contentOf),
    ),
    "\n",
  );
  if (seen.length === runs.length) return shown;
  const hidden = runs
    .filter((run) => !seen.includes(run))
    .map(({ text }) => text)
    .join(" ");
  // A searchable layer repeats what is shown.
  if (hidden.replaceAll(/\s/g, "") === shown.text.replaceAll(/\s/g, "")) return shown;
  return toMarkedText([
    ...(shown.runs ?? [{ text: shown.text }]),
    { text: hidden, mark: "hidden" },
  ]);
}
