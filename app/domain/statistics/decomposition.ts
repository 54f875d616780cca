import {
  type BodyRatio,
  DEFAULT_DISTRIBUTION,
  type Distribution,
  isPossible,
  poolRatios,
  rateOf,
  type Ratio,
} from "./ratio";

/**
 * The sum of floating-point numbers as if in unlimited precision, rounded once: the same in any order
 * (J. R. Shewchuk 1997, Adaptive precision floating-point arithmetic, as `math.fsum` in Python).
 */
export function sumExactly(values: Iterable<number>): number {
  let partials: number[] = [];
  for (const value of values) {
    let x = value;
    const kept: number[] = [];
    for (const y of partials) {
      const [large, small] = Math.abs(x) < Math.abs(y) ? [y, x] : [x, y];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) kept.push(low);
      x = high;
    }
    partials = [...kept, x];
  }
  return roundOnce(partials);
}

/** The sum of partials that do not overlap, smallest first, rounded half to even as a whole. */
function roundOnce(partials: readonly number[]): number {
  let high = 0;
  for (let index = partials.length - 1; index >= 0; index -= 1) {
    const partial = partials[index] ?? 0;
    const sum = high + partial;
    const low = partial - (sum - high);
    high = sum;
    if (low === 0) continue;
    // What is lost lies exactly half way: the next partial says which way the whole sum rounds.
    const next = partials[index - 1] ?? 0;
    if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
      const doubled = low * 2;
      if (high + doubled - high === doubled) high += doubled;
    }
    break;
  }
  return high + 0;
}

/** What one body contributes to the change of the group's rate, in shares. */
export interface Contribution {
  readonly code: string;
  /**
   * `stayed`: cases in both years. `entered`, `left`: cases in one only, by boundary change or for want of
   * cases; its own rate cannot have changed, so all it does is by share.
   */
  readonly presence: "stayed" | "entered" | "left";
  /** Through the change of its own rate, at its mean share of the volume. */
  readonly byRate: number;
  /** Through the change of its share of the volume, by how far its mean rate is from the group's. */
  readonly byShare: number;
  readonly earlier: Ratio | null;
  readonly later: Ratio | null;
}

export interface Decomposition {
  readonly earlier: number;
  readonly later: number;
  readonly change: number;
  /** Σ of the possible rows of each year. */
  readonly sums: { readonly earlier: Ratio; readonly later: Ratio };
  readonly contributions: readonly Contribution[];
  /** The four bars of a waterfall. */
  readonly byRate: number;
  readonly byShare: number;
  readonly byEntered: number;
  readonly byLeft: number;
  /** change − Σ of all parts: what rounding to 53 bits leaves, under 1e-15; not spread over the bodies. */
  readonly residue: number;
}

/**
 * How the change of a pooled rate between two years comes about (E. M. Kitagawa 1955, Components of a difference
 * between two rates, JASA 50:1168). With sᵢ a body's share of the volume, rᵢ its rate and R̄ the mean of the two
 * pooled rates:
 *
 *     R₂ − R₁ = Σ ½(s₁ᵢ + s₂ᵢ)(r₂ᵢ − r₁ᵢ)  +  Σ (½(r₁ᵢ + r₂ᵢ) − R̄)(s₂ᵢ − s₁ᵢ)
 *
 * and for bodies with cases in one year only s₂ᵢ(r₂ᵢ − R̄) or −s₁ᵢ(r₁ᵢ − R̄). Measuring rates from R̄ leaves the sum
 * as it is (the shares of each year sum to 1) and makes a body's share part mean something by itself: a body
 * above the rest that grows raises the rate.
 *
 * Codes are unique within a year. Null when either year counts nothing. Impossible rows are left out of both.
 */
export function decompose(
  earlierRows: readonly BodyRatio[],
  laterRows: readonly BodyRatio[],
  distribution: Distribution = DEFAULT_DISTRIBUTION,
): Decomposition | null {
  const [total1, total2] = [
    poolRatios(earlierRows, distribution),
    poolRatios(laterRows, distribution),
  ];
  const [earlier, later] = [rateOf(total1), rateOf(total2)];
  if (earlier === null || later === null) return null;
  const middle = (earlier + later) / 2;
  const [first, second] = [
    countedByCode(earlierRows, distribution),
    countedByCode(laterRows, distribution),
  ];

  const contributions = [...new Set([...first.keys(), ...second.keys()])].map(
    (code): Contribution => {
      const [a, b] = [first.get(code) ?? null, second.get(code) ?? null];
      const [r1, r2] = [a && rateOf(a), b && rateOf(b)];
      const s1 = a ? a.denominator / total1.denominator : 0;
      const s2 = b ? b.denominator / total2.denominator : 0;
      const stayed = r1 !== null && r2 !== null;
      const mean = stayed ? (r1 + r2) / 2 : (r1 ?? r2 ?? middle);
      return {
        code,
        presence: stayed ? "stayed" : b ? "entered" : "left",
        byRate: stayed ? ((s1 + s2) / 2) * (r2 - r1) : 0,
        byShare: (mean - middle) * (s2 - s1),
        earlier: a,
        later: b,
      };
    },
  );

  const change = later - earlier;
  const shares = (presence: Contribution["presence"]): number =>
    sumExactly(contributions.filter((c) => c.presence === presence).map((c) => c.byShare));
  return {
    earlier,
    later,
    change,
    sums: { earlier: total1, later: total2 },
    contributions,
    byRate: sumExactly(contributions.map((c) => c.byRate)),
    byShare: shares("stayed"),
    byEntered: shares("entered"),
    byLeft: shares("left"),
    residue: sumExactly([change, ...contributions.flatMap((c) => [-c.byRate, -c.byShare])]),
  };
}

function countedByCode(rows: readonly BodyRatio[], distribution: Distribution): Map<string, Ratio> {
  return new Map(
    rows
      .filter((row) => isPossible(row, distribution) && row.denominator > 0)
      .map(({ code, numerator, denominator }) => [code, { numerator, denominator }]),
  );
}
