import { measureText } from "./text-layout";

/** A point to be named, in pixels. */
interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Whether below the dot is the first choice, as for a point under its limits. */
  readonly below?: boolean;
}

/** Where a name is written, in pixels. */
export interface LabelPosition {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface PlacementOptions {
  readonly bounds: Box;
  /** Dots that no name may cover. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly fontSize: number;
  readonly radius?: number;
}

/**
 * Names for points, the most important first: each takes the first free place around its dot (right,
 * left, above, below, corners) and is left out where all are taken. No two names overlap.
 */
export function placeLabels<Point extends LabelledPoint>(
  wanted: readonly Point[],
  { bounds, dots, fontSize, radius = 5 }: PlacementOptions,
): { readonly point: Point; readonly place: LabelPosition }[] {
  const taken: Box[] = [];
  return wanted.flatMap((point) => {
    for (const place of positionsAround(point, radius, fontSize)) {
      const box = boxOf(point.text, place, fontSize);
      const free =
        isInside(box, bounds) &&
        !taken.some((other) => isOverlapping(box, other)) &&
        !dots.some((dot) => isOverlapping(box, boxAround(dot, radius)));
      if (free) {
        taken.push(box);
        return [{ point, place }];
      }
    }
    return [];
  });
}

function positionsAround(
  { x, y, below }: LabelledPoint,
  radius: number,
  fontSize: number,
): LabelPosition[] {
  const gap = radius + 3;
  const rise = radius + fontSize * 0.7;
  const under: LabelPosition = { x, y: y + rise, anchor: "middle" };
  return [
    ...(below ? [under] : []),
    { x: x + gap, y, anchor: "start" },
    { x: x - gap, y, anchor: "end" },
    { x, y: y - rise, anchor: "middle" },
    under,
    { x: x + radius, y: y - rise, anchor: "start" },
    { x: x - radius, y: y - rise, anchor: "end" },
    { x: x + radius, y: y + rise, anchor: "start" },
    { x: x - radius, y: y + rise, anchor: "end" },
  ];
}

/** The box that a name fills at a position. */
export function boxOf(text: string, { x, y, anchor }: LabelPosition, fontSize: number): Box {
  const width = measureText(text, fontSize);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - fontSize * 0.62, bottom: y + fontSize * 0.62 };
}

export function isOverlapping(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(box: Box, bounds: Box): boolean {
  return (
    box.left >= bounds.left &&
    box.right <= bounds.right &&
    box.top >= bounds.top &&
    box.bottom <= bounds.bottom
  );
}

function boxAround({ x, y }: { readonly x: number; readonly y: number }, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/** Heights of lines of text in one column, moved apart to at least a distance, order kept. */
export function spreadOut(heights: readonly number[], distance: number, most: number): number[] {
  const order = heights
    .map((height, index) => ({ height, index }))
    .sort((a, b) => a.height - b.height);
  let previous = Number.NEGATIVE_INFINITY;
  const moved = order.map(({ height, index }) => {
    previous = Math.max(height, previous + distance);
    return { height: previous, index };
  });
  let next = most + distance;
  for (const line of moved.toReversed()) {
    line.height = Math.min(line.height, next - distance);
    next = line.height;
  }
  return moved.sort((a, b) => a.index - b.index).map((line) => line.height);
}
