import type { TextRun } from "./geometry";

/** A box that is filled, in points from the top left corner of the page. */
interface PaintedArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly isWhite: boolean;
  /** When it was painted, as a number of the page's operators. */
  readonly order: number;
}

/** Thinner boxes are lines. */
const THINNEST = 3;
/** More boxes than this are a picture drawn of boxes. */
const MOST_AREAS = 2_000;
/** Largest share of the page that a white box may have to cover text: larger ones are its ground. */
const LARGEST_COVER = 0.2;

/** The filled boxes of a page, on which white text is seen and under which text is not. */
export class PaintedAreas {
  readonly #areas: PaintedArea[] = [];

  add(points: readonly (readonly [number, number])[], isWhite: boolean, order: number): void {
    if (this.#areas.length >= MOST_AREAS) return;
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    if (right - left > THINNEST && bottom - top > THINNEST)
      this.#areas.push({ left, right, top, bottom, isWhite, order });
  }

  /** The run with its mark: hidden under a white box, or faint where it is white on nothing dark. */
  markRun(run: TextRun, order: number, isWhite: boolean, page: number): TextRun {
    if (run.mark || !/\d/.test(run.text)) return run;
    const around = this.#areas.filter((area) => isWithin(run, area));
    const isCovered = around.some(
      (area) => area.isWhite && area.order > order && sizeOf(area) < LARGEST_COVER * page,
    );
    if (isCovered) return { ...run, mark: "hidden" };
    if (!isWhite) return run;
    const ground = around.filter((area) => area.order < order).at(-1);
    return ground && !ground.isWhite ? run : { ...run, mark: "hidden" };
  }
}

function sizeOf({ left, right, top, bottom }: PaintedArea): number {
  return (right - left) * (bottom - top);
}

function isWithin(run: TextRun, area: PaintedArea): boolean {
  const half = (run.turn % 2 === 0 ? run.length : run.size) / 2;
  return (
    run.x - half >= area.left - 1 &&
    run.x + half <= area.right + 1 &&
    run.y >= area.top &&
    run.y <= area.bottom
  );
}
