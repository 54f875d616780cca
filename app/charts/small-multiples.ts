import * as Plot from "@observablehq/plot";
import { formatValue, NOT_CALCULABLE, type NumberFormat } from "#domain/indicators/number-format";
import { emptyChart, frame, HALO, largestText, PLAIN, QUIET, type Size } from "./frame";
import { ACCENT, BAND, INK_2, PAPER, REFERENCE, RULE_STRONG } from "./palette";
import { measureText, wrapText } from "./text-layout";
import {
  type Break,
  BREAKS,
  breaksWithin,
  brokenLine,
  everyYear,
  intervalBand,
  isKnown,
  type YearPoint,
  yearsOf,
} from "./year-marks";

/** One small chart: an indicator of one body, or one body of an indicator. */
export interface Panel {
  readonly name: string;
  readonly format: NumberFormat;
  readonly points: readonly YearPoint[];
  readonly reference?: readonly YearPoint[];
}

interface SmallMultiplesOptions extends Size {
  /** Name of the group that the dashed lines show. */
  readonly referenceName?: string;
  /** Whether all panels share one y axis, as they must when they show the same indicator. */
  readonly shared: boolean;
  readonly breaks?: readonly Break[];
}

const PANEL = { width: 168, height: 116, head: 42, foot: 22, gap: 20 };

/**
 * Years side by side, one panel each, all from 0 and over the same years. The last value stands in the
 * head of its panel. Missing years are gaps.
 */
export function plotSmallMultiples(
  panels: readonly Panel[],
  { shared, referenceName, breaks = BREAKS, ...size }: SmallMultiplesOptions,
): Plot.PlotOptions {
  const years = yearsOf(...panels.flatMap((panel) => [panel.points, panel.reference ?? []]));
  if (years.length === 0) return emptyChart(size);
  const text = largestText(size);
  const least = Math.max(PANEL.width, ...panels.map((panel) => headWidth(panel, years, text)));
  const columns = Math.max(
    1,
    Math.min(panels.length, Math.floor((size.width + PANEL.gap) / (least + PANEL.gap))),
  );
  const rows = Math.ceil(panels.length / columns);
  const width = (size.width - PANEL.gap * (columns - 1)) / columns;
  const within = breaksWithin(breaks, years);
  const key = [
    referenceName ? `横虚线：${referenceName}` : "",
    within.length > 0 ? `竖虚线：${within.map((mark) => mark.words).join("、")}` : "",
  ].filter(Boolean);
  const head = key.length > 0 ? 28 : 0;
  const common = Math.max(...panels.map(greatestOf));
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];

  const marks = panels.map((panel, index) => {
    const left = (index % columns) * (width + PANEL.gap);
    const top = head + Math.floor(index / columns) * (PANEL.height + PANEL.gap);
    const bottom = top + PANEL.height - PANEL.foot;
    const most = (shared ? common : greatestOf(panel)) || 1;
    const x = (year: number) =>
      left + 14 + ((width - 28) * (year - first)) / Math.max(1, last - first);
    const y = (value: number) => bottom - ((PANEL.height - PANEL.head - PANEL.foot) * value) / most;
    return panelMarks(panel, {
      years,
      breaks: within,
      left,
      right: left + width,
      top,
      bottom,
      x,
      y,
      text,
    });
  });
  return {
    ...frame({ ...size, height: head + rows * PANEL.height + (rows - 1) * PANEL.gap }),
    x: { axis: null, type: "identity" },
    y: { axis: null, type: "identity" },
    marks: [
      Plot.text(key.length > 0 ? [key.join("　")] : [], {
        x: 0,
        y: 8,
        textAnchor: "start",
        ...QUIET,
      }),
      ...marks,
    ],
  };
}

