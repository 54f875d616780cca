import { asTrials, fitBetaBinomial } from "./beta-binomial";
import { betaQuantile } from "./distributions";
import {
  type BodyRatio,
  DEFAULT_DISTRIBUTION,
  type Distribution,
  type Interval,
  isPossible,
} from "./ratio";

/** A body's rate drawn towards the group's, the more the fewer cases it has, with its interval. */
export interface ShrunkenRate extends Interval {
  readonly code: string;
  readonly rate: number;
}

interface ShrinkOptions {
  readonly distribution?: Distribution;
  readonly level?: number;
}

/**
 * Empirical Bayes estimates (B. Efron & C. Morris 1975, JASA 70:311): mean and middle 95% of the beta posterior
 * Beta(α + k, β + n − k) under the group's beta-binomial fit. A rate for bodies too small to have one of their own.
 *
 * Bodies without cases and impossible rows have none. Nor has any where the bodies do not differ beyond chance: then the
 * group's rate is all that is known of each.
 *
 * @returns the rate of a row, reckoned when it is asked for; null where it has none
 */
export function shrinkWithin(
  rows: readonly BodyRatio[],
  { distribution = DEFAULT_DISTRIBUTION, level = 0.95 }: ShrinkOptions = {},
): (row: BodyRatio) => ShrunkenRate | null {
  const prior = fitBetaBinomial(rows.map((row) => asTrials(row, distribution)));
  if (!prior?.differs) return () => null;
  const tail = (1 - level) / 2;
  return (row) => {
    if (!isPossible(row, distribution) || row.denominator === 0) return null;
    const { numerator, denominator } = asTrials(row, distribution);
    const scale = denominator / row.denominator;
    const [a, b] = [prior.alpha + numerator, prior.beta + denominator - numerator];
    return {
      code: row.code,
      rate: (scale * a) / (a + b),
      lower: scale * betaQuantile(tail, a, b),
      upper: scale * betaQuantile(1 - tail, a, b),
    };
  };
}

/** The rates of all bodies that have one, in the order of the rows. */
export function shrinkRates(
  rows: readonly BodyRatio[],
  options: ShrinkOptions = {},
): ShrunkenRate[] {
  const shrink = shrinkWithin(rows, options);
  return rows.flatMap((row) => shrink(row) ?? []);
}
