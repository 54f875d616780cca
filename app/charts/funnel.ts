import * as Plot from "@observablehq/plot";
import type { ConcernSide } from "#domain/indicators/indicator";
import { formatPercent, formatValue } from "#domain/indicators/number-format";
import type { Funnel } from "#domain/statistics/funnel";
import { type FunnelLimits, limitCurvesOf } from "#domain/statistics/funnel-limits";
import type { Verdict } from "#domain/statistics/verdict";
import { type BodyRate, formatBody, isRated, type RatedBody } from "./body-rate";
import {
  emptyChart,
  FONT,
  formatAxisPercent,
  frame,
  GRID,
  HALO,
  isNarrow,
  type Margins,
  PLAIN,
  QUIET,
  shareScale,
  type Size,
  SMALL,
  ticks,
} from "./frame";
import { type Box, type LabelPosition, placeLabels, spreadOut } from "./label-placement";
import { layOutLegend, verdictDots, verdictLegend } from "./legend";
import { ACCENT, INK_2, PAPER_2, RANGE_STRONG, RULE_STRONG } from "./palette";

export interface FunnelOptions extends Size {
  readonly funnel: Funnel;
  /** The indicator, and what its denominator counts. */
  readonly name: string;
  readonly denominatorName: string;
  /** Which side of the others is drawn as a concern. */
  readonly concern?: ConcernSide | undefined;
  /** Whose rate the line across is: 全省. */
  readonly groupName?: string;
}

/** Above this many bodies those within the limits carry neither words nor link: the table does. */
const MANY = 400;
const NAMED: readonly Verdict[] = ["high_998", "low_998", "high_95", "low_95"];
const X_TICKS = [1, 10, 100, 1000, 10_000, 100_000].flatMap((power) =>
  [1, 2, 5].map((digit) => digit * power),
);

/**
 * Funnel plot: rate against number handled on a square-root axis, the group's rate, and the limits
 * within which 95% and 99.8% of similar bodies lie. Bodies beyond them are named.
 */
export function plotFunnel(
  bodies: readonly BodyRate[],
  { funnel, name, denominatorName, groupName = "比较组", concern, ...size }: FunnelOptions,
): Plot.PlotOptions {
  const rated = bodies.filter(isRated).filter((body) => body.denominator > 0);
  if (rated.length === 0) return emptyChart(size);
  const narrow = isNarrow(size);
  const key = layOutLegend(verdictLegend(rated, concern), size);
  const margins = {
    marginTop: key.height + 26,
    marginRight: narrow ? 72 : 116,
    marginBottom: 42,
    marginLeft: narrow ? 40 : 54,
  };
  const height = margins.marginTop + margins.marginBottom + (narrow ? 320 : 400);
  const most = Math.max(...rated.map((body) => body.denominator)) * 1.03;
  const curves = limitCurvesOf(funnel, most);
  const highest = Math.max(curves.at(-1)?.high998 ?? 0, ...rated.map((body) => body.rate));
  const top = Math.min(topOf(funnel), highest * 1.06 + 0.005);
  const at = new Geometry({ ...size, height, ...margins }, most, top);

  const rows = rated.map((body) => ({ ...body, words: formatBody(body) }));
  const plain = rows.length > MANY ? rows.filter((row) => !isProminent(row)) : [];
  const telling = rows.length > MANY ? rows.filter(isProminent) : rows;
  const radius = narrow || rows.length > 150 ? 3.5 : 4.5;
  const dot = { x: "denominator", y: "rate", r: radius };
  const labels = names(rows, at, radius, narrow ? 8 : 24);
  const yTicks = ticks(0, top, narrow ? 5 : 6);

  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "sqrt", domain: [0, most] },
    y: shareScale(top),
    marks: [
      key.marks(margins),
      Plot.areaY(curves, {
        x: "n",
        y1: "low95",
        y2: ({ high95 }: FunnelLimits) => Math.min(high95, top),
        fill: PAPER_2,
      }),
      Plot.ruleY(yTicks, GRID),
      Plot.axisY(yTicks, { tickSize: 0, label: null, tickFormat: formatAxisPercent, ...QUIET }),
      Plot.axisX(xTicks(at, most), {
        tickSize: 4,
        stroke: RULE_STRONG,
        label: null,
        tickFormat: (n: number) => formatValue(n, "count"),
        ...QUIET,
      }),
      Plot.ruleY([0], { stroke: RULE_STRONG }),
      Plot.text([name], {
        ...QUIET,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -margins.marginLeft,
        dy: -20,
      }),
      Plot.text([`${denominatorName}（件）`], {
        ...QUIET,
        frameAnchor: "bottom-right",
        textAnchor: "end",
        dy: 34,
      }),
      ...(["low998", "high998"] as const).map((limit) => limitLine(curves, limit, top, {})),
      ...(["low95", "high95"] as const).map((limit) =>
        limitLine(curves, limit, top, { strokeDasharray: "4,3" }),
      ),
      funnel.target === null ? null : Plot.ruleY([funnel.target], { stroke: INK_2 }),
      limitNames(funnel.target, curves.at(-1), at, groupName),
      verdictDots(plain, { ...dot, r: 2.5, strokeWidth: 0.7 }, concern),
      verdictDots(telling, { ...dot, title: "words", href: "href" }, concern),
      (["start", "middle", "end"] as const).map((anchor) =>
        [false, true].map((chosen) => {
          const some = labels.filter((label) => label.anchor === anchor && label.chosen === chosen);
          const look = chosen ? { fill: ACCENT, fontWeight: 700 } : {};
          return some.length === 0
            ? null
            : Plot.text(some, {
                x: "n",
                y: "rate",
                text: "text",
                textAnchor: anchor,
                ...PLAIN,
                fontSize: narrow ? SMALL : FONT,
                ...HALO,
                ...look,
              });
        }),
      ),
    ],
  };
}

