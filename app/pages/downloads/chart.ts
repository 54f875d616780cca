import { downloadChart } from "./page-chart.server";
import type { FileRequest } from "./page-files";
import { loadPageCharts } from "./registry.server";

/** A chart of a page as a picture; `chart` names it and `format` is png or svg. */
export async function loader(file: FileRequest): Promise<Response> {
  return downloadChart(file.request, await loadPageCharts(file));
}
