import * as Plot from "@observablehq/plot";
import type { Interval } from "#domain/statistics/wilson";

/** A figure of one year. */
export interface YearPoint {
  readonly year: number;
  /** Null where it is not known or cannot be calculated. */
  readonly value: number | null;
  readonly interval?: Interval | null;
  /** Shown on hover: what the figure is made of, or why it is missing. */
  readonly note?: string;
}

export type KnownPoint = YearPoint & { readonly value: number };

export function isKnown(point: YearPoint): point is KnownPoint {
  return point.value !== null && Number.isFinite(point.value);
}

/** Every year from the first to the last, so that a missing one is a gap and never a slope. */
export function everyYear<Point extends YearPoint>(
  points: readonly Point[],
  years: readonly number[],
): (Point | YearPoint)[] {
  return years.map((year) => points.find((point) => point.year === year) ?? { year, value: null });
}

/** The years from the first to the last that occur in any of some series. */
export function yearsOf(...series: readonly (readonly YearPoint[])[]): number[] {
  const years = series.flat().map((point) => point.year);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => first + i);
}

/** A line that stops where a year is missing. */
export function brokenLine(points: readonly YearPoint[], channels: Plot.LineOptions): Plot.Markish {
  return Plot.line(points, {
    x: "year",
    y: (point: YearPoint) => (isKnown(point) ? point.value : NaN),
    strokeWidth: 1.75,
    ...channels,
  });
}

/** A band of intervals that stops with the line; a year that stands alone gets a bar. */
export function intervalBand(points: readonly YearPoint[], colour: string): Plot.Markish[] {
  const lower = (point: YearPoint) => point.interval?.lower ?? NaN;
  const upper = (point: YearPoint) => point.interval?.upper ?? NaN;
  const has = (point: YearPoint | undefined) => Boolean(point?.interval);
  const alone = points.filter((p, i) => has(p) && !has(points[i - 1]) && !has(points[i + 1]));
  return [
    Plot.areaY(points, { x: "year", y1: lower, y2: upper, fill: colour }),
    Plot.ruleX(alone, { x: "year", y1: lower, y2: upper, stroke: colour, strokeWidth: 5 }),
  ];
}
