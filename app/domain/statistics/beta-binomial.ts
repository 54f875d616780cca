import { arcsine } from "./dispersion";
import { findGammaLogs, type GammaLogs } from "./distributions";
import { type Distribution, isPossible, poolRatios, rateOf, type Ratio } from "./ratio";

/** How the true rates of a group's bodies are spread: Beta(alpha, beta). */
export interface BetaBinomial {
  readonly alpha: number;
  readonly beta: number;
  readonly mean: number;
  /** alpha + beta: the cases' worth of knowledge that the group lends each body. */
  readonly precision: number;
  /** Whether the bodies differ at all beyond chance; if not, precision stands at its bound. */
  readonly differs: boolean;
}

/** How many trials stand for a case that may have several events. */
const TRIALS_A_CASE = 100;

/**
 * Events per case as a share of many trials: a Poisson count is a binomial one of many trials with a small chance
 * each. The rates come out a hundredth as large, in the same order.
 */
export function asTrials({ numerator, denominator }: Ratio, distribution: Distribution): Ratio {
  return distribution === "binomial"
    ? { numerator, denominator }
    : { numerator, denominator: denominator * TRIALS_A_CASE };
}

/** Beyond this precision the bodies' rates differ by less than a tenth of a point. */
const MOST_PRECISION = 1e6;
const LEAST_PRECISION = 0.01;

interface LikelihoodPoint {
  readonly value: number;
  readonly gradient: readonly [number, number];
  readonly hessian: readonly [number, number, number];
}

const noLogs = (): GammaLogs => ({ log: 0, psi: 0, prime: 0 });

/** Log-likelihood with its derivatives in (logit mean, log precision). */
function evaluateLikelihood(
  rows: readonly Ratio[],
  logit: number,
  logPrecision: number,
): LikelihoodPoint {
  const m = 1 / (1 + Math.exp(-logit));
  const M = Math.exp(logPrecision);
  const [a, b] = [m * M, (1 - m) * M];
  const [ofA, ofB, ofM, atA, atB, atM] = [
    noLogs(),
    noLogs(),
    noLogs(),
    noLogs(),
    noLogs(),
    noLogs(),
  ];
  findGammaLogs(a, ofA);
  findGammaLogs(b, ofB);
  findGammaLogs(M, ofM);
  let value = 0;
  let [gA, gB, gM, hA, hB, hM] = [0, 0, 0, 0, 0, 0];
  for (const { numerator: k, denominator: n } of rows) {
    findGammaLogs(a + k, atA);
    findGammaLogs(b + n - k, atB);
    findGammaLogs(M + n, atM);
    value += atA.log - ofA.log + atB.log - ofB.log - atM.log + ofM.log;
    gA += atA.psi - ofA.psi;
    gB += atB.psi - ofB.psi;
    gM += atM.psi - ofM.psi;
    hA += atA.prime - ofA.prime;
    hB += atB.prime - ofB.prime;
    hM += atM.prime - ofM.prime;
  }
  // Chain rule: ∂a/∂logit = M m(1−m) = −∂b/∂logit, ∂a/∂log M = a, ∂b/∂log M = b.
  const v = M * m * (1 - m);
  const slope = gA - gB;
  return {
    value,
    gradient: [v * slope, a * gA + b * gB - M * gM],
    hessian: [
      v * v * (hA + hB) + v * (1 - 2 * m) * slope,
      v * (a * hA - b * hB) + v * slope,
      a * a * hA + b * b * hB - M * M * hM + a * gA + b * gB - M * gM,
    ],
  };
}

/** A step uphill: Newton's where the surface is a dome, else along the gradient; never more than 2 either way. */
function stepUphill({
  gradient: [g1, g2],
  hessian: [h11, h12, h22],
}: LikelihoodPoint): [number, number] {
  const determinant = h11 * h22 - h12 * h12;
  const dome = h11 < 0 && determinant > 0;
  const [s1, s2] = dome
    ? [(h12 * g2 - h22 * g1) / determinant, (h12 * g1 - h11 * g2) / determinant]
    : [g1 / Math.max(1, Math.abs(h11)), g2 / Math.max(1, Math.abs(h22))];
  const shrink = Math.min(1, 2 / Math.max(Math.abs(s1), Math.abs(s2), 1e-300));
  return [s1 * shrink, s2 * shrink];
}

/**
 * Maximum-likelihood beta-binomial fit of a group (J. G. Skellam 1948): the empirical prior by which a body's
 * rate is drawn towards the group's, the more the fewer cases it has.
 *
 * Deterministic: damped Newton from the pooled rate. All bodies with cases count, those under the floor too.
 * Null when nothing is counted or every case ended alike (rate 0 or 1).
 */
export function fitBetaBinomial(rows: readonly Ratio[]): BetaBinomial | null {
  const counted = rows.filter((row) => isPossible(row) && row.denominator > 0);
  const rate = rateOf(poolRatios(counted));
  if (rate === null || rate === 0 || rate === 1) return null;
  let [x, y] = [Math.log(rate / (1 - rate)), Math.log(50)];
  let here = evaluateLikelihood(counted, x, y);
  for (let round = 0; round < 100; round++) {
    const [dx, dy] = stepUphill(here);
    let [nextX, nextY, next] = [x, y, here];
    for (let scale = 1; scale > 1e-6; scale /= 2) {
      nextX = x + scale * dx;
      nextY = Math.min(
        Math.log(MOST_PRECISION),
        Math.max(Math.log(LEAST_PRECISION), y + scale * dy),
      );
      next = evaluateLikelihood(counted, nextX, nextY);
      if (next.value >= here.value - 1e-12 * Math.abs(here.value)) break;
    }
    const moved = Math.abs(nextX - x) + Math.abs(nextY - y);
    [x, y, here] = [nextX, nextY, next];
    if (moved < 1e-11) break;
  }
  const mean = 1 / (1 + Math.exp(-x));
  const precision = Math.exp(y);
  return {
    alpha: mean * precision,
    beta: (1 - mean) * precision,
    mean,
    precision,
    differs: precision < MOST_PRECISION * 0.99,
  };
}

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

function centreOf(
  { numerator, denominator }: Ratio,
  { alpha, beta }: BetaBinomial,
): { mean: number; sd: number } {
  const size = alpha + beta + denominator;
  return { mean: arcsine((alpha + numerator) / size), sd: 0.5 / Math.sqrt(size) };
}

/** A grid over everything the bodies' rates may be. */
export function buildRateGrid(
  rows: readonly Ratio[],
  prior: BetaBinomial,
  cells: number,
): RateGrid {
  let from = Math.PI / 2;
  let to = 0;
  for (const row of rows) {
    const { mean, sd } = centreOf(row, prior);
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
export function posteriorOf(row: Ratio, prior: BetaBinomial, grid: RateGrid): Posterior {
  const { mean, sd } = centreOf(row, prior);
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
