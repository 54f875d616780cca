import * as Plot from "@observablehq/plot";
import { formatValue, type NumberFormat } from "#domain/indicators/number-format";
import { emptyChart, frame, isNarrow, largestText, PLAIN, QUIET, type Size, SMALL } from "./frame";
import { layOutLegend } from "./legend";
import { BODY_MARKS, PAPER, REFERENCE, RULE_STRONG, SYMBOLS } from "./palette";
import { measureText, wrapText } from "./text-layout";
import {
  BREAKS,
  breaksWithin,
  brokenLine,
  everyYear,
  isKnown,
  type YearPoint,
  yearsOf,
} from "./year-marks";

/** One indicator of several bodies, in the order of their names. */
export interface SharedPanel {
  readonly name: string;
  readonly format: NumberFormat;
  readonly lines: readonly (readonly YearPoint[])[];
  readonly reference: readonly YearPoint[];
}

interface SharedPanelsOptions extends Size {
  readonly names: readonly string[];
  /** Whose figures the dashed lines show. */
  readonly referenceName: string;
}

const PANEL = { height: 132, head: 24, foot: 20, gap: 20 };

/** 至56.3% */
function topOf(panel: SharedPanel): string {
  return `至${formatValue(mostOf(panel), panel.format)}`;
}

/** Its greatest figure, up to which a panel goes. */
function mostOf({ lines, reference }: SharedPanel): number {
  return Math.max(...[...lines, reference].flat().map(({ value }) => value ?? 0)) || 1;
}

/**
 * All bodies in one panel an indicator, each with its colour and shape throughout; panels from 0 to their own
 * greatest figure, over the same years. Missing years are gaps.
 */
export function plotSharedPanels(
  panels: readonly SharedPanel[],
  { names, referenceName, ...size }: SharedPanelsOptions,
): Plot.PlotOptions {
  const years = yearsOf(...panels.flatMap(({ lines, reference }) => [...lines, reference]));
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return emptyChart(size);
  const key = layOutLegend(
    [
      ...names.map((words, index) => ({ words, ...markOf(index) })),
      { words: `${referenceName}（虚线）`, colour: REFERENCE, symbol: "bar" as const },
    ],
    size,
  );
  const within = breaksWithin(BREAKS, years);
  const least = isNarrow(size) ? 150 : 190;
  const columns = Math.max(
    1,
    Math.min(panels.length, Math.floor((size.width + PANEL.gap) / (least + PANEL.gap))),
  );
  const rows = Math.ceil(panels.length / columns);
  const width = (size.width - PANEL.gap * (columns - 1)) / columns;
  const text = largestText(size);
  const heads = panels.map((panel) =>
    wrapText(panel.name, text, width - measureText(topOf(panel), text) - 8),
  );
  const more = Math.max(...heads.map((name) => name.split("\n").length - 1)) * text;
  const [panelHead, panelHeight] = [PANEL.head + more, PANEL.height + more];
  const law = wrapText(`竖虚线：${within.map(({ words }) => words).join("、")}`, SMALL, size.width);
  const further = law.split("\n").length - 1;
  const head = key.height + (within.length > 0 ? 22 + further * SMALL : 4);
  const marks = panels.map((panel, index) => {
    const { format, lines, reference } = panel;
    const left = (index % columns) * (width + PANEL.gap);
    const top = head + Math.floor(index / columns) * (panelHeight + PANEL.gap);
    const bottom = top + panelHeight - PANEL.foot;
    const most = mostOf(panel);
    const x = (year: number) =>
      left + 8 + ((width - 16) * (year - first)) / Math.max(1, last - first);
    const y = (value: number) =>
      bottom - ((panelHeight - panelHead - PANEL.foot - 6) * value) / most;
    const place = (points: readonly YearPoint[], who: string) =>
      everyYear(points, years).map((point) => ({
        ...point,
        year: x(point.year),
        value: point.value === null ? null : y(point.value),
        words: `${who} ${point.year}年 ${formatValue(point.value, format)}${point.note ? `\n${point.note}` : ""}`,
      }));
    return [
      Plot.text([heads[index]], {
        x: left,
        y: top,
        ...PLAIN,
        fontWeight: 700,
        textAnchor: "start",
        lineAnchor: "top",
      }),
      Plot.text([topOf(panel)], {
        x: left + width,
        y: top,
        ...QUIET,
        textAnchor: "end",
        lineAnchor: "top",
      }),
      Plot.ruleX(within, {
        x: (mark: (typeof within)[number]) => x(mark.year - 0.5),
        y1: top + panelHead,
        y2: bottom,
        stroke: RULE_STRONG,
        strokeDasharray: "2,3",
        title: "words",
      }),
      Plot.ruleY([bottom], { x1: left, x2: left + width, stroke: RULE_STRONG }),
      brokenLine(place(reference, referenceName), {
        stroke: REFERENCE,
        strokeWidth: 1.25,
        strokeDasharray: "4,3",
      }),
      lines.map((points, of) => {
        const { colour, symbol } = markOf(of);
        const placed = place(points, names[of] ?? "");
        return [
          brokenLine(placed, { stroke: colour, strokeWidth: 1.5 }),
          Plot.dot(placed.filter(isKnown), {
            x: "year",
            y: "value",
            r: 3.2,
            symbol: SYMBOLS[symbol],
            fill: colour,
            stroke: PAPER,
            strokeWidth: 0.6,
            title: "words",
            href: "href",
          }),
        ];
      }),
      ...[
        { year: first, at: left, textAnchor: "start" as const },
        { year: last, at: left + width, textAnchor: "end" as const },
      ].map(({ year, at, textAnchor }) =>
        Plot.text([String(year)], { x: at, y: bottom + 11, textAnchor, ...QUIET }),
      ),
    ];
  });
  return {
    ...frame({ ...size, height: head + rows * panelHeight + (rows - 1) * PANEL.gap }),
    x: { axis: null, type: "identity" },
    y: { axis: null, type: "identity" },
    marks: [
      key.marks({}),
      Plot.text(within.length > 0 ? [law] : [], {
        x: 0,
        y: key.height + 6 + (further * SMALL) / 2,
        textAnchor: "start",
        ...QUIET,
      }),
      ...marks,
    ],
  };
}

function markOf(index: number): (typeof BODY_MARKS)[number] {
  return BODY_MARKS[index % BODY_MARKS.length] ?? BODY_MARKS[0];
}
