import { twoSided } from "./normal";
import type { Interval } from "./ratio";

/** Two figures of one body. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

export interface RankCorrelation {
  /** −1..1; null with fewer than two different values on a side. */
  readonly rho: number | null;
  readonly n: number;
  /** Null with fewer than four pairs. */
  readonly interval: Interval | null;
}

/**
 * Spearman's rank correlation, ties at their mean rank, with the interval of D. Bonett and T. Wright (2000,
 * Psychometrika 65:23): tanh(artanh ρ ± z √((1 + ρ²/2)/(n − 3))).
 */
export function correlateRanks(pairs: readonly Pair[], level = 0.95): RankCorrelation {
  const n = pairs.length;
  const rho = correlate(midranksOf(pairs.map(({ x }) => x)), midranksOf(pairs.map(({ y }) => y)));
  if (rho === null || n < 4) return { rho, n, interval: null };
  const half = twoSided(level) * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  const at = (sign: number): number => Math.tanh(Math.atanh(rho) + sign * half);
  return { rho, n, interval: { lower: at(-1), upper: at(1) } };
}

/** Ranks from 1; equal values share the mean of theirs. */
function midranksOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function correlate(xs: readonly number[], ys: readonly number[]): number | null {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const moment = (of: (index: number) => number) =>
    xs.reduce((sum, _, index) => sum + of(index), 0);
  const dx = (index: number) => (xs[index] ?? 0) - mx;
  const dy = (index: number) => (ys[index] ?? 0) - my;
  const spread = Math.sqrt(moment((i) => dx(i) ** 2) * moment((i) => dy(i) ** 2));
  return spread > 0 ? moment((i) => dx(i) * dy(i)) / spread : null;
}
