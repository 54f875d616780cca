import { sampleQuantile } from "./five-numbers";
import { normalDensity, normalQuantile } from "./normal";
import { findRoot } from "./distributions";
import { DEFAULT_DISTRIBUTION, type Distribution, type Ratio } from "./ratio";

/** How much more bodies differ than chance alone makes them differ. */
export interface Dispersion {
  /** Mean square of the winsorised z scores; 1 or less: no more than chance. */
  readonly phi: number;
  /** Variance between bodies on the arcsine scale as FunnelPlotR computes it; 0 when phi shows none. */
  readonly tau2: number;
}

/** Share of the bodies pulled in at each end, so that the outliers sought do not hide themselves. */
export const WINSORISED = 0.1;

/** asin √p, radians: a scale on which the variance of a share is 1/4n whatever the share. */
export function arcsine(share: number): number {
  return Math.asin(Math.sqrt(share));
}

/** A scale on which the variance of a rate over n cases is 1/4n, whatever the rate. */
interface RateScale {
  readonly to: (rate: number) => number;
  readonly from: (point: number) => number;
  /** Where the scale ends. */
  readonly most: number;
}

/** asin √p for shares of the cases, √p for events per case. */
export const RATE_SCALES: Readonly<Record<Distribution, RateScale>> = {
  binomial: { to: arcsine, from: (point) => Math.sin(point) ** 2, most: Math.PI / 2 },
  poisson: { to: Math.sqrt, from: (point) => point ** 2, most: Infinity },
};

/** How far each body with cases lies from the target. */
export interface Scores {
  /** 2√n (asin√p̂ − asin√target), of events per case 2√n (√p̂ − √target): standard normal when bodies differ by chance alone. */
  readonly z: Float64Array;
  /** 4n, of the same bodies. */
  readonly weights: Float64Array;
}

export function scoresOf(
  rows: readonly Ratio[],
  target: number,
  distribution: Distribution = DEFAULT_DISTRIBUTION,
): Scores {
  const scale = RATE_SCALES[distribution];
  const centre = scale.to(target);
  const counted = rows.filter((row) => row.denominator > 0);
  const weights = new Float64Array(counted.length);
  const z = new Float64Array(counted.length);
  counted.forEach(({ numerator, denominator }, i) => {
    weights[i] = 4 * denominator;
    z[i] = Math.sqrt(4 * denominator) * (scale.to(numerator / denominator) - centre);
  });
  return { z, weights };
}

/** The scores of several groups together, each taken about its own target. */
export function joinScores(groups: readonly Scores[]): Scores {
  const join = (arrays: readonly Float64Array[]): Float64Array =>
    Float64Array.from(arrays.flatMap((array) => [...array]));
  return { z: join(groups.map(({ z }) => z)), weights: join(groups.map(({ weights }) => weights)) };
}

/** Sorts the values in place. Mean square of values of which the outer 10% at each end are pulled in to the 10% and 90% quantiles. */
function meanWinsorisedSquare(values: Float64Array): number {
  const sorted = values.sort();
  const low = sampleQuantile(sorted, WINSORISED);
  const high = sampleQuantile(sorted, 1 - WINSORISED);
  let sum = 0;
  for (const value of sorted) sum += Math.min(high, Math.max(low, value)) ** 2;
  return sum / sorted.length;
}

const CUT = -normalQuantile(WINSORISED);
/** What `winsorisedSquare` of standard normal scores tends to: 0.6787, not 1. */
const NORMAL_SQUARE = 1 - 2 * WINSORISED - 2 * CUT * normalDensity(CUT) + 2 * WINSORISED * CUT ** 2;

/**
 * The τ² at which the winsorised scores z/√(1 + wτ²) vary as winsorised normal scores do (the equation of
 * Paule & Mandel 1982, J. Res. NBS 87:377, on winsorised scores), 0 when they vary less without it.
 *
 * Winsorising at 10% removes a third of the variance of normal scores, so the published τ² is too small: where bodies
 * ordinarily differ and none stands out, about 1% lie beyond each 99.8% limit instead of 0.1%. This τ² keeps to 0.1%
 * there, but where some bodies do stand out it takes part of their distance for spread and finds fewer of them. The
 * tests measure both.
 */
export function estimateCorrectedTau2({ z, weights }: Scores): number {
  const k = z.length;
  if (k < 2) return 0;
  const due = (NORMAL_SQUARE * (k - 1)) / k;
  const shrunk = new Float64Array(k);
  const surplus = (tau2: number): number => {
    for (let i = 0; i < k; i++) shrunk[i] = (z[i] ?? 0) / Math.sqrt(1 + (weights[i] ?? 0) * tau2);
    return meanWinsorisedSquare(shrunk) - due;
  };
  if (surplus(0) <= 0) return 0;
  let low = 0;
  let high = 1e-6;
  while (surplus(high) > 0) {
    low = high;
    high *= 4;
  }
  return findRoot(surplus, low, high);
}

/**
 * The additive random-effects model of over-dispersion (Spiegelhalter 2005, Statistics in Medicine 24:1185,
 * and as computed by FunnelPlotR for proportions):
 *
 *     z = 2√n (asin√p̂ − asin√target),   winsorised at the 10% and 90% quantiles
 *     φ = Σz²/k,   τ² = max(0, (kφ − (k−1)) / (Σw − Σw²/Σw)),   w = 4n
 *
 * Fewer than two bodies show no dispersion.
 */
export function measureDispersion({ z, weights }: Scores): Dispersion {
  const k = z.length;
  if (k < 2) return { phi: 0, tau2: 0 };
  const phi = meanWinsorisedSquare(z.slice());
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const squares = weights.reduce((sum, each) => sum + each ** 2, 0);
  return { phi, tau2: Math.max(0, (k * phi - (k - 1)) / (weight - squares / weight)) };
}
