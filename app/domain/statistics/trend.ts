import { normalLower } from "./normal";
import { isPossible, poolRatios, rateOf, type Ratio } from "./ratio";
import { ALARM_LEVELS } from "./verdict";

export interface YearRatio extends Ratio {
  readonly year: number;
}

export const TRENDS = {
  rising: { name: "呈上升趋势" },
  falling: { name: "呈下降趋势" },
  none: { name: "无明显趋势" },
  cannot_be_judged: { name: "年份不足，不能判断趋势" },
} as const satisfies Record<string, { name: string }>;
type TrendCode = keyof typeof TRENDS;

export interface Trend {
  readonly trend: TrendCode;
  /** Years with cases. */
  readonly points: number;
  /** χ² with one degree of freedom and its p-value; null when not judged. */
  readonly chiSquare: number | null;
  readonly p: number | null;
  /** Weighted least-squares change a year, in shares. */
  readonly slope: number | null;
}

/** Two or three points are not a trend. */
export const TREND_POINTS = 5;

/**
 * Cochran–Armitage χ² test for a trend in proportions, scores = years, as `prop.trend.test` in R:
 *
 *     χ² = (Σ (tᵢ − t̄) xᵢ)² / (p̄(1 − p̄) Σ nᵢ(tᵢ − t̄)²)
 *
 * Judged at 99.8%, and only with five years or more that count something. A rate of 0% or 100% throughout has no
 * trend. Years across a break (change of form or of law) are the caller's to leave out.
 */
export function testTrend(rows: readonly YearRatio[]): Trend {
  const years = rows.filter((row) => isPossible(row) && row.denominator > 0);
  const points = years.length;
  const total = poolRatios(years);
  const rate = rateOf(total);
  if (points < TREND_POINTS || rate === null) {
    return { trend: "cannot_be_judged", points, chiSquare: null, p: null, slope: null };
  }
  const mean = years.reduce((sum, row) => sum + row.denominator * row.year, 0) / total.denominator;
  const drift = years.reduce((sum, row) => sum + (row.year - mean) * row.numerator, 0);
  const spread = years.reduce((sum, row) => sum + row.denominator * (row.year - mean) ** 2, 0);
  if (spread === 0 || rate === 0 || rate === 1) {
    return { trend: "none", points, chiSquare: 0, p: 1, slope: 0 };
  }
  const chiSquare = drift ** 2 / (rate * (1 - rate) * spread);
  const p = 2 * normalLower(-Math.sqrt(chiSquare));
  const direction = drift > 0 ? "rising" : "falling";
  return {
    trend: p <= 2 * ALARM_LEVELS["998"] ? direction : "none",
    points,
    chiSquare,
    p,
    slope: drift / spread,
  };
}
