import { betaQuantile } from "./beta";
import { rateOf, type Share } from "./tally";
import { wilson, type Interval } from "./wilson";

export interface Change extends Interval {
  /** Later less earlier, in shares: × 100 for 百分点. */
  readonly change: number;
}

/**
 * The change of a proportion between two years with Newcombe's hybrid score interval (R. G. Newcombe 1998,
 * Statistics in Medicine 17:873, method 10): with l and u the Wilson limits of each year,
 *
 *     change − √((p₂ − l₂)² + (u₁ − p₁)²)   to   change + √((u₂ − p₂)² + (p₁ − l₁)²)
 *
 * Null when either year counts nothing. Always inside −1..1; tells a real change when it leaves out 0.
 */
export function proportionDifference(earlier: Share, later: Share, level = 0.95): Change | null {
  const [p1, p2] = [rateOf(earlier), rateOf(later)];
  const [w1, w2] = [wilson(earlier, level), wilson(later, level)];
  if (p1 === null || p2 === null || w1 === null || w2 === null) return null;
  const change = p2 - p1;
  return {
    change,
    lower: change - Math.hypot(p2 - w2.lower, w1.upper - p1),
    upper: change + Math.hypot(w2.upper - p2, p1 - w1.lower),
  };
}

export interface RateRatio extends Interval {
  /** Later rate over earlier rate; Infinity when only the later year has cases. */
  readonly ratio: number;
}

/**
 * The ratio of two rates for small counts over large denominators (lawsuits, corrections), with the exact
 * interval given the two years' cases together: O₂ of O₁ + O₂ is binomial, and its Clopper–Pearson limits π
 * become (n₁/n₂) π/(1 − π). As `poisson.test` in R.
 *
 * Null when a denominator is 0 or neither year has a case; the upper limit is Infinity without a case before.
 */
export function rateRatio(earlier: Share, later: Share, level = 0.95): RateRatio | null {
  const cases = earlier.numerator + later.numerator;
  if (earlier.denominator <= 0 || later.denominator <= 0 || cases === 0) return null;
  const scale = earlier.denominator / later.denominator;
  const tail = (1 - level) / 2;
  const [a, b] = [later.numerator, earlier.numerator];
  const odds = (share: number): number => (scale * share) / (1 - share);
  return {
    ratio: (scale * a) / b,
    lower: a === 0 ? 0 : odds(betaQuantile(tail, a, b + 1)),
    upper: b === 0 ? Infinity : odds(betaQuantile(1 - tail, a + 1, b)),
  };
}
