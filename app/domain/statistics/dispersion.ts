import { normalDensity, normalQuantile } from "./normal";
import { rootBetween } from "./root";
import type { Share } from "./tally";

/** How much more bodies differ than chance alone would make them. */
export interface Dispersion {
  /** Mean square of the winsorised z scores; 1 or less: no more than chance. */
  readonly phi: number;
  /** Variance between bodies on the arcsine scale as FunnelPlotR computes it; 0 when phi shows none. */
  readonly tau2: number;
  /** The same variance with the share that winsorising itself removes put back: see `correctedTau2`. */
  readonly tau2Corrected: number;
}

/** Share of the bodies pulled in at each end, so that the outliers sought do not hide themselves. */
export const WINSORISED = 0.1;

/** asin √p, radians: a scale on which the variance of a share is 1/4n whatever the share. */
export function arcsine(share: number): number {
  return Math.asin(Math.sqrt(share));
}

/** Quantile of sorted values by linear interpolation (type 7, the default of R). */
export function sampleQuantile(sorted: ArrayLike<number>, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

interface Score {
  /** 2√n (asin√p̂ − asin√target): standard normal when bodies differ by chance alone. */
  readonly z: number;
  readonly weight: number;
}

/** Mean square of values of which the outer 10% at each end are pulled in to the 10% and 90% quantiles. */
function winsorisedSquare(values: Float64Array): number {
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
function correctedTau2(scores: readonly Score[]): number {
  const due = (NORMAL_SQUARE * (scores.length - 1)) / scores.length;
  const surplus = (tau2: number): number =>
    winsorisedSquare(
      Float64Array.from(scores, ({ z, weight }) => z / Math.sqrt(1 + weight * tau2)),
    ) - due;
  if (surplus(0) <= 0) return 0;
  let low = 0;
  let high = 1e-6;
  while (surplus(high) > 0) {
    low = high;
    high *= 4;
  }
  return rootBetween(surplus, low, high);
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
export function dispersion(rows: readonly Share[], target: number): Dispersion {
  const centre = arcsine(target);
  const scores = rows
    .filter((row) => row.denominator > 0)
    .map(({ numerator, denominator }): Score => {
      const weight = 4 * denominator;
      return { z: Math.sqrt(weight) * (arcsine(numerator / denominator) - centre), weight };
    });
  const k = scores.length;
  if (k < 2) return { phi: 0, tau2: 0, tau2Corrected: 0 };
  const phi = winsorisedSquare(Float64Array.from(scores, ({ z }) => z));
  const weight = scores.reduce((sum, score) => sum + score.weight, 0);
  const squares = scores.reduce((sum, score) => sum + score.weight ** 2, 0);
  return {
    phi,
    tau2: Math.max(0, (k * phi - (k - 1)) / (weight - squares / weight)),
    tau2Corrected: correctedTau2(scores),
  };
}
