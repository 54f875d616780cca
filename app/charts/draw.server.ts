import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { compact } from "./compaction";
import type { Drawing } from "./drawing";
import { NARROW, WIDE, type Size } from "./frame";

/** Draws a chart: `draw((size) => rankedDots(rows, size))`. */
export function draw(
  chart: (size: Size) => Plot.PlotOptions,
  widths: { readonly wide?: number; readonly narrow?: number } = {},
): Drawing {
  return {
    wide: svgOf(chart({ width: widths.wide ?? WIDE })),
    narrow: svgOf(chart({ width: widths.narrow ?? NARROW })),
  };
}

/**
 * One chart as SVG text. Colours and sizes are attributes, so that it looks alike in a page, in a file
 * and in print; the font is the page's. Names for screen readers belong to the figure around it.
 */
export function svgOf(options: Plot.PlotOptions): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = Plot.plot({ ...options, document });
  svg.querySelector("style")?.remove();
  svg.setAttribute("font-family", "inherit");
  for (const link of svg.querySelectorAll("a")) {
    // The name beside a dot leads to the same page: one stop for the keyboard is enough.
    if (link.firstElementChild?.localName === "text") link.setAttribute("tabindex", "-1");
  }
  compact(svg);
  return svg.outerHTML.replaceAll(" />", "/>");
}
