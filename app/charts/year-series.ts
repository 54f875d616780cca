import * as Plot from "@observablehq/plot";
import { formatValue, NOT_CALCULABLE, type NumberFormat } from "#domain/indicators/number-format";
import {
  formatAxisPercent,
  emptyChart,
  frame,
  GRID,
  HALO,
  isNarrow,
  largestText,
  PLAIN,
  QUIET,
  SMALL,
  ticks,
  type Size,
} from "./frame";
import { ACCENT, BAND, INK_2, PAPER, REFERENCE, RULE_STRONG } from "./palette";
import { spreadOut } from "./label-placement";
import { measureText } from "./text-layout";
import {
  type Break,
  breakMarks,
  BREAKS,
  breaksWithin,
  heightOfMarks,
  brokenLine,
  everyYear,
  intervalBand,
  isKnown,
  type YearPoint,
  yearsOf,
} from "./year-marks";

interface YearSeriesOptions extends Size {
  readonly format: NumberFormat;
  /** Whose figures the line shows; printed at its end when there is a reference. */
  readonly name?: string;
  /** The group to compare with, drawn thin. */
  readonly reference?: { readonly name: string; readonly points: readonly YearPoint[] };
  readonly breaks?: readonly Break[];
  readonly height?: number;
}

/**
 * A figure by year with its interval. A missing year is a gap with “—” on the axis, never a slope
 * across it; changes of form and law are marked.
 */
export function plotYearSeries(
  points: readonly YearPoint[],
  { format, name, reference, breaks = BREAKS, height = 220, ...size }: YearSeriesOptions,
): Plot.PlotOptions {
  const years = yearsOf(points, reference?.points ?? []);
  const series = everyYear(points, years);
  const compared = reference ? everyYear(reference.points, years) : [];
  const known = series.filter(isKnown);
  const all = [...known, ...compared.filter(isKnown)];
  if (all.length === 0) return emptyChart(size);

  const most = Math.max(...all.flatMap(({ value, interval }) => [value, interval?.upper ?? value]));
  const top = most > 0 ? most * 1.08 : 1;
  const marks = ticks(0, top, 4).filter((tick) => format === "share" || Number.isInteger(tick));
  const tickFormat = (tick: number) =>
    format === "share" ? formatAxisPercent(tick) : formatValue(tick, format);
  const missing = series.filter((point) => !isKnown(point));
  const ends = reference
    ? [...endOf(series, name, ACCENT, format), ...endOf(compared, reference.name, INK_2, format)]
    : [];
  const within = breaksWithin(breaks, years);
  const margins = {
    marginTop: 10 + Math.max(16, heightOfMarks(within)),
    marginRight: 12 + Math.max(14, ...ends.map((end) => measureText(end.words, SMALL))),
    marginBottom: missing.length > 0 ? 38 : 24,
    marginLeft:
      10 + Math.max(...marks.map((tick) => measureText(tickFormat(tick), largestText(size)))),
  };
  const inside = ends.length > 0 ? known.slice(0, -1) : known;
  const labelled = isNarrow(size) ? inside.filter((point) => point === known.at(-1)) : inside;
  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "linear", domain: [(years[0] ?? 0) - 0.3, (years.at(-1) ?? 0) + 0.3] },
    y: { axis: null, type: "linear", domain: [0, top] },
    marks: [
      Plot.gridY(marks, GRID),
      Plot.axisY(marks, { tickSize: 0, label: null, tickFormat, ...QUIET }),
      Plot.axisX(years, { tickSize: 0, label: null, tickFormat: String, ...QUIET }),
      breakMarks(within, years),
      intervalBand(series, BAND),
      brokenLine(compared, { stroke: REFERENCE, strokeWidth: 1.25, strokeDasharray: "5,3" }),
      brokenLine(series, { stroke: ACCENT }),
      Plot.ruleY([0], { stroke: RULE_STRONG }),
      Plot.dot(known, {
        x: "year",
        y: "value",
        r: 3.5,
        fill: ACCENT,
        stroke: PAPER,
        strokeWidth: 0.8,
        title: formatPoint(format),
        href: "href",
      }),
      Plot.text(missing, {
        x: "year",
        frameAnchor: "bottom",
        dy: 32,
        text: () => NOT_CALCULABLE,
        title: formatPoint(format),
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(labelled, {
        x: "year",
        y: "value",
        dy: -11,
        text: (point: YearPoint) => formatValue(point.value, format),
        ...PLAIN,
        ...HALO,
      }),
      Plot.text(moveApart(ends, top, height - margins.marginTop - margins.marginBottom), {
        x: "year",
        y: "value",
        text: "words",
        fill: "colour",
        dx: 10,
        textAnchor: "start",
        fontSize: SMALL,
      }),
    ],
  };
}

function formatPoint(format: NumberFormat): (point: YearPoint) => string {
  return ({ year, value, note }) =>
    [`${year}年 ${formatValue(value, format)}`, note ?? ""].filter(Boolean).join("\n");
}

interface EndLabel {
  readonly words: string;
  readonly colour: string;
  readonly year: number;
  readonly value: number;
}

/** Whose line it is and its last figure. */
function endOf(
  points: readonly YearPoint[],
  name: string | undefined,
  colour: string,
  format: NumberFormat,
): EndLabel[] {
  const last = points.filter(isKnown).at(-1);
  if (!last) return [];
  return [
    { ...last, colour, words: [name, formatValue(last.value, format)].filter(Boolean).join(" ") },
  ];
}

/** The labels, moved apart where the lines end close together. */
function moveApart(ends: readonly EndLabel[], top: number, pixels: number): EndLabel[] {
  const heights = spreadOut(
    ends.map((end) => ((top - end.value) / top) * pixels),
    15,
    pixels,
  );
  return ends.map((end, index) => ({
    ...end,
    value: top - ((heights[index] ?? 0) / pixels) * top,
  }));
}
