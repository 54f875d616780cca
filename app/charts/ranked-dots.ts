import * as Plot from "@observablehq/plot";
import type { ConcernSide } from "#domain/indicators/indicator";
import { formatPercent, formatValue, NOT_CALCULABLE } from "#domain/indicators/number-format";
import { type BodyRate, formatBody, isRated, type RatedBody, reasonOf } from "./body-rate";
import {
  emptyChart,
  FONT,
  formatAxisPercent,
  frame,
  GRID,
  isNarrow,
  largestText,
  PLAIN,
  QUIET,
  rowScale,
  shareScale,
  type Size,
  ticks,
} from "./frame";
import { layOutLegend, verdictDots, verdictLegend } from "./legend";
import { ACCENT, INK_2, RANGE, RULE_STRONG } from "./palette";
import { measureText, wrapText } from "./text-layout";

interface RankedDotsOptions extends Size {
  /** Ratio of sums of the whole group; null when nothing was counted. */
  readonly groupRate: number | null;
  /** Whose rate that is: 全省. */
  readonly groupName?: string;
  /** Which side of the others is drawn as a concern. */
  readonly concern?: ConcernSide | undefined;
}

const ROW = 20;

/**
 * Bodies from the highest rate down: dot, 95% interval, rate and n. The line is the group's rate.
 * Bodies without a rate follow at the foot with “—” and the reason, never at 0.
 */
