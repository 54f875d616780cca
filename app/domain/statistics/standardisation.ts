import { gammaQuantile } from "./distributions";
import { type BodyRatio, type Interval, isPossible, poolRatios, rateOf } from "./ratio";

/** The ratio of one body over one type of applicant. */
export interface StratumRatio extends BodyRatio {
  readonly stratum: string;
}

export interface Standardised {
  readonly code: string;
  readonly observed: number;
  readonly denominator: number;
  /** Cases if each type of applicant met the group's rate for that type. */
  readonly expected: number;
  /** Observed over expected; null when nothing is expected. */
  readonly ratio: number | null;
  readonly interval: Interval | null;
  /** rate − target = mixPoints + ownPoints, in shares: what its applicants explain and what is left to the body. */
  readonly mixPoints: number | null;
  readonly ownPoints: number | null;
}

/**
 * Exact limits of a Poisson mean from one count (F. Garwood 1936, Biometrika 28:437): gamma quantiles. For a
 * common outcome they are wider than need be, never narrower.
 */
export function poissonInterval(count: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    lower: count === 0 ? 0 : gammaQuantile(tail, count),
    upper: gammaQuantile(1 - tail, count + 1),
  };
}

/** `poissonInterval` that keeps what it has calculated: most bodies of a group share their count with others. */
function cacheIntervals(level: number): (count: number) => Interval {
  const known = new Map<number, Interval>();
  return (count) => {
    const limits = known.get(count) ?? poissonInterval(count, level);
    known.set(count, limits);
    return limits;
  };
}

/** Σ numerator and Σ denominator of the rows that share a key. */
function sumBy(rows: readonly StratumRatio[], key: "code" | "stratum"): Map<string, RatioSum> {
  const totals = new Map<string, RatioSum>();
  for (const row of rows) {
    const total = totals.get(row[key]) ?? { numerator: 0, denominator: 0 };
    total.numerator += row.numerator;
    total.denominator += row.denominator;
    totals.set(row[key], total);
  }
  return totals;
}

interface RatioSum {
  numerator: number;
  denominator: number;
}

/**
 * Indirect standardisation by type of applicant: E = Σ over types of the body's cases × the group's rate for
 * the type, O/E with the exact Poisson interval of O. The form gives outcomes by applicant, so nothing is
 * modelled. Impossible rows are left out; Σ O = Σ E over the group. With `only`, the bodies other than that one are left out of the result.
 */
export function standardise(
  rows: readonly StratumRatio[],
  { level = 0.95, only }: { readonly level?: number; readonly only?: string } = {},
): Standardised[] {
  const possible = rows.filter(isPossible);
  const groups = sumBy(possible, "stratum");
  const rates = new Map([...groups].map(([stratum, group]) => [stratum, rateOf(group) ?? 0]));
  const target = rateOf(poolRatios(possible));
  const expectedOf = new Map<string, number>();
  for (const { code, stratum, denominator } of possible) {
    const share = denominator * (rates.get(stratum) ?? 0);
    expectedOf.set(code, (expectedOf.get(code) ?? 0) + share);
  }
  const limitsOf = cacheIntervals(level);
  const bodies = sumBy(
    only === undefined ? possible : possible.filter(({ code }) => code === only),
    "code",
  );
  return [...bodies].map(([code, body]) => {
    const expected = expectedOf.get(code) ?? 0;
    const limits = limitsOf(body.numerator);
    const rate = rateOf(body);
    const known = rate !== null && target !== null;
    return {
      code,
      observed: body.numerator,
      denominator: body.denominator,
      expected,
      ratio: expected > 0 ? body.numerator / expected : null,
      interval:
        expected > 0 ? { lower: limits.lower / expected, upper: limits.upper / expected } : null,
      mixPoints: known ? expected / body.denominator - target : null,
      ownPoints: known ? rate - expected / body.denominator : null,
    };
  });
}
