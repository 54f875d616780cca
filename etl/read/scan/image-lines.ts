import type { Rule, Rules } from "../pdf/geometry";
import type { GrayImage, Region } from "./gray-image";

/** Dots an inch at which pages are looked at; every length in pixels here is one at this density. */
export const DENSITY = 200;
/** Points of a pixel. */
export const PIXEL = 72 / DENSITY;

/** Shortest ruling lines: longer than any stroke of a letter, shorter than any side of a cell. */
const SHORTEST_ACROSS = 60;
const SHORTEST_DOWN = 45;

/** The ruling lines of a level page, in points: long runs of ink in a row or column of pixels. */
export function findRules(image: GrayImage, ink: number): Rules {
  const { width, height, shades } = image;
  const isInk = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && (shades[y * width + x] ?? ink) < ink;
  // A line that is not quite level goes on in the row beside it.
  const horizontal = runsOf(height, width, SHORTEST_ACROSS, (y, x) =>
    [y, y - 1, y + 1].some((row) => isInk(x, row)),
  );
  const vertical = runsOf(width, height, SHORTEST_DOWN, (x, y) =>
    [x, x - 1, x + 1].some((column) => isInk(column, y)),
  );
  return { horizontal, vertical };
}

function runsOf(
  lines: number,
  length: number,
  shortest: number,
  isInk: (line: number, at: number) => boolean,
): Rule[] {
  const rules: Rule[] = [];
  for (let line = 0; line < lines; line += 1) {
    let start = -1;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && isInk(line, at)) {
        if (start === -1) start = at;
      } else if (start !== -1) {
        if (at - start >= shortest)
          rules.push({ at: (line + 0.5) * PIXEL, from: start * PIXEL, to: at * PIXEL });
        start = -1;
      }
    }
  }
  return rules;
}

/** Fewest pixels of ink in a row or column of pixels that are no speck. */
const FEWEST_INK = 2;
/** Lowest line of text; a dash and 一 are as high as their stroke. */
const LOWEST_TEXT = 3;
/** Widest gap between the strokes of one letter, above which a line of text ends. */
const WIDEST_GAP = 5;

/** The lines of text in a part of a page, from top to bottom, without what lies in other parts. */
export function findTextLines(
  image: GrayImage,
  ink: number,
  region: Region,
  others: readonly Region[] = [],
): Region[] {
  const { width, shades } = image;
  const isInk = (x: number, y: number): boolean =>
    (shades[y * width + x] ?? ink) < ink &&
    !others.some(
      ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
    );
  const count = (from: number, to: number, isAt: (at: number) => boolean): number => {
    let counted = 0;
    for (let at = from; at < to; at += 1) if (isAt(at)) counted += 1;
    return counted;
  };
  const bands: { top: number; bottom: number }[] = [];
  for (let y = region.top; y < region.bottom; y += 1) {
    if (count(region.left, region.right, (x) => isInk(x, y)) < FEWEST_INK) continue;
    const last = bands.at(-1);
    if (last && y - last.bottom <= WIDEST_GAP) last.bottom = y + 1;
    else bands.push({ top: y, bottom: y + 1 });
  }
  return bands.flatMap(({ top, bottom }) => {
    if (bottom - top < LOWEST_TEXT) return [];
    const columns: number[] = [];
    for (let x = region.left; x < region.right; x += 1)
      if (count(top, bottom, (y) => isInk(x, y)) >= FEWEST_INK) columns.push(x);
    const [left] = columns;
    const right = columns.at(-1);
    return left === undefined || right === undefined
      ? []
      : [{ left, right: right + 1, top, bottom }];
  });
}
