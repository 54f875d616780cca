import * as Plot from "@observablehq/plot";
import { EDITION_FACTS } from "#domain/form/edition";
import { LAWS_IN_ORDER, yearsOfChange } from "#domain/laws/laws";
import type { Interval } from "#domain/statistics/ratio";
import { QUIET } from "./frame";
import { RULE_STRONG } from "./palette";

/** A figure of one year. */
export interface YearPoint {
  readonly year: number;
  /** Null where it is not known or cannot be calculated. */
  readonly value: number | null;
  readonly interval?: Interval | null;
  /** Shown on hover: what the figure is made of, or why it is missing. */
  readonly note?: string;
}

type KnownPoint = YearPoint & { readonly value: number };

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

/** A change of rules between one year and the next, that makes figures jump without any body's doing. */
export interface Break {
  /** First year under the new rules; the mark stands before it. */
  readonly year: number;
  readonly words: string;
}

export const FORM_CHANGE: Break = { year: 2021, words: EDITION_FACTS[2021].name };
export const LAW_CHANGES: readonly Break[] = LAWS_IN_ORDER.flatMap((law) =>
  yearsOfChange(law).map((year) => ({ year, words: `${year}年${law.mark}` })),
);
export const BREAKS: readonly Break[] = [FORM_CHANGE, ...LAW_CHANGES];

/** The breaks that lie between the first and the last of some years. */
export function breaksWithin(breaks: readonly Break[], years: readonly number[]): Break[] {
  const first = Math.min(...years);
  const last = Math.max(...years);
  return breaks.filter(({ year }) => first < year && year <= last);
}

/** A vertical rule before the year, with words above. */
export function breakMarks(breaks: readonly Break[]): Plot.Markish[] {
  const x = ({ year }: Break): number => year - 0.5;
  return [
    Plot.ruleX(breaks, { x, stroke: RULE_STRONG, strokeDasharray: "2,3" }),
    Plot.text(breaks, { x, text: "words", frameAnchor: "top", dy: -10, ...QUIET }),
  ];
}
