import * as Plot from "@observablehq/plot";
import { CHANGE_KINDS, type ChangeKind } from "#domain/indicators/group-change";
import {
  formatChangeSize,
  formatPercent,
  formatPercentagePoints,
  formatSignedDigits,
  printPointsChange,
} from "#domain/indicators/number-format";
import type { ConcernSide } from "#domain/indicators/indicator";
import type { Decomposition } from "#domain/statistics/decomposition";
import {
  emptyChart,
  FONT,
  frame,
  GRID,
  isNarrow,
  largestText,
  PLAIN,
  QUIET,
  rowScale,
  type Size,
  ticks,
} from "./frame";
import { layOutLegend } from "./legend";
import { ACCENT, colourOfVerdict, EFFECT_COLOURS, INK_2, REFERENCE, RULE_STRONG } from "./palette";
import { measureText, wrapText } from "./text-layout";

/** What one district contributes to the change of the group's rate, in shares (0.01 is one 百分点). */
interface WaterfallRow {
  readonly code: string;
  readonly name: string;
  readonly href?: string;
  /** By its own rate, and by its share of the volume; of a body with figures in one year only all is `byShare`. */
  readonly byRate: number;
  readonly byShare: number;
  /** Whether it has figures in one of the years only: its effect is no shift of cases between bodies. */
  readonly isInOneYear?: boolean;
  /** 撤并、新设, no cases in one year. */
  readonly note?: string;
}

interface WaterfallOptions extends Size {
  readonly from: { readonly words: string; readonly rate: number };
  readonly to: { readonly words: string; readonly rate: number };
  /** Whether each bar is split into the effect of the rate and of the share. */
  readonly isSplit?: boolean;
  /** Which side of the others is drawn as a concern: where rates rise, or where they fall. */
  readonly concern?: ConcernSide | undefined;
  /** How many districts are named; the rest are one step. */
  readonly named?: number;
}

const ROW = 24;
/** A coloured part of a step, from one rate to another. */
interface Bar {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly words: string;
  readonly href?: string | undefined;
}

interface Look {
  readonly words: string;
  readonly colour: string;
  /** The part of a step that looks so; null where it has none. */
  readonly partOf: (step: Step) => readonly [from: number, to: number] | null;
}

/** Up and down, in the colours of better and worse; no colour of the verdicts where neither side is a concern. */
function movesFor(concern: ConcernSide | undefined): Look[] {
  return [
    {
      words: "拉高",
      colour: colourOfVerdict("high_998", concern),
      partOf: ({ start, end }) => (end > start ? [start, end] : null),
    },
    {
      words: "拉低",
      colour: concern === undefined ? INK_2 : colourOfVerdict("low_998", concern),
      partOf: ({ start, end }) => (end < start ? [start, end] : null),
    },
  ];
}

/** What each part of a split step is due to. */
const PARTS: readonly Look[] = [
  {
    words: "本地比率升降",
    colour: EFFECT_COLOURS.byRate,
    partOf: ({ start, middle, isInOneYear }) => (isInOneYear ? null : [start, middle]),
  },
  {
    words: "本地件数比重变化",
    colour: EFFECT_COLOURS.byShare,
    partOf: ({ middle, end, isInOneYear }) => (isInOneYear ? null : [middle, end]),
  },
  {
    words: "只有一年有数字",
    colour: REFERENCE,
    partOf: ({ start, end, isInOneYear }) => (isInOneYear ? [start, end] : null),
  },
];

/** A district's step from where the last one ended. */
interface Step extends WaterfallRow {
  readonly index: number;
  readonly start: number;
  readonly middle: number;
  readonly end: number;
  readonly words: string;
}

/**
 * How the rate of the group moved from one year to another, district by district, the largest effects
 * first; the rest stand together so that the steps end exactly at the later rate.
 */
