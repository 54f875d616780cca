import type { Drawing } from "./page-chart";

/** The attribute by which the markup of a page names a chart. */
export const CHART_ATTRIBUTE = "data-chart";

/** A chart among the data of a page, as its loader returns it. */
interface DrawnChart {
  readonly id: string;
  drawing: Drawing;
}

const NOT_SENT: Drawing = { wide: "", narrow: "" };

/**
 * Leaves the pictures that the markup of a page already holds out of the data sent along with it, so that a page
 * carries each picture once. `takeDrawingsFromMarkup` puts them back in the browser.
 */
export function leaveOutDrawings(handoff: string, markup: string): string {
  // To read and write again the data of a long table takes as long as a tenth of its page.
  if (!markup.includes(`${CHART_ATTRIBUTE}="`)) return handoff;
  const data: unknown = JSON.parse(handoff);
  for (const chart of findCharts(data))
    if (markup.includes(`${CHART_ATTRIBUTE}="${chart.id}"`)) chart.drawing = NOT_SENT;
  return JSON.stringify(data).replaceAll(UNSAFE_IN_SCRIPT, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Characters that end a script, or that JavaScript once read as the end of a line. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/gu;

/** Puts the pictures of a page's markup into the data that came with it, before React takes the page over. */
export function takeDrawingsFromMarkup(data: unknown, document: Document): void {
  for (const chart of findCharts(data)) {
    if (chart.drawing.wide !== "") continue;
    const figure = document.querySelector(`[${CHART_ATTRIBUTE}="${chart.id}"]`);
    const [wide, narrow] = figure?.querySelectorAll("[data-picture]") ?? [];
    if (wide && narrow) chart.drawing = { wide: wide.innerHTML, narrow: narrow.innerHTML };
  }
}

function* findCharts(data: unknown): Generator<DrawnChart> {
  if (typeof data !== "object" || data === null) return;
  if (isDrawnChart(data)) yield data;
  else for (const part of Object.values(data)) yield* findCharts(part);
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
