import * as Plot from "@observablehq/plot";
import { formatted, NOT_CALCULABLE, percent } from "../domain/indicators/format";
import { bodyInWords, isRated, reasonOf, type BodyRate, type RatedBody } from "./body-rate";
import {
  axisPercent,
  emptyChart,
  FONT,
  frame,
  GRID,
  isNarrow,
  PLAIN,
  QUIET,
  shareScale,
  ticks,
  type Size,
} from "./frame";
import { legend } from "./legend";
import { ACCENT, INK_2, RANGE, RULE_STRONG } from "./palette";
import { textWidth, wrapped } from "./text-width";
import { verdictDots, verdictLegend } from "./verdict-dots";

export interface RankedDotsOptions extends Size {
  /** Ratio of sums of the whole group; null when nothing was counted. */
  readonly groupRate: number | null;
}

const ROW = 20;

/**
 * Bodies from the highest rate down: dot, 95% interval, rate and n. The line is the group's rate.
 * A body without a rate stands at the foot with “—” and the reason, never at 0.
 */
export function rankedDots(
  bodies: readonly BodyRate[],
  { groupRate, ...size }: RankedDotsOptions,
): Plot.PlotOptions {
  if (bodies.length === 0) return emptyChart(size);
  const rated = bodies.filter(isRated).sort((a, b) => b.rate - a.rate);
  const unrated = bodies.filter((body) => !isRated(body));
  const nameWidth = isNarrow(size) ? 84 : 156;
  let next = 0;
  const lined = <Body extends BodyRate>(body: Body) => {
    const label = wrapped(body.name, FONT, nameWidth);
    const lines = label.split("\n").length;
    const index = next + (lines - 1) * 0.35;
    next += 1 + (lines - 1) * 0.7;
    return { ...body, label, index };
  };
  const rows = rated.map((body) => ({ ...lined(body), words: bodyInWords(body) }));
  const foot = unrated.length > 0 && rated.length > 0 ? next : null;
  if (foot !== null) next += 0.6;
  const blanks = unrated.map(lined);
  const all = [...rows, ...blanks];

  const key = legend(verdictLegend(rated), size);
  const margins = {
    marginTop: key.height + 38,
    marginRight: isNarrow(size) ? 88 : 128,
    marginBottom: 6,
    marginLeft: 12 + Math.max(0, ...all.map((row) => textWidth(row.label, FONT))),
  };
  const height = margins.marginTop + margins.marginBottom + next * ROW;
  const most = Math.min(1, Math.max(groupRate ?? 0, ...rated.map(reach)) * 1.02);
  const right = { frameAnchor: "right", textAnchor: "end", dx: margins.marginRight } as const;
  const rateColumn = { ...right, dx: margins.marginRight - (isNarrow(size) ? 44 : 62) };

  return {
    ...frame({ ...size, height, ...margins }),
    x: shareScale(most),
    y: {
      axis: null,
      type: "linear",
      domain: [-0.5, next - 0.5],
      range: [margins.marginTop, height - margins.marginBottom],
    },
    marks: [
      key.marks(margins),
      Plot.ruleX(ticks(0, most, isNarrow(size) ? 3 : 8), {
        ...GRID,
        y1: -0.5,
        y2: (foot ?? next) - 0.5,
      }),
      Plot.axisX(ticks(0, most, isNarrow(size) ? 3 : 8), {
        anchor: "top",
        tickSize: 0,
        label: null,
        tickFormat: axisPercent,
        ...QUIET,
      }),
      Plot.text(["比率"], { ...rateColumn, ...QUIET, frameAnchor: "top-right", dy: -16 }),
      Plot.text(["n"], { ...right, ...QUIET, frameAnchor: "top-right", dy: -16 }),
      Plot.ruleY(foot === null ? [] : [foot - 0.2], { stroke: RULE_STRONG }),
      groupLine(groupRate, (foot ?? next) - 0.5),
      Plot.ruleY(
        rows.filter((row) => row.interval),
        {
          y: "index",
          x1: (row: RatedBody) => row.interval?.lower,
          x2: (row: RatedBody) => row.interval?.upper,
          stroke: RANGE,
          strokeWidth: 5,
        },
      ),
      verdictDots(rows, { x: "rate", y: "index", title: "words", href: "href" }),
      names(
        all.filter((row) => !row.chosen),
        margins.marginLeft,
      ),
      names(
        all.filter((row) => row.chosen),
        margins.marginLeft,
        { fill: ACCENT, fontWeight: 700 },
      ),
      Plot.text(rows, {
        y: "index",
        text: (row: RatedBody) => percent(row.rate),
        ...rateColumn,
        ...PLAIN,
      }),
      Plot.text(rows, {
        y: "index",
        text: (row: RatedBody) => formatted(row.denominator, "count"),
        ...right,
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(blanks, { y: "index", text: () => NOT_CALCULABLE, ...rateColumn, ...PLAIN }),
      Plot.text(blanks, {
        y: "index",
        text: (row: BodyRate) => formatted(row.denominator, "count"),
        ...right,
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(blanks, {
        y: "index",
        text: reasonOf,
        frameAnchor: "left",
        textAnchor: "start",
        ...QUIET,
      }),
    ],
  };
}

/** How far to the right a body's marks go. */
function reach(body: RatedBody): number {
  return Math.max(body.rate, body.interval?.upper ?? 0);
}

function groupLine(groupRate: number | null, foot: number): Plot.Markish[] {
  if (groupRate === null) return [];
  return [
    Plot.ruleX([groupRate], { y1: -0.5, y2: foot, stroke: INK_2, strokeDasharray: "4,3" }),
    Plot.text([`全组 ${percent(groupRate)}`], {
      x: groupRate,
      frameAnchor: "top",
      dy: -35,
      ...QUIET,
      fontWeight: 700,
    }),
  ];
}

function names(
  rows: readonly { readonly href?: string }[],
  marginLeft: number,
  look: Plot.TextOptions = {},
): Plot.Markish {
  return Plot.text(rows, {
    y: "index",
    text: "label",
    href: "href",
    frameAnchor: "left",
    textAnchor: "start",
    dx: -marginLeft,
    ...PLAIN,
    ...look,
  });
}
