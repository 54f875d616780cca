import { download, fileNameOf } from "#export/csv";
import { draw, drawSvg } from "#charts/draw.server";
import { WIDE } from "#charts/frame";
import {
  standaloneFootOf,
  type ChartCaption,
  type Drawing,
  type PageChart,
} from "#charts/page-chart";
import { renderPng } from "#export/png.server";
import { writeSvgFile } from "#export/svg-file";
import { formatDataVersion } from "#db/queries/loaded.server";
import { fileAddress } from "../pages";
import type { PageCharts } from "./page-files";

/** A chart as a page takes it. */
export interface ShownChart extends ChartCaption {
  readonly drawing: Drawing;
  readonly downloads: { readonly png: string; readonly svg: string };
}

/** Draws a chart for the page that is requested; its files take the filters of the page. */
export function drawPageChart(
  { id, plot, width = WIDE, title, subtitle, source, n, missing, notes }: PageChart,
  request: Request,
): ShownChart {
  const { pathname, search } = new URL(request.url);
  const file = (format: string): string => {
    const parameters = new URLSearchParams(search);
    parameters.set("chart", id);
    parameters.set("format", format);
    return `${fileAddress(pathname, "chart")}?${parameters.toString()}`;
  };
  return {
    ...{ title, subtitle, source, n, missing, notes },
    drawing: draw(plot, { wide: width }),
    downloads: { png: file("png"), svg: file("svg") },
  };
}

/**
 * The chart that a request names among those of its page, as a file that can stand alone: title,
 * definition, source, filters, and whether the data are invented.
 * @throws Response 404 for another chart, 400 for a format that is neither png nor svg.
 */
export async function downloadChart(
  request: Request,
  { charts, inWords, dataset }: PageCharts,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const chart = charts.find((each) => each?.id === searchParams.get("chart"));
  if (!chart) throw new Response("按所选条件没有这张图。", { status: 404 });
  const { title, subtitle = "", plot, width = WIDE } = chart;
  const svg = writeSvgFile(drawSvg(plot({ width })), {
    title,
    subtitle,
    foot: standaloneFootOf(chart, { dataVersion: await formatDataVersion(), inWords, dataset }),
  });
  const name = fileNameOf(`${title}_${inWords}`, dataset);
  const format = searchParams.get("format") ?? "png";
  if (format === "svg") return download(`${name}.svg`, svg, "image/svg+xml");
  if (format === "png") return download(`${name}.png`, await renderPng(svg), "image/png");
  throw new Response("图形文件只有png和svg两种格式。", { status: 400 });
}
