import { apply, type Matrix, numbersOf } from "./matrix";
import type { Rule, Rules } from "./marks";

/** Thickest filled box that still counts as a ruling line, in points. */
const THICKEST = 3;
const SHORTEST = 2;

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

type Point = readonly [number, number];

/** Collects the horizontal and vertical lines that paths and thin boxes draw. */
export class RulePen implements Rules {
  readonly horizontal: Rule[] = [];
  readonly vertical: Rule[] = [];

  /** A stroked line between two points of the page. */
  line([x0, y0]: Point, [x1, y1]: Point): void {
    const width = Math.abs(x1 - x0);
    const height = Math.abs(y1 - y0);
    if (height <= 1 && width >= SHORTEST)
      this.horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (width <= 1 && height >= SHORTEST)
      this.vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  }

  /** A filled box: a line when it is thin. */
  box(points: readonly Point[]): void {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const width = right - left;
    const height = bottom - top;
    if (height <= THICKEST && width > THICKEST)
      this.horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
    else if (width <= THICKEST && height > THICKEST)
      this.vertical.push({ at: (left + right) / 2, from: top, to: bottom });
  }

  /** A path as pdf.js encodes it, stroked or filled under a transformation. */
  path(data: unknown, matrix: Matrix, paint: { stroked: boolean; filled: boolean }): void {
    for (const outline of outlinesOf(numbersOf(data), matrix)) {
      if (paint.filled && outline.length >= 3 && outline.length <= 6) this.box(outline);
      if (!paint.stroked) continue;
      outline.forEach((point, index) => {
        const before = outline[index - 1];
        if (before) this.line(before, point);
      });
    }
  }
}

/** The straight-edged outlines of a path; a curve ends the straight part. */
function outlinesOf(data: readonly number[], matrix: Matrix): Point[][] {
  const outlines: Point[][] = [];
  let current: Point[] = [];
  const start = (x: number, y: number): void => {
    current = [apply(matrix, x, y)];
    outlines.push(current);
  };
  let index = 0;
  while (index < data.length) {
    const at = (offset: number): number => data[index + offset] ?? 0;
    const operation = data[index];
    if (operation === MOVE) {
      start(at(1), at(2));
      index += 3;
    } else if (operation === LINE) {
      current.push(apply(matrix, at(1), at(2)));
      index += 3;
    } else if (operation === CURVE) {
      start(at(5), at(6));
      index += 7;
    } else if (operation === QUADRATIC) {
      start(at(3), at(4));
      index += 5;
    } else if (operation === CLOSE) {
      const first = current[0];
      if (first) current.push(first);
      index += 1;
    } else return outlines;
  }
  return outlines;
}
