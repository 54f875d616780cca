import * as Plot from "@observablehq/plot";
import { INK, INK_2, PAPER, RULE } from "./palette";

/** Width on a desk and on a phone of 390 px; a chart is drawn at each, never shrunk. */
export const WIDE = 1278;
export const NARROW = 358;

export interface Size {
  /** Width in pixels; the height follows from the rows. */
  readonly width: number;
}

export function isNarrow({ width }: Size): boolean {
  return width < 560;
}

export const FONT = 13;
export const SMALL = 12;

/** The text at its largest: a wide chart that a page shrinks keeps its text readable (chart.module.css). */
export function largestText(size: Size): number {
  return isNarrow(size) ? FONT : 17.5;
}

export interface Margins {
  readonly marginTop?: number;
  readonly marginRight?: number;
  readonly marginBottom?: number;
  readonly marginLeft?: number;
}

/** The options that all charts share: size and margins in pixels, and no axis. */
export function frame(size: Size & { readonly height: number } & Margins): Plot.PlotOptions {
  return {
    marginTop: 0,
    marginRight: 0,
    marginBottom: 0,
    marginLeft: 0,
    ...size,
    width: Math.round(size.width),
    height: Math.round(size.height),
    x: { axis: null },
    y: { axis: null },
    marks: [],
  };
}

/** A linear scale of shares, without an axis: each chart draws its own. */
export function shareScale(most: number, least = 0): Plot.ScaleOptions {
  return { axis: null, type: "linear", domain: [least, Math.max(most, least + 0.01)] };
}

/** A scale of rows of equal height: row 0 at the top margin, the last one at the bottom margin. */
export function rowScale(
  count: number,
  height: number,
  { marginTop, marginBottom }: Pick<Required<Margins>, "marginTop" | "marginBottom">,
): Plot.ScaleOptions {
  return {
    axis: null,
    type: "linear",
    domain: [-0.5, count - 0.5],
    range: [marginTop, height - marginBottom],
  };
}

/** Text of an axis or a note. */
export const QUIET = { fill: INK_2, fontSize: SMALL, fontVariant: "tabular-nums" } as const;
/** Text that carries a figure or a name. */
export const PLAIN = { fill: INK, fontSize: FONT, fontVariant: "tabular-nums" } as const;
/** A halo that keeps text legible over lines. */
export const HALO = { stroke: PAPER, strokeWidth: 3 } as const;
export const GRID = { stroke: RULE, strokeOpacity: 1 } as const;

/** 0.125 as 12.5%, without a decimal where none is needed. */
export function formatAxisPercent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

/** Evenly spaced round values from `least` to `most`, about `count` of them. */
export function ticks(least: number, most: number, count: number): number[] {
  const span = most - least;
  if (!(span > 0)) return [least];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The chart of no rows: a frame with a sentence. */
export function emptyChart(size: Size, words = "没有可显示的数据"): Plot.PlotOptions {
  return {
    ...frame({ ...size, height: 96 }),
    marks: [
      Plot.frame({ stroke: RULE, inset: 0.5 }),
      Plot.text([words], { frameAnchor: "middle", ...QUIET, fontSize: FONT }),
    ],
  };
}
