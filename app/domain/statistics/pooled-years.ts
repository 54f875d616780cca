import { DEFAULT_LIMIT_MODEL, judgeRatio, LIMIT_MODELS, type LimitModel } from "./funnel";
import { RATE_SCALES } from "./dispersion";
import {
  type BodyRatio,
  DEFAULT_DISTRIBUTION,
  type Distribution,
  isPossible,
  poolRatios,
  rateOf,
  type Ratio,
} from "./ratio";
import { LEAST_JUDGED, RATE_FLOOR, type Verdict } from "./verdict";

/** The ratio of one body over several years. */
export interface PooledYears extends Ratio {
  readonly code: string;
  /** The years that count, ascending. */
  readonly years: readonly number[];
  /** Cases expected if each year the body had met the rate of the others of that year; null where there are none. */
  readonly expected: number | null;
  readonly verdict: Verdict;
}

interface PoolOptions {
  readonly model?: LimitModel;
  readonly distribution?: Distribution;
  /** Whether a year of a body counts: not before its boundaries last changed. */
  readonly counts?: (code: string, year: number) => boolean;
}

interface Sums {
  numerator: number;
  denominator: number;
  expected: number;
  /** Cases of the others in the same years. */
  others: number;
  readonly years: number[];
}

/**
 * Judges bodies over several years together, for those that are too small in each. A body's expected cases are those at
 * the rate of the others year by year (indirect standardisation by year), so that years under different laws may be
 * taken together and a year in which all are high makes nobody high. Verdicts are those of the funnel about the rate
 * E/N, with a τ² of these pooled scores; the uncertainty of the target is 1/4D with D the cases of the others.
 */
export function poolYears(
  ratios: ReadonlyMap<number, readonly BodyRatio[]>,
  options: PoolOptions = {},
): PooledYears[] {
  const { model = DEFAULT_LIMIT_MODEL, distribution = DEFAULT_DISTRIBUTION } = options;
  const bodies = sumYears(ratios, distribution, options.counts);
  const { to } = RATE_SCALES[distribution];
  const judgeable = [...bodies.values()].filter(
    ({ denominator, others }) => denominator >= RATE_FLOOR && others > 0,
  );
  const weights = Float64Array.from(judgeable, ({ denominator }) => 4 * denominator);
  const z = Float64Array.from(
    judgeable,
    ({ numerator, denominator, expected }) =>
      Math.sqrt(4 * denominator) * (to(numerator / denominator) - to(expected / denominator)),
  );
  const tau2 = LIMIT_MODELS[model].tau2({ z, weights });
  const enough = judgeable.length >= LEAST_JUDGED;
  const verdictOf = (code: string, sums: Sums): Verdict => {
    const { numerator, denominator, expected, others } = sums;
    if (denominator < RATE_FLOOR || others === 0) return "too_few";
    if (!enough) return "group_too_small";
    const target = { rate: expected / denominator, variance: 1 / (4 * others), distribution };
    return judgeRatio({ code, numerator, denominator }, target, tau2);
  };
  return [...bodies].map(([code, sums]) => ({
    code,
    numerator: sums.numerator,
    denominator: sums.denominator,
    years: sums.years.toSorted((a, b) => a - b),
    expected: sums.others > 0 ? sums.expected : null,
    verdict: verdictOf(code, sums),
  }));
}

function sumYears(
  ratios: ReadonlyMap<number, readonly BodyRatio[]>,
  distribution: Distribution,
  counts: (code: string, year: number) => boolean = () => true,
): Map<string, Sums> {
  const bodies = new Map<string, Sums>();
  for (const [year, rows] of ratios) {
    const whole = poolRatios(rows, distribution);
    for (const row of rows) {
      const { code, numerator, denominator } = row;
      if (!isPossible(row, distribution) || denominator === 0 || !counts(code, year)) continue;
      const others = whole.denominator - denominator;
      const rate = rateOf({ numerator: whole.numerator - numerator, denominator: others });
      if (rate === null) continue;
      const known = bodies.get(code);
      const sums = known ?? { numerator: 0, denominator: 0, expected: 0, others: 0, years: [] };
      if (!known) bodies.set(code, sums);
      sums.numerator += numerator;
      sums.denominator += denominator;
      sums.expected += denominator * rate;
      sums.others += others;
      sums.years.push(year);
    }
  }
  return bodies;
}