/** Where the axis ends at the latest: a share has an end, events per case have none. */
function topOf({ distribution }: Funnel): number {
  return distribution === "binomial" ? 1.02 : Infinity;
}

function isProminent(body: RatedBody): boolean {
  return NAMED.includes(body.verdict) || body.chosen === true;
}

function limitLine(
  curves: readonly FunnelLimits[],
  limit: "low998" | "low95" | "high95" | "high998",
  top: number,
  look: Plot.LineOptions,
): Plot.Markish {
  return Plot.line(
    curves.filter((point) => point[limit] <= top && point[limit] > 0),
    { x: "n", y: limit, stroke: RANGE_STRONG, strokeWidth: 1.25, ...look },
  );
}

/** Round numbers of cases, at least 46 pixels apart on the axis. */
function xTicks(at: Geometry, most: number): number[] {
  const kept: number[] = [];
  for (const n of X_TICKS.filter((tick) => tick <= most).toSorted((a, b) => b - a)) {
    const next = kept.at(-1);
    if (next === undefined || at.x(next) - at.x(n) >= 46) kept.push(n);
  }
  return [0, ...kept.filter((n) => at.x(n) - at.x(0) >= 24)].toSorted((a, b) => a - b);
}

interface Name {
  readonly text: string;
  readonly anchor: LabelPosition["anchor"];
  readonly chosen: boolean;
  readonly n: number;
  readonly rate: number;
}

/** Names for the chosen bodies, then those beyond the limits, the largest first. */
function names(rows: readonly RatedBody[], at: Geometry, radius: number, most: number): Name[] {
  const rank = (row: RatedBody): number => (row.chosen ? -1 : NAMED.indexOf(row.verdict));
  const point = (row: RatedBody) => ({
    x: at.x(row.denominator),
    y: at.y(row.rate),
    text: row.name,
    chosen: row.chosen === true,
    below: row.verdict === "low_95" || row.verdict === "low_998",
  });
  const wanted = rows
    .filter((row) => row.chosen || NAMED.includes(row.verdict))
    .toSorted((a, b) => rank(a) - rank(b) || b.denominator - a.denominator)
    .slice(0, most)
    .map(point);
  const options = { bounds: at.bounds, dots: rows.map(point), fontSize: FONT, radius };
  return placeLabels(wanted, options).map(({ point: { text, chosen }, place }) => {
    return { text, chosen, anchor: place.anchor, n: at.atX(place.x), rate: at.atY(place.y) };
  });
}

/** The names of the lines, at their right ends. */
function limitNames(
  target: number | null,
  last: FunnelLimits | undefined,
  at: Geometry,
  groupName: string,
): Plot.Markish[] {
  if (target === null || !last) return [];
  const lines = [
    { words: "99.8%", rate: last.high998, strong: false },
    { words: "95%", rate: last.high95, strong: false },
    { words: `${groupName} ${formatPercent(target)}`, rate: target, strong: true },
    { words: "95%", rate: last.low95, strong: false },
    { words: "99.8%", rate: last.low998, strong: false },
  ];
  const heights = spreadOut(
    lines.map((line) => at.y(line.rate)),
    13,
    at.bounds.bottom,
  );
  const placed = lines.map((line, index) => ({ ...line, rate: at.atY(heights[index] ?? 0) }));
  return [true, false].map((strong) =>
    Plot.text(
      placed.filter((line) => line.strong === strong),
      {
        y: "rate",
        text: "words",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 6,
        ...QUIET,
        fontWeight: strong ? 700 : undefined,
      },
    ),
  );
}

/** From values to pixels and back, for a square-root x axis and a linear y axis that both start at 0. */
class Geometry {
  readonly bounds: Box;

  constructor(
    size: Size & { readonly height: number } & Required<Margins>,
    private readonly mostX: number,
    private readonly mostY: number,
  ) {
    this.bounds = {
      left: size.marginLeft,
      right: size.width - size.marginRight,
      top: size.marginTop,
      bottom: size.height - size.marginBottom,
    };
  }

  x(value: number): number {
    const { left, right } = this.bounds;
    return left + (right - left) * Math.sqrt(value / this.mostX);
  }

  y(value: number): number {
    const { top, bottom } = this.bounds;
    return bottom - (bottom - top) * (value / this.mostY);
  }

  atX(pixel: number): number {
    const { left, right } = this.bounds;
    return Math.max(0, (pixel - left) / (right - left)) ** 2 * this.mostX;
  }

  atY(pixel: number): number {
    const { top, bottom } = this.bounds;
    return ((bottom - pixel) / (bottom - top)) * this.mostY;
  }
}
