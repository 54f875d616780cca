import * as Plot from "@observablehq/plot";
import { formatted, NOT_CALCULABLE, percent } from "#domain/indicators/format";
import { reasonOf, type BodyRate, type RatedBody } from "./body-rate";
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
import { rankedRows, type RatedRow, type Row } from "./ranked-rows";
import { textWidth } from "./text-width";
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
  const narrow = isNarrow(size);
  const { rated, unrated, omitted, foot, length } = rankedRows(bodies, narrow ? 84 : 156);
  const all: readonly Row[] = [...rated, ...unrated];
  const key = legend(verdictLegend(rated), size);
  const margins = {
    marginTop: key.height + 38,
    marginRight: narrow ? 88 : 128,
    marginBottom: 6,
    marginLeft: 12 + Math.max(...all.map((row) => textWidth(row.label, FONT))),
  };
  const height = margins.marginTop + margins.marginBottom + length * ROW;
  const most = Math.min(1, Math.max(groupRate ?? 0, ...rated.map(reach)) * 1.02);
  const marks = ticks(0, most, narrow ? 3 : 8);
  const nColumn = { frameAnchor: "right", textAnchor: "end", dx: margins.marginRight } as const;
  const rateColumn = { ...nColumn, dx: margins.marginRight - (narrow ? 44 : 62) };
  const head = { ...QUIET, frameAnchor: "top-right", dy: -16 } as const;

  return {
    ...frame({ ...size, height, ...margins }),
    x: shareScale(most),
    y: {
      axis: null,
      type: "linear",
      domain: [-0.5, length - 0.5],
      range: [margins.marginTop, height - margins.marginBottom],
    },
    marks: [
      key.marks(margins),
      Plot.ruleX(marks, { ...GRID, y1: -0.5, y2: foot - 0.5 }),
      Plot.axisX(marks, {
        anchor: "top",
        tickSize: 0,
        label: null,
        tickFormat: axisPercent,
        ...QUIET,
      }),
      Plot.text(["比率"], { ...rateColumn, ...head }),
      Plot.text(["n"], { ...nColumn, ...head }),
      unrated.length > 0 && rated.length > 0
        ? Plot.ruleY([foot - 0.2], { stroke: RULE_STRONG })
        : null,
      groupLine(groupRate, foot - 0.5),
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
      verdictDots(rated, { x: "rate", y: "index", title: "words", href: "href" }),
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
        text: (row: RatedRow) => percent(row.rate),
        ...rateColumn,
        ...PLAIN,
      }),
      Plot.text(unrated, { y: "index", text: () => NOT_CALCULABLE, ...rateColumn, ...PLAIN }),
      Plot.text(all, {
        y: "index",
        text: ({ body }: Row) => formatted(body.denominator, "count"),
        ...nColumn,
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(unrated, {
        y: "index",
        text: ({ body }: Row) => reasonOf(body),
        frameAnchor: "left",
        textAnchor: "start",
        ...QUIET,
      }),
      omitted
        ? Plot.text([`其余${formatted(omitted.count, "count")}个见下表`], {
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
function reach(body: RatedBody): number {
  return Math.max(body.rate, body.interval?.upper ?? 0);
}

function groupLine(groupRate: number | null, foot: number): Plot.Markish[] {
  if (groupRate === null) return [];
  const words = `全组 ${percent(groupRate)}`;
  return [
    Plot.ruleX([groupRate], { y1: -0.5, y2: foot, stroke: INK_2, strokeDasharray: "4,3" }),
    Plot.text([words], { x: groupRate, frameAnchor: "top", dy: -35, ...QUIET, fontWeight: 700 }),
  ];
}

function names(rows: readonly Row[], marginLeft: number, look: Plot.TextOptions): Plot.Markish {
  return Plot.text(rows, {
    y: "index",
    text: "label",
    href: ({ body }: Row) => body.href,
    frameAnchor: "left",
    textAnchor: "start",
    dx: -marginLeft,
    ...PLAIN,
    ...look,
  });
}
