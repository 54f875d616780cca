import type { Outcome } from "#domain/indicators/indicators";
import type { ConcernSide } from "#domain/indicators/indicator";
import { type Verdict, VERDICTS } from "#domain/statistics/verdict";

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
/** The band of intervals along a line in the accent's colour. */
export const BAND = "#dfe7f1";

/** The text colour that reads best on a mark. */
export function inkOn(ground: string): string {
  return mostReadableOn(ground, [PAPER, INK]);
}

/** Of several ink colours the one that reads best on a ground. */
function mostReadableOn(ground: string, inks: readonly string[]): string {
  return inks.reduce((best, ink) =>
    contrastOf(ink, ground) > contrastOf(best, ground) ? ink : best,
  );
}

/** Relative luminance of a colour #rrggbb (WCAG 2.1). */
function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast of two colours, 1 to 21 (WCAG 2.1). */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

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

/**
 * How a verdict is drawn: colour and shape together, never colour alone. Layers are drawn from 0 up, so
 * that what stands out lies on top.
 */
export const VERDICT_MARKS = {
  high_998: { colour: "#b5371a", symbol: "triangleUp", sign: "▲", layer: 6 },
  high_95: { colour: "#d06a1f", symbol: "diamond", sign: "◆", layer: 4 },
  within: { colour: "#6f7885", symbol: "circle", sign: "●", layer: 2 },
  low_95: { colour: "#3d8fb0", symbol: "square", sign: "■", layer: 3 },
  low_998: { colour: "#0f5f85", symbol: "triangleDown", sign: "▼", layer: 5 },
  too_few: { colour: "#7d8592", symbol: "cross", sign: "×", layer: 1 },
  impossible: { colour: "#7d8592", symbol: "bar", sign: "－", layer: 0 },
  group_too_small: { colour: "#7d8592", symbol: "plus", sign: "＋", layer: 0 },
} as const satisfies Record<
  Verdict,
  { colour: string; symbol: SymbolName; sign: string; layer: number }
>;

/** The verdict on the other side as far out. */
const MIRRORED: Readonly<Partial<Record<Verdict, Verdict>>> = {
  high_998: "low_998",
  high_95: "low_95",
  low_95: "high_95",
  low_998: "high_998",
};

/**
 * The colour of a verdict: warm on the side that is a concern of the indicator, cool on the other, and cool on both
 * where neither is. The shape keeps the direction.
 */
export function colourOfVerdict(verdict: Verdict, concern: ConcernSide | undefined): string {
  const { side } = VERDICTS[verdict];
  const isWarm = side === "high" || side === "low" ? side === concern : false;
  const isDrawnHigh = side === "high";
  const shown = isWarm === isDrawnHigh ? verdict : (MIRRORED[verdict] ?? verdict);
  return VERDICT_MARKS[shown].colour;
}

type Corners = readonly (readonly [number, number])[];

/** A shape as Plot draws it. */
interface Shape {
  draw(context: Pick<CanvasPath, "moveTo" | "lineTo" | "closePath">, size: number): void;
}

/** A closed shape from corners in units of the radius of a circle that looks equally large. */
function polygon(corners: Corners): Shape {
  return {
    draw(context, size) {
      const radius = Math.sqrt(size / Math.PI);
      corners.forEach(([x, y], index) => {
        if (index === 0) context.moveTo(x * radius, y * radius);
        else context.lineTo(x * radius, y * radius);
      });
      context.closePath();
    },
  };
}

const CROSS: Corners = [
  [-1, -0.6],
  [-0.6, -1],
  [0, -0.4],
  [0.6, -1],
  [1, -0.6],
  [0.4, 0],
  [1, 0.6],
  [0.6, 1],
  [0, 0.4],
  [-0.6, 1],
  [-1, 0.6],
  [-0.4, 0],
];

/** The shapes of the verdicts: each can be filled or, for a body with failing checks, hollow. */
export const SYMBOLS = {
  circle: "circle",
  triangleUp: polygon([
    [0, -1.4],
    [1.3, 0.9],
    [-1.3, 0.9],
  ]),
  triangleDown: polygon([
    [0, 1.4],
    [-1.3, -0.9],
    [1.3, -0.9],
  ]),
  diamond: polygon([
    [0, -1.4],
    [1.15, 0],
    [0, 1.4],
    [-1.15, 0],
  ]),
  square: polygon([
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95],
  ]),
  cross: polygon(CROSS),
  plus: polygon([
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
    [-1.2, -0.4],
    [-0.4, -0.4],
  ]),
  bar: polygon([
    [-1.2, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [-1.2, 0.4],
  ]),
} as const satisfies Record<string, Shape | "circle">;

export type SymbolName = keyof typeof SYMBOLS;

interface BodyMark {
  readonly colour: string;
  readonly symbol: SymbolName;
}

/** Bodies of one chart, each told by colour and by shape: as many as stand side by side. */
export const BODY_MARKS: readonly [BodyMark, ...BodyMark[]] = [
  { colour: "#1d4f91", symbol: "circle" },
  { colour: "#b5541e", symbol: "triangleUp" },
  { colour: "#2a7f62", symbol: "square" },
  { colour: "#7b4fa3", symbol: "diamond" },
  { colour: "#8a6d00", symbol: "triangleDown" },
  { colour: "#3b4350", symbol: "plus" },
];
