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
export function splitSegments(line: TextLine): string[] {
  const segments: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { run, from, to } of line.pieces) {
    const gap = from - end;
    const last = segments.length - 1;
    if (last < 0 || gap > COLUMN_GAP * run.size) segments.push(run.text);
    else segments[last] += (gap > SPACE * run.size ? " " : "") + run.text;
    end = Math.max(end, to);
  }
  return segments;
}

/** The text of a line; a gap wider than a third of the type size is a space. */
function textOf(line: TextLine): string {
  return splitSegments(line).join(" ");
}

/** The text of a cell, a line each line; upright text first, turned text after it. */
export function textOfRuns(runs: readonly TextRun[]): string {
  return ([0, 1, 2, 3] as const)
    .flatMap((turn) => sortIntoLines(runs.filter((run) => run.turn === turn)).map(textOf))
    .join("\n");
}
