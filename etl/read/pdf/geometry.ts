import type { Mark } from "../marked-text";

/** A PDF transformation [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that applies `inner` first and `outer` after it. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * t + c * u + e,
    b * t + d * u + f,
  ];
}

/** Transforms a point. */
export function transformPoint(matrix: Matrix, x: number, y: number): [number, number] {
  const [a, b, c, d, e, f] = matrix;
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The first six numbers of a list; undefined when it has fewer. */
export function parseMatrix(value: unknown): Matrix | undefined {
  const list = parseNumbers(value);
  const [a, b, c, d, e, f] = list;
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (d === undefined || e === undefined || f === undefined) return undefined;
  return [a, b, c, d, e, f];
}

/** The numbers of an array or typed array; anything that is not a finite number becomes 0. */
export function parseNumbers(value: unknown): readonly number[] {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return [];
  return Array.from(value, (item: unknown) =>
    typeof item === "number" && Number.isFinite(item) ? item : 0,
  );
}

/** Text set without a gap, in points from the top left corner of the page. */
export interface TextRun {
  readonly text: string;
  /** Middle of the run. */
  readonly x: number;
  readonly y: number;
  /** Extent along the writing direction, and type size. */
  readonly length: number;
  readonly size: number;
  /** Quarter turns clockwise from ordinary horizontal writing; 0 for upright text. */
  readonly turn: 0 | 1 | 2 | 3;
  /** Where each of its characters begins, in points from the start of the run. */
  readonly starts: readonly number[];
  readonly mark?: Mark;
}

/** A ruling line, horizontal or vertical: `at` is its y or x, `from`-`to` its extent. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** The text and the ruling lines of a page. */
export interface PageContent extends Rules {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
  /** Number of characters in the text layer that are not drawn, as in a scan with OCR. */
  readonly hiddenCharacters: number;
}
