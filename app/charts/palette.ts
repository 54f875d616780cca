import type { Outcome } from "#domain/indicators/outcome-mix";
import type { Verdict } from "#domain/statistics/verdict";
import { readableOn } from "./contrast";
import type { SymbolName } from "./symbols";

/**
 * The colours of every chart and legend, as plain values: a chart leaves the page as SVG, PNG and
 * Word. Those that the pages share stand in `app/styles/tokens.css` too; a test holds them equal.
 */
export const PAPER = "#ffffff";
export const PAPER_2 = "#f6f7f9";
export const INK = "#1a1f29";
export const INK_2 = "#565f6e";
export const RULE = "#e2e5ea";
export const RULE_STRONG = "#b9c0cb";
export const ACCENT = "#1d4f91";
/** A group that bodies are compared with. */
export const REFERENCE = "#79818d";
/** Interval and range bars: ground behind the mark that carries the figure. */
export const RANGE = "#c9cfd8";
export const RANGE_STRONG = "#98a1ae";

/** How a verdict is drawn: colour and shape together, never colour alone. */
export const VERDICT_MARKS = {
  high_998: { colour: "#b5371a", symbol: "triangleUp" },
  high_95: { colour: "#d06a1f", symbol: "diamond" },
  within: { colour: "#6f7885", symbol: "circle" },
  low_95: { colour: "#3d8fb0", symbol: "square" },
  low_998: { colour: "#0f5f85", symbol: "triangleDown" },
  too_few: { colour: "#7d8592", symbol: "cross" },
  impossible: { colour: "#7d8592", symbol: "bar" },
} as const satisfies Record<Verdict, { colour: string; symbol: SymbolName }>;

/**
 * Outcomes keep one colour everywhere, told apart under protanopia, deuteranopia and tritanopia.
 * 本机关不掌握 is the strongest, its sister group 无法提供的其他情形 a paler one of its family.
 */
export const OUTCOME_COLOURS = {
  disclosed: "#549474",
  partially_disclosed: "#256457",
  not_disclosed: "#34466e",
  not_held: "#7d1040",
  unable_other: "#8c5f8c",
  not_processed: "#825c20",
  other_handling: "#8f949d",
} as const satisfies Record<Outcome, string>;

/** Lines of table 四. */
export const DISPUTE_COLOURS = {
  review: "#34507e",
  direct_suit: "#b87a2e",
  post_review_suit: "#8583ad",
} as const;

/** Parts of a change between two years: a body's own rate, and its share of the volume. */
export const EFFECT_COLOURS = { byRate: "#1d4f91", byShare: "#b07f2f" } as const;

/** The text colour that reads best on a mark. */
export function inkOn(ground: string): string {
  return readableOn(ground, [PAPER, INK]);
}
