import * as Plot from "@observablehq/plot";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { frame, QUIET } from "./frame";
import { ACCENT, INK_2 } from "./palette";
import { brokenLine, everyYear, isKnown, yearsOf, type YearPoint } from "./year-marks";

export interface SparklineOptions {
  readonly width?: number;
  readonly height?: number;
}

/** A line as high as the text beside it, from 0 to its own greatest value; its last year carries the dot. */
export function sparkline(
  points: readonly YearPoint[],
  { width = 96, height = 24 }: SparklineOptions = {},
): Plot.PlotOptions {
  const series = everyYear(points, yearsOf(points));
  const known = series.filter(isKnown);
  const size = { width, height, marginLeft: 2, marginRight: 5, marginTop: 4, marginBottom: 4 };
  if (known.length === 0) {
    return {
      ...frame(size),
      marks: [Plot.text([NOT_CALCULABLE], { frameAnchor: "middle", ...QUIET })],
    };
  }
  const years = series.map((point) => point.year);
  const alone = series.filter(
    (p, i) => isKnown(p) && ![i - 1, i + 1].some((j) => (series[j]?.value ?? null) !== null),
  );
  return {
    ...frame(size),
    x: {
      axis: null,
      type: "linear",
      domain: [years[0] ?? 0, Math.max((years[0] ?? 0) + 1, years.at(-1) ?? 0)],
    },
    y: { axis: null, type: "linear", domain: [0, Math.max(...known.map((p) => p.value)) || 1] },
    marks: [
      brokenLine(series, { stroke: INK_2, strokeWidth: 1.25 }),
      Plot.dot(alone, { x: "year", y: "value", r: 1.5, fill: INK_2 }),
      Plot.dot(known.slice(-1), { x: "year", y: "value", r: 2.5, fill: ACCENT }),
    ],
  };
}
