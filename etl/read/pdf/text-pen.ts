import type { PaintedAreas } from "./painted-areas";
import { IDENTITY, type Matrix, multiply, type TextRun, transformPoint } from "./geometry";

/** Widest gap between two characters of a run, as a share of the type size. */
const RUN_GAP = 0.15;
/** Two equal characters closer than this are one drawn twice (bold), as a share of the type size. */
const SAME_PLACE = 0.2;
/** Side of the squares of the index of placed characters, in points. */
const SQUARE = 8;

/** The text state that q and Q save and restore. */
export interface TextState {
  readonly size: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly isHidden: boolean;
  readonly isWhite: boolean;
  readonly unit: number;
}

export const INITIAL_TEXT: TextState = {
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  isHidden: false,
  isWhite: false,
  unit: 0.001,
};

export interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  /** Displacement and origin of a character set in vertical writing. */
  readonly vertical: readonly [number, number, number] | undefined;
}

interface RunDraft {
  text: string;
  readonly starts: number[];
  readonly isHidden: boolean;
  readonly isWhite: boolean;
  readonly order: number;
  readonly turn: TextRun["turn"];
  readonly size: number;
  readonly start: readonly [number, number];
  end: readonly [number, number];
}

/** Follows the text matrix and joins characters into runs. */
export class TextPen {
  hiddenCharacters = 0;
  /** Number of the operator that sets what follows. */
  order = 0;
  readonly #drafts: {
    readonly run: TextRun;
    readonly order: number;
    readonly isWhite: boolean;
  }[] = [];
  /** Where each character was set, by the square of the page. */
  readonly #seen = new Map<string, Map<number, [number, number][]>>();
  #matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;
  #draft: RunDraft | undefined;

  /** @param areas what is painted on the page; it is complete when the pen finishes */
  constructor(
    private readonly areas: PaintedAreas,
    private readonly page: number,
  ) {}

  /** All runs so far. */
  finish(): TextRun[] {
    this.#flush();
    return this.#drafts.map(({ run, order, isWhite }) =>
      this.areas.markRun(run, order, isWhite, this.page),
    );
  }

  begin(): void {
    this.setMatrix(IDENTITY);
  }

  setMatrix(matrix: Matrix): void {
    this.#matrix = matrix;
    this.#line = matrix;
  }

  move(x: number, y: number): void {
    this.setMatrix(multiply(this.#line, [1, 0, 0, 1, x, y]));
  }

  /** Moves along the writing direction, in text space. */
  advance(amount: number, vertical: boolean): void {
    this.#matrix = multiply(
      this.#matrix,
      vertical ? [1, 0, 0, 1, 0, amount] : [1, 0, 0, 1, amount, 0],
    );
  }

  /** Sets one character and moves past it. */
  set(glyph: Glyph, state: TextState, page: Matrix): void {
    const unit = state.size * state.unit;
    const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
    const toPage = multiply(page, this.#matrix);
    if (glyph.vertical) {
      const [down, originX, originY] = glyph.vertical;
      const left = -originX * unit;
      const base = state.rise - originY * unit;
      this.#place(glyph, state, toPage, [left, base], [left + glyph.width * unit, base]);
      this.advance(down * unit - spacing, true);
    } else {
      const width = glyph.width * unit * state.scale;
      this.#place(glyph, state, toPage, [0, state.rise], [width, state.rise]);
      this.advance(width + spacing * state.scale, false);
    }
  }

  #place(
    glyph: Glyph,
    state: TextState,
    toPage: Matrix,
    from: readonly [number, number],
    to: readonly [number, number],
  ): void {
    const text = glyph.unicode.replaceAll("\0", "");
    if (text.trim() === "") return;
    if (state.isHidden) this.hiddenCharacters += text.length;
    const size = Math.abs(state.size) * Math.hypot(toPage[2], toPage[3]);
    if (!(size > 0)) return;
    const start = transformPoint(toPage, from[0], from[1]);
    const end = transformPoint(toPage, to[0], to[1]);
    // So far away it is on no page, and whole numbers are too far apart to count squares by.
    if (![...start, ...end].every((at) => Math.abs(at) < FARTHEST)) return;
    const { isHidden, isWhite } = state;
    if (this.#isDrawnTwice(isHidden ? `${text}?` : text, start, size)) return;
    const turn = countQuarterTurns(toPage);
    const draft = this.#draft;
    const isSameLook = draft && draft.isHidden === isHidden && draft.isWhite === isWhite;
    if (isSameLook && isSameRun(draft, start, size, turn)) {
      addStarts(draft, text, start);
      draft.text += text;
      draft.end = end;
      return;
    }
    this.#flush();
    this.#draft = {
      text,
      starts: [],
      isHidden,
      isWhite,
      order: this.order,
      turn,
      size,
      start,
      end,
    };
    addStarts(this.#draft, text, start);
  }

  #isDrawnTwice(text: string, [x, y]: readonly [number, number], size: number): boolean {
    const reach = Math.min(SAME_PLACE * size, SQUARE / 2);
    let seen = this.#seen.get(text);
    if (!seen) this.#seen.set(text, (seen = new Map()));
    const [left, right] = [Math.floor((x - reach) / SQUARE), Math.floor((x + reach) / SQUARE)];
    const [top, bottom] = [Math.floor((y - reach) / SQUARE), Math.floor((y + reach) / SQUARE)];
    for (let column = left; column <= right; column += 1)
      for (let row = top; row <= bottom; row += 1)
        for (const [px, py] of seen.get(squareOf(column, row)) ?? [])
          if (Math.abs(px - x) < reach && Math.abs(py - y) < reach) return true;
    const square = squareOf(Math.floor(x / SQUARE), Math.floor(y / SQUARE));
    const positions = seen.get(square);
    if (positions) positions.push([x, y]);
    else seen.set(square, [[x, y]]);
    return false;
  }

  #flush(): void {
    const draft = this.#draft;
    if (!draft) return;
    this.#draft = undefined;
    const { text, starts, isHidden, isWhite, order, turn, size, start, end } = draft;
    const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2] as const;
    // The middle of the letters is about a third of their size above the baseline.
    const [upX, upY] = UP[turn];
    const run: TextRun = {
      text,
      turn,
      size,
      x: middle[0] + upX * size * 0.36,
      y: middle[1] + upY * size * 0.36,
      length: Math.hypot(end[0] - start[0], end[1] - start[1]),
      starts,
      ...(isHidden ? { mark: "hidden" } : {}),
    };
    this.#drafts.push({ run, order, isWhite });
  }
}

