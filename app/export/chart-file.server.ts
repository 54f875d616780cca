import { drawSvg } from "#charts/draw.server";
import { WIDE } from "#charts/frame";
import { standaloneFootOf, type PageChart } from "#charts/page-chart";
import type { Dataset } from "#domain/report/division";
import { renderPng } from "./png.server";
import { writeSvgFile } from "./svg-file";

interface ChartFormat {
  /** Media type. */
  readonly type: string;
  /** Makes the file from a chart that stands alone, as SVG text. */
  readonly write: (svg: string) => Promise<string | Uint8Array<ArrayBuffer>>;
}

/**
 * Every kind of file that a chart is handed out as, by its ending. The links of a page, its downloads
 * and the archive of a briefing derive from it.
 */
export const CHART_FORMATS = {
  png: { type: "image/png", write: renderPng },
  svg: { type: "image/svg+xml", write: (svg: string) => Promise.resolve(svg) },
} as const satisfies Record<string, ChartFormat>;
type ChartFormatCode = keyof typeof CHART_FORMATS;

export function isChartFormat(code: string): code is ChartFormatCode {
  return Object.hasOwn(CHART_FORMATS, code);
}

/** A chart as SVG that can stand alone: title and definition above, source, filters and notice below. */
export function writeStandaloneSvg(
  chart: PageChart,
  page: { readonly dataVersion: string; readonly inWords: string; readonly dataset: Dataset },
  width = chart.width ?? WIDE,
): string {
  const { title, subtitle = "", plot } = chart;
  return writeSvgFile(drawSvg(plot({ width })), {
    title,
    subtitle,
    foot: standaloneFootOf(chart, page),
  });
}