export function plotRankedDots(
  bodies: readonly BodyRate[],
  { groupRate, groupName = "比较组", concern, ...size }: RankedDotsOptions,
): Plot.PlotOptions {
  if (bodies.length === 0) return emptyChart(size);
  const narrow = isNarrow(size);
  const { rated, unrated, omitted, foot, length } = rankBodies(bodies, narrow ? 84 : 156);
  const all: readonly RankedRow[] = [...rated, ...unrated];
  const key = layOutLegend(verdictLegend(rated, concern), size);
  const margins = {
    marginTop: key.height + 38,
    marginRight: narrow ? 88 : 128,
    marginBottom: 6,
    marginLeft: 12 + Math.max(...all.map((row) => measureText(row.label, largestText(size)))),
  };
  const height = margins.marginTop + margins.marginBottom + length * ROW;
  const most = Math.max(groupRate ?? 0, ...rated.map(reachOf)) * 1.02;
  const marks = ticks(0, most, narrow ? 3 : 8);
  const nColumn = { frameAnchor: "right", textAnchor: "end", dx: margins.marginRight } as const;
  const rateColumn = { ...nColumn, dx: margins.marginRight - (narrow ? 44 : 62) };
  const head = { ...QUIET, frameAnchor: "top-right", dy: -16 } as const;

  return {
    ...frame({ ...size, height, ...margins }),
    x: shareScale(most),
    y: rowScale(length, height, margins),
    marks: [
      key.marks(margins),
      Plot.ruleX(marks, { ...GRID, y1: -0.5, y2: foot - 0.5 }),
      Plot.axisX(marks, {
        anchor: "top",
        tickSize: 0,
        label: null,
        tickFormat: formatAxisPercent,
        ...QUIET,
      }),
      Plot.text(["比率"], { ...rateColumn, ...head }),
      Plot.text(["n"], { ...nColumn, ...head }),
      unrated.length > 0 && rated.length > 0
        ? Plot.ruleY([foot - 0.2], { stroke: RULE_STRONG })
        : null,
      groupLine(groupRate, groupName, foot - 0.5),
      Plot.ruleY(
        rated.filter((row) => row.interval),
        {
          y: "index",
          x1: (row: RatedBody) => row.interval?.lower,
          x2: (row: RatedBody) => row.interval?.upper,
          stroke: RANGE,
          strokeWidth: 5,
        },
      ),
      verdictDots(rated, { x: "rate", y: "index", title: "words", href: "href" }, concern),
      names(
        all.filter((row) => !row.body.chosen),
        margins.marginLeft,
        {},
      ),
      names(
        all.filter((row) => row.body.chosen),
        margins.marginLeft,
        { fill: ACCENT, fontWeight: 700 },
      ),
      Plot.text(rated, {
        y: "index",
        text: (row: RatedRow) => formatPercent(row.rate),
        ...rateColumn,
        ...PLAIN,
      }),
      Plot.text(unrated, { y: "index", text: () => NOT_CALCULABLE, ...rateColumn, ...PLAIN }),
      Plot.text(all, {
        y: "index",
        text: ({ body }: RankedRow) => formatValue(body.denominator, "count"),
        ...nColumn,
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(unrated, {
        y: "index",
        text: ({ body }: RankedRow) => reasonOf(body),
        frameAnchor: "left",
        textAnchor: "start",
        ...QUIET,
      }),
      omitted
        ? Plot.text([`其余${formatValue(omitted.count, "count")}个见下表`], {
            y: [omitted.index],
            frameAnchor: "left",
            textAnchor: "start",
            dx: -margins.marginLeft,
            ...QUIET,
          })
        : null,
    ],
  };
}

/** How far to the right a body's marks go. */
function reachOf(body: RatedBody): number {
  return Math.max(body.rate, body.interval?.upper ?? 0);
}

function groupLine(groupRate: number | null, groupName: string, foot: number): Plot.Markish[] {
  if (groupRate === null) return [];
  const words = `${groupName} ${formatPercent(groupRate)}`;
  return [
    Plot.ruleX([groupRate], { y1: -0.5, y2: foot, stroke: INK_2, strokeDasharray: "4,3" }),
    Plot.text([words], { x: groupRate, frameAnchor: "top", dy: -35, ...QUIET, fontWeight: 700 }),
  ];
}

function names(
  rows: readonly RankedRow[],
  marginLeft: number,
  look: Plot.TextOptions,
): Plot.Markish {
  return Plot.text(rows, {
    y: "index",
    text: "label",
    href: ({ body }: RankedRow) => body.href,
    frameAnchor: "left",
    textAnchor: "start",
    dx: -marginLeft,
    ...PLAIN,
    ...look,
  });
}

/** A body and its height in the list, in rows from the top. */
interface RankedRow<Body extends BodyRate = BodyRate> {
  readonly body: Body;
  readonly label: string;
  readonly index: number;
}

type RatedRow = RankedRow<RatedBody> & RatedBody & { readonly words: string };

interface RankedRows {
  readonly rated: readonly RatedRow[];
  /** Bodies without a rate, at the foot. */
  readonly unrated: readonly RankedRow[];
  /** Where ranks were left out of a list too long to look at, and how many. */
  readonly omitted: { readonly index: number; readonly count: number } | null;
  /** Where the bodies without a rate begin. */
  readonly foot: number;
  readonly length: number;
}

/** A list longer than this shows its two ends and the chosen bodies; the table has them all. */
const LONGEST = 200;
const FIRST = 120;
const LAST = 60;

/** Bodies from the highest rate down, each with its height; names of two lines get more room. */
function rankBodies(bodies: readonly BodyRate[], nameWidth: number): RankedRows {
  const ranked = bodies.filter(isRated).toSorted((a, b) => b.rate - a.rate);
  const long = ranked.length > LONGEST;
  const head = long ? ranked.slice(0, FIRST) : ranked;
  const middle = long ? ranked.slice(FIRST, -LAST) : [];
  const tail = long ? ranked.slice(-LAST) : [];
  const kept = middle.filter((body) => body.chosen);

  let next = 0;
  const row = <Body extends BodyRate>(body: Body): RankedRow<Body> => {
    const label = wrapText(body.name, FONT, nameWidth);
    const extra = (label.split("\n").length - 1) * 0.7;
    const index = next + extra / 2;
    next += 1 + extra;
    return { body, label, index };
  };
  const rated = (body: RatedBody): RatedRow => ({
    ...body,
    ...row(body),
    words: formatBody(body),
  });

  const upper = [...head, ...kept].map(rated);
  const omitted = long ? { index: next++, count: middle.length - kept.length } : null;
  const lower = tail.map(rated);
  const foot = next;
  const rest = bodies.filter((body) => !isRated(body));
  if (rest.length > 0 && foot > 0) next += 0.6;
  return { rated: [...upper, ...lower], unrated: rest.map(row), omitted, foot, length: next };
}