/** Points from the corner of a page within which anything may be on it: some 350 m. */
const FARTHEST = 1_000_000;

/** More columns than a page has; a square of another page so far away would only be looked at in vain. */
const COLUMNS = 1 << 16;

function squareOf(column: number, row: number): number {
  return row * COLUMNS + column;
}

function addStarts(draft: RunDraft, text: string, [x, y]: readonly [number, number]): void {
  const start = Math.hypot(x - draft.start[0], y - draft.start[1]);
  for (let index = 0; index < text.length; index += 1) draft.starts.push(start);
}

/** The direction from the baseline to the head of the letters, on a page whose y grows downwards. */
const UP = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** The writing direction on a page whose y grows downwards. */
export const ALONG = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

function countQuarterTurns([a, b]: Matrix): TextRun["turn"] {
  if (Math.abs(a) >= Math.abs(b)) return a >= 0 ? 0 : 2;
  return b >= 0 ? 1 : 3;
}

function isSameRun(
  draft: RunDraft,
  [x, y]: readonly [number, number],
  size: number,
  turn: TextRun["turn"],
): boolean {
  if (draft.turn !== turn || Math.abs(draft.size - size) > 0.2 * size) return false;
  const [alongX, alongY] = ALONG[turn];
  const [dx, dy] = [x - draft.end[0], y - draft.end[1]];
  const gap = dx * alongX + dy * alongY;
  const shift = Math.abs(dx * alongY - dy * alongX);
  return Math.abs(gap) <= RUN_GAP * size && shift <= RUN_GAP * size;
}
