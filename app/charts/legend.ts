import * as Plot from "@observablehq/plot";
import { FONT, isNarrow, PLAIN, SMALL, type Margins, type Size } from "./frame";
import { PAPER } from "./palette";
import { SYMBOLS, type SymbolName } from "./symbols";
import { textWidth } from "./text-width";

export interface LegendEntry {
  readonly words: string;
  readonly colour: string;
  readonly symbol: SymbolName;
  readonly hollow?: boolean;
}

const ROW = 20;
const KEY = 14;
const GAP = 16;

export interface Legend {
  readonly height: number;
  /** The marks, for a chart with these margins: a legend starts at the corner of the picture. */
  readonly marks: (margins: Margins) => Plot.Markish[];
}

/** A legend in rows at the top of a chart. */
export function legend(entries: readonly LegendEntry[], size: Size): Legend {
  if (entries.length === 0) return { height: 0, marks: () => [] };
  const fontSize = isNarrow(size) ? SMALL : FONT;
  const placed: { entry: LegendEntry; left: number; row: number }[] = [];
  let left = 0;
  let row = 0;
  for (const entry of entries) {
    const width = KEY + textWidth(entry.words, fontSize);
    if (left > 0 && left + width > size.width) {
      left = 0;
      row += 1;
    }
    placed.push({ entry, left, row });
    left += width + GAP;
  }
  return {
    height: (row + 1) * ROW + 6,
    marks: ({ marginTop = 0, marginLeft = 0 }) =>
      placed.flatMap(({ entry, left, row }) => {
        const at = {
          frameAnchor: "top-left",
          dy: row * ROW + ROW / 2 - marginTop,
        } as const;
        return [
          Plot.dot([0], {
            ...at,
            dx: left - marginLeft + 5,
            r: 4,
            symbol: SYMBOLS[entry.symbol],
            ...markColours(entry.colour, entry.hollow ?? false),
          }),
          Plot.text([entry.words], {
            ...at,
            ...PLAIN,
            lineAnchor: "middle",
            fontSize,
            dx: left - marginLeft + KEY,
            textAnchor: "start",
          }),
        ];
      }),
  };
}

/** Filled, or hollow for a body with failing checks. */
export function markColours(colour: string, hollow: boolean): Plot.DotOptions {
  return hollow
    ? { fill: PAPER, stroke: colour, strokeWidth: 1.6 }
    : { fill: colour, stroke: PAPER, strokeWidth: 0.8 };
}
