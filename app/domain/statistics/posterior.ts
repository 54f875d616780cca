import type { BetaBinomial } from "./beta-binomial";
import { arcsine } from "./dispersion";
import type { Share } from "./tally";

/** A scale of true rates that all bodies of a group share: equal steps of asin√rate. */
export interface RateGrid {
  readonly from: number;
  readonly step: number;
  /** log sin and log cos at the middle of every cell. */
  readonly logSin: Float64Array;
  readonly logCos: Float64Array;
}

/** What is known of one body's true rate: probabilities of the cells `first` onwards; none outside. */
export interface Posterior {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Standard deviations beyond which a posterior is taken to be nothing. */
const REACH = 6;

function place(
  { numerator, denominator }: Share,
  { alpha, beta }: BetaBinomial,
): { mean: number; sd: number } {
  const size = alpha + beta + denominator;
  return { mean: arcsine((alpha + numerator) / size), sd: 0.5 / Math.sqrt(size) };
}

/** A grid over everything the bodies' rates may be. */
export function rateGrid(rows: readonly Share[], prior: BetaBinomial, cells: number): RateGrid {
  let from = Math.PI / 2;
  let to = 0;
  for (const row of rows) {
    const { mean, sd } = place(row, prior);
    from = Math.min(from, Math.max(0, mean - REACH * sd));
    to = Math.max(to, Math.min(Math.PI / 2, mean + REACH * sd));
  }
  const step = (to - from) / cells;
  const middle = Float64Array.from({ length: cells }, (_, cell) => from + (cell + 0.5) * step);
  return {
    from,
    step,
    logSin: middle.map((angle) => Math.log(Math.sin(angle))),
    logCos: middle.map((angle) => Math.log(Math.cos(angle))),
  };
}

/** The beta posterior of a body on the grid: Beta(α + k, β + n − k), density ∝ sin²ᵃ⁻¹ cos²ᵇ⁻¹ on this scale. */
export function posterior(row: Share, prior: BetaBinomial, grid: RateGrid): Posterior {
  const { mean, sd } = place(row, prior);
  const { from, step, logSin, logCos } = grid;
  const [a, b] = [
    2 * (prior.alpha + row.numerator) - 1,
    2 * (prior.beta + row.denominator - row.numerator) - 1,
  ];
  const first = Math.max(0, Math.floor((mean - REACH * sd - from) / step));
  const end = Math.min(logSin.length, Math.ceil((mean + REACH * sd - from) / step));
  const peak = a * Math.log(Math.sin(mean)) + b * Math.log(Math.cos(mean));
  const weights = new Float64Array(end - first);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = Math.exp(a * (logSin[first + i] ?? 0) + b * (logCos[first + i] ?? 0) - peak);
    weights[i] = weight;
    total += weight;
  }
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) / total;
  return { first, weights };
}
