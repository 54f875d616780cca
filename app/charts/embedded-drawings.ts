import type { Drawing } from "./page-chart";

/** The attribute by which the markup of a page names a chart. */
export const CHART_ATTRIBUTE = "data-chart";

/** A chart among the data of a page, as its loader returns it. */
export interface DrawnChart {
  readonly id: string;
  drawing: Drawing;
}

/** Puts the pictures of a page's markup into the data that came with it, before React takes the page over. */
export function takeDrawingsFromMarkup(data: unknown, document: Document): void {
  for (const chart of findCharts(data)) {
    if (chart.drawing.wide !== "") continue;
    const figure = document.querySelector(`[${CHART_ATTRIBUTE}="${chart.id}"]`);
    const [wide, narrow] = figure?.querySelectorAll("[data-picture]") ?? [];
    if (wide && narrow) chart.drawing = { wide: wide.innerHTML, narrow: narrow.innerHTML };
  }
}

/** The charts among data, in their order. */
export function findCharts(data: unknown, found: DrawnChart[] = []): DrawnChart[] {
  if (typeof data !== "object" || data === null) return found;
  if (isDrawnChart(data)) found.push(data);
  else for (const part of Object.values(data)) findCharts(part, found);
  return found;
}

function isDrawnChart(data: object): data is DrawnChart {
  return (
    "drawing" in data &&
    typeof data.drawing === "object" &&
    data.drawing !== null &&
    "wide" in data.drawing &&
    "id" in data
  );
}
