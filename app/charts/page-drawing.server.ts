import { CHART_ATTRIBUTE, type DrawnChart, findCharts } from "./embedded-drawings";
import type { Drawing } from "./page-chart";

/** The drawings met while data are written that are handed over within this process; null at any other time. */
let held: PageDrawing[] | null = null;

/** A drawing among the data of a page: written with them where a browser asks for the data alone. */
export class PageDrawing implements Drawing {
  readonly wide: string;
  readonly narrow: string;

  constructor({ wide, narrow }: Drawing) {
    this.wide = wide;
    this.narrow = narrow;
  }

  toJSON(): Drawing {
    if (!held) return { wide: this.wide, narrow: this.narrow };
    held.push(this);
    return { wide: String(held.length - 1), narrow: "" };
  }
}

/** The same where the markup of the page shows it: written without its pictures. */
class ShownDrawing extends PageDrawing {
  override toJSON(): Drawing {
    return { wide: "", narrow: "" };
  }
}

/**
 * Data as a browser would read them from JSON, the drawings as they are: of a page with fourteen panels they are
 * most of the data, which would be written, read and written again before the markup holds them.
 */
export function copyAsJson<Data>(data: Data): Data {
  const drawings: PageDrawing[] = [];
  held = drawings;
  let text: string;
  try {
    text = JSON.stringify(data);
  } finally {
    held = null;
  }
  const copy: Data = JSON.parse(text);
  if (drawings.length === 0) return copy;
  const charts = findCharts(copy);
  if (charts.length !== drawings.length) throw new Error("A drawing stands among no chart");
  for (const chart of charts) restore(chart, drawings);
  return copy;
}

function restore(chart: DrawnChart, drawings: readonly PageDrawing[]): void {
  const drawing = drawings[Number(chart.drawing.wide)];
  if (!drawing) throw new Error(`The drawing of ${chart.id} is missing`);
  chart.drawing = new ShownDrawing(drawing);
}

/**
 * What is sent along with a page, of each picture that the markup already holds nothing: a page carries each
 * once. `takeDrawingsFromMarkup` puts them back in the browser.
 * @param handoff the data of the loaders and what else the framework sends, as it writes them
 * @param data those of the loaders
 */
export function leaveOutDrawings(handoff: string, markup: string, data: unknown): string {
  const charts = findCharts(data);
  const isInMarkup = ({ id }: DrawnChart): boolean => markup.includes(`${CHART_ATTRIBUTE}="${id}"`);
  if (charts.every((chart) => chart.drawing instanceof ShownDrawing && isInMarkup(chart)))
    return handoff;
  const drawings = new Map(
    charts.map(({ id, drawing: { wide, narrow } }) => [id, { wide, narrow }]),
  );
  const sent: unknown = JSON.parse(handoff);
  for (const chart of findCharts(sent))
    chart.drawing = isInMarkup(chart) ? NOT_SENT : (drawings.get(chart.id) ?? chart.drawing);
  return JSON.stringify(sent).replaceAll(UNSAFE_IN_SCRIPT, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const NOT_SENT: Drawing = { wide: "", narrow: "" };

/** Characters that end a script, or that JavaScript once read as the end of a line. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/gu;
