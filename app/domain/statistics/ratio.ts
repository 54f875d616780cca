import { twoSided } from "./normal";
import { RATE_FLOOR } from "./verdict";

/** A count out of a count: cases with an outcome among all the cases it could have happened to. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** The ratio of one body, by the body's code. */
export interface BodyRatio extends Ratio {
  readonly code: string;
}

/** A number used in arithmetic; null where none is stated, or where it cannot be calculated. */
export type Value = number | null;

/** Numerator and denominator as a report states them; null where it states none, or where a count has no denominator. */
export interface StatedRatio {
  readonly numerator: Value;
  readonly denominator: Value;
}

/**
 * How a numerator comes about from its denominator by chance. `binomial`: a share of the cases, 100% at most.
 * `poisson`: events per case, such as reviews and lawsuits per request handled, of which one case may have several
 * and which may be about the cases of another year: no upper bound.
 */
export type Distribution = "binomial" | "poisson";

export const DEFAULT_DISTRIBUTION: Distribution = "binomial";

/**
 * Whether a ratio can be one of cases: whole numbers from 0, and of a share numerator ≤ denominator.
 * A report with failing checks may print more answers of one kind than answers in all.
 */
export function isPossible(
  { numerator, denominator }: Ratio,
  distribution: Distribution = DEFAULT_DISTRIBUTION,
): boolean {
  return (
    Number.isInteger(numerator) &&
    Number.isInteger(denominator) &&
    numerator >= 0 &&
    denominator >= 0 &&
    (distribution === "poisson" || numerator <= denominator)
  );
}

/** Numerator / denominator in 0..1; null when nothing is counted: 0/0 is no rate. */
export function rateOf({ numerator, denominator }: Ratio): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

/** Σ numerator and Σ denominator of the possible rows: a group's rate is a ratio of sums, never a mean of rates. */
export function poolRatios(
  rows: readonly Ratio[],
  distribution: Distribution = DEFAULT_DISTRIBUTION,
): Ratio {
  let numerator = 0;
  let denominator = 0;
  for (const row of rows) {
    if (!isPossible(row, distribution)) continue;
    numerator += row.numerator;
    denominator += row.denominator;
  }
  return { numerator, denominator };
}

/** Bounds of a value, in the value's own unit. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson score interval of a proportion (E. B. Wilson 1927, JASA 22:209):
 *
 *     (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)
 *
 * Shares in 0..1, no continuity correction. 3/8 gives 13.7%–69.4%. 0/n starts at exactly 0 and n/n ends at
 * exactly 1; 0/0 has no interval (null).
 */
export function wilsonInterval({ numerator, denominator }: Ratio, level = 0.95): Interval | null {
  if (denominator <= 0) return null;
  const z = twoSided(level);
  const rate = numerator / denominator;
  const z2 = (z * z) / denominator;
  const middle = rate + z2 / 2;
  const half = z * Math.sqrt((rate * (1 - rate)) / denominator + z2 / (4 * denominator));
  return {
    lower: numerator === 0 ? 0 : (middle - half) / (1 + z2),
    upper: numerator === denominator ? 1 : (middle + half) / (1 + z2),
  };
}

export type SmallCount =
  | { readonly kind: "rate"; readonly rate: number; readonly interval: Interval }
  | { readonly kind: "counts"; readonly numerator: number; readonly denominator: number }
  | { readonly kind: "none" };

/**
 * What of a ratio may be shown: a rate with its interval, or only its two counts when there are fewer
 * cases than the floor, or nothing when there are no cases or the counts are impossible.
 *
 * For corrected reviews and lawsuits: “3件中纠正1件”, never “33.3%”.
 */
export function classifySmallCount(ratio: Ratio, floor: number = RATE_FLOOR): SmallCount {
  const rate = rateOf(ratio);
  const interval = isPossible(ratio) ? wilsonInterval(ratio) : null;
  if (rate === null || interval === null) return { kind: "none" };
  return ratio.denominator < floor
    ? { kind: "counts", numerator: ratio.numerator, denominator: ratio.denominator }
    : { kind: "rate", rate, interval };
}
