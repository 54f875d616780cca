import type { LimitBasis } from "./funnel-limits";
import { judgedInterval } from "./rate-interval";
import { type BodyRatio, type Interval, isPossible, poolRatios, type Ratio, rateOf } from "./ratio";

/** The ratio of one body over one type of applicant. */
export interface StratumRatio extends BodyRatio {
  readonly stratum: string;
}

export interface Standardised {
  readonly code: string;
  readonly observed: number;
  readonly denominator: number;
  /** Cases if each type of applicant met the rate of the other bodies for that type. */
  readonly expected: number;
  /** Observed over expected; null when nothing is expected. */
  readonly ratio: number | null;
  /** Of O/E: leaves out 1 where the funnel would find the body beyond a limit with E in the place of its target. */
  readonly interval: Interval | null;
  /** rate − target, that of the others = mixPoints + ownPoints, in shares: what its applicants explain and what is left to the body. */
  readonly mixPoints: number | null;
  readonly ownPoints: number | null;
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

/** The rate of the others: a group's sums less those of one body. Null where the others count nothing. */
function rateWithout(group: Ratio, own: Ratio): number | null {
  return rateOf({
    numerator: group.numerator - own.numerator,
    denominator: group.denominator - own.denominator,
  });
}

interface StandardisationOptions {
  /** The bodies whose result is wanted; all where it is left out. */
  readonly only?: ReadonlySet<string> | undefined;
  /** What the limits of a body in the funnel stand on; chance alone where it is left out. */
  readonly basisOf?: (code: string) => LimitBasis | undefined;
}

/**
 * Indirect standardisation by type of applicant: E = Σ over types of the body's cases × the rate of the other bodies
 * for the type (their rate over all types where they have no case of it). The form gives outcomes by applicant, so
 * nothing is modelled. The interval of O/E is that of `judgedInterval`, over E. Impossible rows are left out.
 */
export function standardise(
  rows: readonly StratumRatio[],
  { only, basisOf }: StandardisationOptions = {},
): Standardised[] {
  const possible = rows.filter((row) => isPossible(row));
  const groups = sumBy(possible, "stratum");
  const whole = poolRatios(possible);
  const bodies = sumBy(possible, "code");
  const expectedOf = new Map<string, number>();
  for (const row of possible) {
    const { code, stratum, denominator } = row;
    const group = groups.get(stratum);
    const body = bodies.get(code);
    const rate = (group && rateWithout(group, row)) ?? (body && rateWithout(whole, body)) ?? null;
    const share = rate === null ? NaN : denominator * rate;
    if (denominator > 0) expectedOf.set(code, (expectedOf.get(code) ?? 0) + share);
  }
  return [...bodies]
    .filter(([code]) => only?.has(code) ?? true)
    .map(([code, body]) => {
      const sum = expectedOf.get(code) ?? 0;
      const expected = Number.isNaN(sum) ? 0 : sum;
      const rate = rateOf(body);
      const target = rateWithout(whole, body);
      const known = rate !== null && target !== null;
      const limits = expected > 0 ? judgedInterval(body, basisOf?.(code) ?? { tau2: 0 }) : null;
      const scale = body.denominator / expected;
      return {
        code,
        observed: body.numerator,
        denominator: body.denominator,
        expected,
        ratio: expected > 0 ? body.numerator / expected : null,
        interval: limits && { lower: limits.lower * scale, upper: limits.upper * scale },
        mixPoints: known ? expected / body.denominator - target : null,
        ownPoints: known ? rate - expected / body.denominator : null,
      };
    });
}
