import * as Plot from "@observablehq/plot";
import { VERDICT_CODES, VERDICTS, type Verdict } from "#domain/statistics/verdict";
import { markColours, type LegendEntry } from "./legend";
import { INK_2, VERDICT_MARKS } from "./palette";
import { SYMBOLS } from "./symbols";

/** What decides how a body's dot looks. */
export interface Judged {
  readonly verdict: Verdict;
  /** Whether checks of its report fail: drawn hollow. */
  readonly failing: boolean;
}

/** Drawn first to last, so that what stands out lies on top. */
const DRAWING_ORDER = [
  "impossible",
  "too_few",
  "within",
  "low_95",
  "high_95",
  "low_998",
  "high_998",
] as const satisfies readonly Verdict[];

/** Dots in the colour and shape of their verdict; one mark a look keeps the SVG small. */
export function verdictDots<Row extends Judged>(
  rows: readonly Row[],
  channels: Plot.DotOptions,
): Plot.Markish[] {
  return DRAWING_ORDER.flatMap((verdict) =>
    [false, true].flatMap((failing) => {
      const alike = rows.filter((row) => row.verdict === verdict && row.failing === failing);
      if (alike.length === 0) return [];
      const { colour, symbol } = VERDICT_MARKS[verdict];
      return Plot.dot(alike, {
        r: 4.5,
        symbol: SYMBOLS[symbol],
        ...markColours(colour, failing),
        ...channels,
      });
    }),
  );
}

/** The legend of the verdicts that occur, and of hollow dots where there are some. */
export function verdictLegend(rows: readonly Judged[]): LegendEntry[] {
  const entries: LegendEntry[] = VERDICT_CODES.filter((code) =>
    rows.some((row) => row.verdict === code),
  ).map((code) => ({ words: VERDICTS[code].name, ...VERDICT_MARKS[code] }));
  return rows.some((row) => row.failing)
    ? [
        ...entries,
        { words: "空心：报告有未通过的核查", colour: INK_2, symbol: "circle", hollow: true },
      ]
    : entries;
}
