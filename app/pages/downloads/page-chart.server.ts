import { draw } from "#charts/draw.server";
import { WIDE } from "#charts/frame";
import { PageDrawing } from "#charts/page-drawing.server";
import type { ChartCaption, Drawing, PageChart } from "#charts/page-chart";
import { formatDataVersion } from "#db/queries/loaded.server";
import { CHART_FORMATS, isChartFormat, writeStandaloneSvg } from "#export/chart-file.server";
import { download, fileNameOf } from "#export/download";
import { fileAddress } from "../pages";
import type { PageCharts } from "./page-files";

/** A chart as a page takes it. */
export interface ShownChart extends ChartCaption {
  /** Its name among the charts of the page. */
  readonly id: string;
  readonly drawing: Drawing;
  /** Addresses of its files by their ending. */
  readonly downloads: Readonly<Record<string, string>>;
}

/** Draws a chart for the page that is requested; its files take the filters of the page. */
export function drawPageChart(
  { id, plot, width = WIDE, title, subtitle, source, n, missing, notes }: PageChart,
  request: Request,
): ShownChart {
  const { pathname, search } = new URL(request.url);
  const addressOf = (format: string): string => {
    const parameters = new URLSearchParams(search);
    parameters.set("chart", id);
    parameters.set("format", format);
    return `${fileAddress(pathname, "chart")}?${parameters.toString()}`;
  };
  return {
    ...{ id, title, subtitle, source, n, missing, notes },
    drawing: new PageDrawing(draw(plot, { wide: width })),
    downloads: Object.fromEntries(
      Object.keys(CHART_FORMATS).map((format) => [format, addressOf(format)]),
    ),
  };
}

/**
 * The chart that a request names among those of its page, as a file that can stand alone: title,
 * definition, source, filters, and whether the data are invented.
 * @throws Response 404 for another chart, 400 for a format that charts are not handed out in.
 */
export async function downloadChart(
  request: Request,
  { charts, inWords, dataset }: PageCharts,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const chart = charts.find((each) => each?.id === searchParams.get("chart"));
  if (!chart) throw new Response("按所选条件没有这张图。", { status: 404 });
  const format = searchParams.get("format") ?? "png";
  if (!isChartFormat(format)) {
    const known = Object.keys(CHART_FORMATS);
    const count = known.length === 2 ? "两" : String(known.length);
    throw new Response(`图形文件只有${known.join("和")}${count}种格式。`, { status: 400 });
  }
  const page = { dataVersion: await formatDataVersion(), inWords, dataset };
  const { type, write } = CHART_FORMATS[format];
  const name = fileNameOf(`${chart.title}_${inWords}`, dataset);
  return download(`${name}.${format}`, await write(writeStandaloneSvg(chart, page)), type);
}
