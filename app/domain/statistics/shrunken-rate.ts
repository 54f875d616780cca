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
  /** The bodies whose rate is wanted; all where it is left out. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly level?: number;
}

/**
 * Empirical Bayes estimates (B. Efron & C. Morris 1975, JASA 70:311): mean and middle 95% of the beta posterior
 * Beta(α + k, β + n − k) under the group's beta-binomial fit. A rate for bodies too small to have one of their own.
 *
 * Bodies without cases and impossible rows have none. Empty where the bodies do not differ beyond chance: then the
 * group's rate is all that is known of each.
 */
export function shrinkRates(
  rows: readonly BodyRatio[],
  { distribution = DEFAULT_DISTRIBUTION, only, level = 0.95 }: ShrinkOptions = {},
): ShrunkenRate[] {
  const prior = fitBetaBinomial(rows.map((row) => asTrials(row, distribution)));
  if (!prior?.differs) return [];
  const tail = (1 - level) / 2;
  return rows
    .filter((row) => isPossible(row, distribution) && row.denominator > 0)
    .filter(({ code }) => only?.has(code) ?? true)
    .map((row) => {
      const { numerator, denominator } = asTrials(row, distribution);
      const scale = denominator / row.denominator;
      const [a, b] = [prior.alpha + numerator, prior.beta + denominator - numerator];
      return {
        code: row.code,
        rate: (scale * a) / (a + b),
        lower: scale * betaQuantile(tail, a, b),
        upper: scale * betaQuantile(1 - tail, a, b),
      };
    });
}
