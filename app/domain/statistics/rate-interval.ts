import { RATE_SCALES } from "./dispersion";
import { betaQuantile, gammaQuantile } from "./distributions";
import type { LimitBasis } from "./funnel-limits";
import { twoSided } from "./normal";
import {
  DEFAULT_DISTRIBUTION,
  type Distribution,
  type Interval,
  isPossible,
  type Ratio,
  rateOf,
  wilsonInterval,
} from "./ratio";

/**
 * Exact limits of a Poisson mean from one count (F. Garwood 1936, Biometrika 28:437): gamma quantiles.
 */
export function poissonInterval(count: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    lower: count === 0 ? 0 : gammaQuantile(tail, count),
    upper: gammaQuantile(1 - tail, count + 1),
  };
}

/**
 * The interval of a rate as it is printed: Wilson's of a share of cases, Garwood's over the denominator of events per
 * case. Null for impossible counts, and where nothing is counted.
 */
export function rateInterval(
  ratio: Ratio,
  distribution: Distribution = DEFAULT_DISTRIBUTION,
  level = 0.95,
): Interval | null {
  if (!isPossible(ratio, distribution) || ratio.denominator <= 0) return null;
  if (distribution === "binomial") return wilsonInterval(ratio, level);
  const { lower, upper } = poissonInterval(ratio.numerator, level);
  return { lower: lower / ratio.denominator, upper: upper / ratio.denominator };
}

export interface RateChange extends Interval {
  /** Later less earlier, in the rates' own unit: × 100 for 百分点. */
  readonly change: number;
}

/**
 * The change of a rate between two years with its 95% interval by the square-and-add method (R. G. Newcombe 1998,
 * Statistics in Medicine 17:873, method 10): with l and u the limits of each year as `rateInterval` gives them,
 *
 *     change − √((p₂ − l₂)² + (u₁ − p₁)²)   to   change + √((u₂ − p₂)² + (p₁ − l₁)²)
 *
 * Null when either year counts nothing or is impossible. Tells a real change when it leaves out 0.
 */
export function compareRates(
  earlier: Ratio,
  later: Ratio,
  distribution: Distribution = DEFAULT_DISTRIBUTION,
  level = 0.95,
): RateChange | null {
  const [p1, p2] = [rateOf(earlier), rateOf(later)];
  const w1 = rateInterval(earlier, distribution, level);
  const w2 = rateInterval(later, distribution, level);
  if (p1 === null || p2 === null || w1 === null || w2 === null) return null;
  const change = p2 - p1;
  return {
    change,
    lower: change - Math.hypot(p2 - w2.lower, w1.upper - p1),
    upper: change + Math.hypot(w2.upper - p2, p1 - w1.lower),
  };
}

/** The exact interval of a rate: C. Clopper and E. Pearson's of a share (1934), Garwood's of events per case. */
function exactInterval(
  { numerator, denominator }: Ratio,
  distribution: Distribution,
  level: number,
): Interval {
  if (distribution === "poisson") {
    const { lower, upper } = poissonInterval(numerator, level);
    return { lower: lower / denominator, upper: upper / denominator };
  }
  const tail = (1 - level) / 2;
  return {
    lower: numerator === 0 ? 0 : betaQuantile(tail, numerator, denominator - numerator + 1),
    upper:
      numerator === denominator
        ? 1
        : betaQuantile(1 - tail, numerator + 1, denominator - numerator),
  };
}

/**
 * What a body's own rate may be as one of a group of which the bodies differ among themselves: the exact interval, or
 * that of the wider model of the funnel where it reaches further. It leaves out the target exactly where the funnel
 * finds the body beyond a limit of the same level. Null for impossible counts, and where nothing is counted.
 */
export function judgedInterval(
  ratio: Ratio,
  { tau2, targetVariance = 0, distribution = DEFAULT_DISTRIBUTION }: LimitBasis,
  level = 0.95,
): Interval | null {
  if (!isPossible(ratio, distribution) || ratio.denominator <= 0) return null;
  const exact = exactInterval(ratio, distribution, level);
  const { to, from, most } = RATE_SCALES[distribution];
  const centre = to(ratio.numerator / ratio.denominator);
  const half = twoSided(level) * Math.sqrt(1 / (4 * ratio.denominator) + tau2 + targetVariance);
  return {
    lower: Math.min(exact.lower, from(Math.max(0, centre - half))),
    upper: Math.max(exact.upper, from(Math.min(most, centre + half))),
  };
}