export function plotWaterfall(
  contributions: readonly WaterfallRow[],
  { from, to, named = 15, isSplit = false, concern, ...size }: WaterfallOptions,
): Plot.PlotOptions {
  if (contributions.length === 0) return emptyChart(size);
  const narrow = isNarrow(size);
  const steps = stepsOf(groupRest(contributions, named), from.rate);
  const looks = (isSplit ? PARTS : movesFor(concern)).map((look) => ({
    ...look,
    bars: barsOf(steps, look),
  }));
  const key = layOutLegend(
    looks
      .filter(({ bars }) => bars.length > 0)
      .map(({ words, colour }) => ({ words, colour, symbol: "square" })),
    size,
  );
  const labels = steps.map((step) => wrapText(step.name, FONT, narrow ? 84 : 156));
  const margins = {
    marginTop: key.height + 38,
    marginRight: narrow ? 58 : 110,
    marginBottom: 8,
    marginLeft:
      12 +
      Math.max(
        ...[...labels, from.words, to.words].map((label) => measureText(label, largestText(size))),
      ),
  };
  const count = steps.length + 2;
  const height = margins.marginTop + margins.marginBottom + count * ROW;
  const path = [from.rate, to.rate, ...steps.flatMap((step) => [step.middle, step.end])];
  const [least, most] = [Math.min(...path), Math.max(...path)];
  const room = (most - least) * 0.06 || 0.001;
  const marks = ticks(least, most, narrow ? 3 : 6);
  const decimals = most - least < 0.02 ? 2 : 1;
  const left = {
    frameAnchor: "left",
    textAnchor: "start",
    dx: -margins.marginLeft,
    ...PLAIN,
  } as const;
  const right = {
    frameAnchor: "right",
    textAnchor: "end",
    dx: margins.marginRight,
    ...PLAIN,
  } as const;
  const ends = [
    { ...from, index: 0 },
    { ...to, index: count - 1 },
  ];
  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "linear", domain: [least - room, most + room] },
    y: rowScale(count, height, margins),
    marks: [
      key.marks(margins),
      Plot.ruleX(marks, GRID),
      Plot.axisX(marks, {
        anchor: "top",
        tickSize: 0,
        label: null,
        tickFormat: (tick: number) => formatPercent(tick, decimals),
        ...QUIET,
      }),
      Plot.text([narrow ? "百分点" : "影响（百分点）"], {
        ...right,
        ...QUIET,
        frameAnchor: "top-right",
        dy: -16,
      }),
      Plot.ruleX(
        [
          ...steps.map((step) => ({ at: step.start, index: step.index - 1 })),
          { at: to.rate, index: count - 2 },
        ],
        {
          x: "at",
          y1: "index",
          y2: (link: { index: number }) => link.index + 1,
          stroke: RULE_STRONG,
        },
      ),
      looks.map(({ bars, colour }, lane) =>
        bars.length === 0
          ? null
          : Plot.ruleY(bars, {
              y: ({ index }: Bar) => index + (isSplit ? ([-0.17, 0.17, 0][lane] ?? 0) : 0),
              x1: "from",
              x2: "to",
              stroke: colour,
              strokeWidth: isSplit ? 7 : 13,
              title: "words",
              href: "href",
            }),
      ),
      Plot.dot(ends, { x: "rate", y: "index", r: 5, fill: ACCENT }),
      Plot.text(ends, { y: "index", text: "words", ...left, fontWeight: 700 }),
      Plot.text(ends, {
        y: "index",
        text: ({ rate }: { rate: number }) => formatPercent(rate, decimals),
        ...right,
        fontWeight: 700,
      }),
      Plot.text(steps, {
        y: "index",
        text: (step: Step) => labels[step.index - 1],
        href: "href",
        ...left,
      }),
      Plot.text(steps, {
        y: "index",
        text: (step: Step) => pointsOf(step.byRate + step.byShare),
        ...right,
        fill: INK_2,
      }),
    ],
  };
}

function barsOf(steps: readonly Step[], { colour, partOf }: Look): Bar[] {
  return steps.flatMap((step) => {
    const [from, to] = partOf(step) ?? [0, 0];
    return from === to
      ? []
      : [{ index: step.index, from, to, colour, words: step.words, href: step.href }];
  });
}