/** Bounds of a panel and its scales, in pixels. */
interface PanelBox {
  readonly years: readonly number[];
  readonly breaks: readonly Break[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (year: number) => number;
  readonly y: (value: number) => number;
  /** Size of its text at the largest. */
  readonly text: number;
}

/** What a panel is headed by beside its name: its last value, with its year where that is not the last of all. */
function headValue({ points, format }: Panel, years: readonly number[]): string {
  const last = points
    .filter(isKnown)
    .toSorted((a, b) => a.year - b.year)
    .at(-1);
  const figure = formatValue(last?.value ?? null, format);
  return last === undefined || last.year === years.at(-1)
    ? figure
    : `${String(last.year)}年 ${figure}`;
}

/** How wide a panel must be for its name on two lines beside its last value. */
function headWidth(panel: Panel, years: readonly number[], text: number): number {
  return (
    measureText(panel.name, text) / 2 + measureText(headValue(panel, years), text) + 1.5 * text
  );
}

function panelMarks(panel: Panel, place: PanelBox): Plot.Markish[] {
  const { name, format, points, reference = [] } = panel;
  const { years, left, right, top, bottom, x, y } = place;
  const here = (some: readonly YearPoint[]): YearPoint[] =>
    everyYear(some, years).map((point) => ({
      ...point,
      value: point.value === null ? null : y(point.value),
      interval: point.interval
        ? { lower: y(point.interval.lower), upper: y(point.interval.upper) }
        : null,
    }));
  const placed = here(points).map((point, index) => ({
    ...point,
    year: x(point.year),
    words: formatPoint(points, years[index], format),
  }));
  const compared = here(reference).map((point) => ({ ...point, year: x(point.year) }));
  const known = placed.filter(isKnown);
  const value = headValue(panel, years);
  const text = (
    words: string,
    at: { x: number; y: number },
    look: Plot.TextOptions,
  ): Plot.Markish => Plot.text([words], { x: at.x, y: at.y, ...look });
  return [
    text(
      wrapText(name, place.text, right - left - measureText(value, place.text) - 8),
      { x: left, y: top + 4 },
      { ...PLAIN, fontWeight: 700, textAnchor: "start", lineAnchor: "top" },
    ),
    text(value, { x: right, y: top + 4 }, { ...PLAIN, textAnchor: "end", lineAnchor: "top" }),
    Plot.ruleX(place.breaks, {
      x: (mark: Break) => x(mark.year - 0.5),
      y1: top + PANEL.head - 6,
      y2: bottom,
      stroke: RULE_STRONG,
      strokeDasharray: "2,3",
      title: "words",
    }),
    intervalBand(placed, BAND),
    brokenLine(compared, { stroke: REFERENCE, strokeWidth: 1, strokeDasharray: "4,3" }),
    brokenLine(placed, { stroke: ACCENT, strokeWidth: 1.5 }),
    Plot.ruleY([bottom], { x1: left, x2: right, stroke: RULE_STRONG }),
    Plot.dot(known, {
      x: "year",
      y: "value",
      r: 2.5,
      fill: ACCENT,
      stroke: PAPER,
      strokeWidth: 0.6,
      title: "words",
      href: "href",
    }),
    Plot.text(
      placed.filter((point) => !isKnown(point)),
      { x: "year", y: bottom - 7, text: () => NOT_CALCULABLE, title: "words", ...QUIET, ...HALO },
    ),
    text(String(years[0]), { x: left + 2, y: bottom + 12 }, { ...QUIET, textAnchor: "start" }),
    years.length > 1
      ? text(
          String(years.at(-1)),
          { x: right - 2, y: bottom + 12 },
          { ...QUIET, textAnchor: "end", fill: INK_2 },
        )
      : null,
  ];
}

function greatestOf({ points, reference = [] }: Panel): number {
  const values = [...points, ...reference].flatMap(({ value, interval }) => [
    value ?? 0,
    interval?.upper ?? 0,
  ]);
  return Math.max(0, ...values);
}

function formatPoint(
  points: readonly YearPoint[],
  year: number | undefined,
  format: NumberFormat,
): string {
  const point = points.find((candidate) => candidate.year === year);
  return [`${String(year)}年 ${formatValue(point?.value ?? null, format)}`, point?.note ?? ""]
    .filter(Boolean)
    .join("\n");
}
