import { studentTwoSided } from "./distributions";
import {
  DEFAULT_DISTRIBUTION,
  type Distribution,
  isPossible,
  poolRatios,
  rateOf,
  type Ratio,
} from "./ratio";
import { ALARM_LEVELS } from "./verdict";

export interface YearRatio extends Ratio {
  readonly year: number;
}

export const TRENDS = {
  rising: { name: "呈上升趋势" },
  falling: { name: "呈下降趋势" },
  none: { name: "看不出逐年上升或下降" },
  cannot_be_judged: { name: "年份不足，不能判断趋势" },
} as const satisfies Record<string, { name: string }>;
type TrendCode = keyof typeof TRENDS;

export interface Trend {
  readonly trend: TrendCode;
  /** Years with cases. */
  readonly points: number;
  /** χ² for the trend, and how much more the years scatter about it than chance makes them; null when not judged. */
  readonly chiSquare: number | null;
  readonly phi: number | null;
  /** Two-sided, with that scatter allowed for. */
  readonly p: number | null;
  /** Weighted least-squares change a year, in shares. */
  readonly slope: number | null;
}

/** Two or three points are not a trend. */
export const TREND_POINTS = 5;

/**
 * Cochran–Armitage χ² test for a trend in proportions, scores = years, as `prop.trend.test` in R, with the scatter of
 * the years about the trend allowed for (quasi-likelihood, P. McCullagh and J. Nelder 1989, §4.5):
 *
 *     χ² = (Σ (tᵢ − t̄) xᵢ)² / (v Σ nᵢ(tᵢ − t̄)²),   v = p̄(1 − p̄), of events per case p̄
 *     φ = max(1, (Σ nᵢ(pᵢ − p̄)²/v − χ²)/(k − 2)),   t = √(χ²/φ) with k − 2 degrees of freedom
 *
 * A body's years differ by more than chance even where nothing moves, so χ² alone finds trends where there are none.
 * Judged at 99.8%, and only with five years or more that count something. A rate of 0% or 100% throughout has no
 * trend. Years across a break (change of form or of law) are the caller's to leave out.
 */
export function testTrend(
  rows: readonly YearRatio[],
  distribution: Distribution = DEFAULT_DISTRIBUTION,
): Trend {
  const years = rows.filter((row) => isPossible(row, distribution) && row.denominator > 0);
  const points = years.length;
  const total = poolRatios(years, distribution);
  const rate = rateOf(total);
  if (points < TREND_POINTS || rate === null) {
    return { trend: "cannot_be_judged", points, chiSquare: null, phi: null, p: null, slope: null };
  }
  const mean = years.reduce((sum, row) => sum + row.denominator * row.year, 0) / total.denominator;
  const drift = years.reduce((sum, row) => sum + (row.year - mean) * row.numerator, 0);
  const spread = years.reduce((sum, row) => sum + row.denominator * (row.year - mean) ** 2, 0);
  const variance = distribution === "poisson" ? rate : rate * (1 - rate);
  if (spread === 0 || variance === 0) {
    return { trend: "none", points, chiSquare: 0, phi: 1, p: 1, slope: 0 };
  }
  const chiSquare = drift ** 2 / (variance * spread);
  const scatter =
    years.reduce(
      (sum, row) => sum + (row.numerator - row.denominator * rate) ** 2 / row.denominator,
      0,
    ) /
      variance -
    chiSquare;
  const phi = Math.max(1, scatter / (points - 2));
  const p = studentTwoSided(Math.sqrt(chiSquare / phi), points - 2);
  const direction = drift > 0 ? "rising" : "falling";
  return {
    trend: p <= 2 * ALARM_LEVELS["998"] ? direction : "none",
    points,
    chiSquare,
    phi,
    p,
    slope: drift / spread,
  };
}