/**
 * The finding of the chart: the change between two years and what made it.
 * @param kind what the interval of the change allows to say
 */
export function waterfallTitle(
  name: string,
  {
    change,
    byRate,
    byShare,
    byEntered,
    byLeft,
  }: Pick<Decomposition, "change" | "byRate" | "byShare" | "byEntered" | "byLeft">,
  kind: ChangeKind = "moved",
): string {
  if (kind !== "moved" || Math.abs(change) < 0.0005) return `${name}${formatMove(change, kind)}`;
  const inOneYear = byEntered + byLeft;
  const decimals = decimalsThatAdd(change, [byRate, byShare, inOneYear]);
  return `${name}${formatMove(change, kind, decimals)}：各地比率升降${formatPercentagePoints(byRate, decimals)}，各地件数比重变化${formatPercentagePoints(byShare, decimals)}${formatInOneYear(inOneYear, decimals)}`;
}

/** The effect of bodies that have figures in one of the years only, which is no shift of cases; empty where there is none. */
function formatInOneYear(effect: number, decimals: number): string {
  return effect === 0 ? "" : `，只有一年有数字的地区${formatPercentagePoints(effect, decimals)}`;
}

/** 下降0.9个百分点; 与上期基本持平 or 较上期升降尚不能确定 as the interval allows. */
export function formatMove(change: number, kind: ChangeKind, decimals = 1): string {
  if (kind === "unclear") return `较上期${CHANGE_KINDS.unclear.name}`;
  if (kind === "steady" || Math.abs(change) < 0.0005) return `与上期${CHANGE_KINDS.steady.name}`;
  const printed = printPointsChange(change, decimals);
  return `${printed.direction > 0 ? "上升" : "下降"}${formatChangeSize(printed)}`;
}

/** The fewest decimals of 百分点, from one to four, at which the parts as printed add up to their sum. */
function decimalsThatAdd(whole: number, parts: readonly number[]): number {
  const units = (share: number, decimals: number): number =>
    Math.round(Number((share * 100).toFixed(decimals)) * 10 ** decimals);
  const adds = (decimals: number): boolean =>
    parts.reduce((sum, part) => sum + units(part, decimals), 0) === units(whole, decimals);
  return [1, 2, 3].find(adds) ?? 4;
}

/** The largest contributions, and the rest as one. */
function groupRest(rows: readonly WaterfallRow[], named: number): WaterfallRow[] {
  const size = (row: WaterfallRow): number => Math.abs(row.byRate + row.byShare);
  const sorted = rows.toSorted((a, b) => size(b) - size(a));
  if (sorted.length <= named + 1) return sorted;
  const rest = sorted.slice(named);
  const sum = (key: "byRate" | "byShare"): number =>
    rest.reduce((total, row) => total + row[key], 0);
  return [
    ...sorted.slice(0, named),
    { code: "", name: `其余${rest.length}个`, byRate: sum("byRate"), byShare: sum("byShare") },
  ];
}

function stepsOf(rows: readonly WaterfallRow[], first: number): Step[] {
  let at = first;
  return rows.map((row, i) => {
    const start = at;
    const middle = start + row.byRate;
    at = middle + row.byShare;
    const parts = row.isInOneYear
      ? "只有一年有数字"
      : `比率升降${pointsOf(row.byRate)}，件数比重变化${pointsOf(row.byShare)}`;
    const words = [
      `${row.name} ${formatPercentagePoints(row.byRate + row.byShare, 2)}`,
      parts,
      row.note ?? "",
    ]
      .filter(Boolean)
      .join("\n");
    return { ...row, index: i + 1, start, middle, end: at, words };
  });
}

/** A difference of shares in 百分点, for a column whose header names the unit. */
function pointsOf(difference: number): string {
  return formatSignedDigits(printPointsChange(difference, 2));
}
