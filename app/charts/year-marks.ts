import * as Plot from "@observablehq/plot";
import { EDITION_FACTS } from "#domain/form/edition";
import { LAWS_IN_ORDER } from "#domain/laws/laws";
import { formatMark, yearsOfChange } from "#domain/laws/law";
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
  /** Where its dot leads: its printed cell. */
  readonly href?: string | undefined;
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
  yearsOfChange(law).map((year) => ({ year, words: formatMark(law, year) })),
);
export const BREAKS: readonly Break[] = [FORM_CHANGE, ...LAW_CHANGES];

/** The breaks that lie between the first and the last of some years. */
export function breaksWithin(breaks: readonly Break[], years: readonly number[]): Break[] {
  const first = Math.min(...years);
  const last = Math.max(...years);
  return breaks.filter(({ year }) => first < year && year <= last);
}

/** Height in pixels of a row of words over the rules. */
const WORDS_HEIGHT = 15;

/** Pixels that the words over the rules need above a chart. */
export function heightOfMarks(breaks: readonly Break[]): number {
  const rows = rowsOf(breaks);
  return rows.length === 0 ? 0 : 4 + WORDS_HEIGHT * (1 + Math.max(...rows));
}

/** The row of the words of each break, 0 the lowest: those of neighbouring years stand above one another. */
function rowsOf(breaks: readonly Break[]): number[] {
  const rows: number[] = [];
  breaks.forEach(({ year }, index) => {
    const before = breaks[index - 1];
    const isNear = before !== undefined && year - before.year <= 1;
    rows.push(isNear ? (rows[index - 1] ?? 0) + 1 : 0);
  });
  return rows;
}

/** A vertical rule before the year, with words above; words of the last years stand to the left of their rule. */
export function breakMarks(breaks: readonly Break[], years: readonly number[]): Plot.Markish[] {
  const x = ({ year }: Break): number => year - 0.5;
  const last = Math.max(...years);
  const rows = rowsOf(breaks);
  return [
    Plot.ruleX(breaks, { x, stroke: RULE_STRONG, strokeDasharray: "2,3" }),
    ...breaks.map((each, index) =>
      Plot.text([each], {
        x,
        text: "words",
        frameAnchor: "top",
        textAnchor: last - each.year < 2 ? "end" : "middle",
        dx: last - each.year < 2 ? 4 : 0,
        dy: -8 - WORDS_HEIGHT * (rows[index] ?? 0),
        ...QUIET,
      }),
    ),
  ];
}
