import * as Plot from "@observablehq/plot";
import { type Verdict, VERDICT_CODES, VERDICTS } from "#domain/statistics/verdict";
import { FONT, isNarrow, type Margins, PLAIN, type Size, SMALL } from "./frame";
import type { ConcernSide } from "#domain/indicators/indicator";
import { colourOfVerdict, INK_2, PAPER, type SymbolName, SYMBOLS, VERDICT_MARKS } from "./palette";
import { measureText } from "./text-layout";

interface LegendEntry {
  readonly words: string;
  readonly colour: string;
  readonly symbol: SymbolName;
  readonly hollow?: boolean;
}

const ROW = 20;
const KEY = 14;
const GAP = 16;
/** How much wider words become where a page shows a wide chart smaller and its text as large as before. */
const GROWTH = 1.3;

interface Legend {
  readonly height: number;
  /** Its marks in a chart with these margins: it starts at the upper left corner of the picture. */
  readonly marks: (margins: Margins) => Plot.Markish[];
}

/** A legend in rows at the top of a chart. */
export function layOutLegend(entries: readonly LegendEntry[], size: Size): Legend {
  if (entries.length === 0) return { height: 0, marks: () => [] };
  const fontSize = isNarrow(size) ? SMALL : FONT;
  const placed: { entry: LegendEntry; left: number; row: number }[] = [];
  let left = 0;
  let row = 0;
  for (const entry of entries) {
    const width = KEY + measureText(entry.words, fontSize) * (isNarrow(size) ? 1 : GROWTH);
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
            ...markStyleOf(entry.colour, entry.hollow ?? false),
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
function markStyleOf(colour: string, hollow: boolean): Plot.DotOptions {
  return hollow
    ? { fill: PAPER, stroke: colour, strokeWidth: 1.6 }
    : { fill: colour, stroke: PAPER, strokeWidth: 0.8 };
}

/** What decides how a body's dot looks. */
interface JudgedMark {
  readonly verdict: Verdict;
  /** Whether checks of its report fail: drawn hollow. */
  readonly failing: boolean;
}

const DRAWING_ORDER = VERDICT_CODES.toSorted(
  (one, other) => VERDICT_MARKS[one].layer - VERDICT_MARKS[other].layer,
);

/** Dots in the colour and shape of their verdict; one mark a look keeps the SVG small. */
export function verdictDots<Row extends JudgedMark>(
  rows: readonly Row[],
  channels: Plot.DotOptions,
  concern: ConcernSide | undefined,
): Plot.Markish[] {
  return DRAWING_ORDER.flatMap((verdict) =>
    [false, true].flatMap((failing) => {
      const alike = rows.filter((row) => row.verdict === verdict && row.failing === failing);
      if (alike.length === 0) return [];
      const { symbol } = VERDICT_MARKS[verdict];
      const colour = colourOfVerdict(verdict, concern);
      return Plot.dot(alike, {
        r: 4.5,
        symbol: SYMBOLS[symbol],
        ...markStyleOf(colour, failing),
        ...channels,
      });
    }),
  );
}

/** The legend of the verdicts that occur, and of hollow dots where there are some. */
export function verdictLegend(
  rows: readonly JudgedMark[],
  concern: ConcernSide | undefined,
): LegendEntry[] {
  const entries: LegendEntry[] = VERDICT_CODES.filter((code) =>
    rows.some((row) => row.verdict === code),
  ).map((code) => {
    const { symbol } = VERDICT_MARKS[code];
    return { words: VERDICTS[code].short, colour: colourOfVerdict(code, concern), symbol };
  });
  return rows.some((row) => row.failing)
    ? [
        ...entries,
        { words: "空心：报告有未通过的核查", colour: INK_2, symbol: "circle", hollow: true },
      ]
    : entries;
}
