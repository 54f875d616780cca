import { fitBetaBinomial } from "./beta-binomial";
import { normalDensity, normalLower, normalQuantile } from "./normal";
import { asTrials, posteriorOf, buildRateGrid, type Posterior } from "./beta-binomial";
import { type BodyRatio, DEFAULT_DISTRIBUTION, type Distribution, isPossible } from "./ratio";
import { RATE_FLOOR } from "./verdict";

/** “3rd of 98, 95%: 1st–14th”; 1 is the highest rate. */
export interface Rank {
  readonly code: string;
  readonly rank: number;
  readonly of: number;
  readonly lower: number;
  readonly upper: number;
  /** Mean of the rank's distribution, by which bodies are put in order. */
  readonly expected: number;
}

/** Cells of the grid of rates: half as many in a long list, where neighbours cannot be told apart anyway. */
const cellsFor = (bodies: number): number => (bodies > 500 ? 256 : 512);

/**
 * Values of a body's own rate that stand for its posterior: the place of each in the distribution and its weight.
 * Closer together towards both ends, where the limits of the interval are.
 */
const NODES = Array.from({ length: 20 }, (_, k) => {
  const [from, to] = [k, k + 1].map((edge) => Math.sin((Math.PI * edge) / 40) ** 2);
  return { place: ((from ?? 0) + (to ?? 1)) / 2, weight: (to ?? 1) - (from ?? 0) };
});

/** For every cell of the grid: mean, variance and third moment of how many bodies have a higher rate. */
interface CountAbove {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly third: Float64Array;
}

function countAbove(posteriors: readonly Posterior[], cells: number): CountAbove {
  const mean = new Float64Array(cells);
  const variance = new Float64Array(cells);
  const third = new Float64Array(cells);
  const starting = new Float64Array(cells + 1);
  for (const { first, weights } of posteriors) {
    starting[first] = (starting[first] ?? 0) + 1;
    let higher = 1;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0;
      const p = higher - weight / 2;
      higher -= weight;
      const cell = first + i;
      const spread = p * (1 - p);
      mean[cell] = (mean[cell] ?? 0) + p;
      variance[cell] = (variance[cell] ?? 0) + spread;
      third[cell] = (third[cell] ?? 0) + spread * (1 - 2 * p);
    }
  }
  let surely = posteriors.length;
  for (let cell = 0; cell < cells; cell++) {
    surely -= starting[cell] ?? 0;
    mean[cell] = (mean[cell] ?? 0) + surely;
  }
  return { mean, variance, third };
}

/** The count of higher bodies given that the body's own rate lies in one of its cells. */
interface RankNode {
  readonly weight: number;
  readonly mean: number;
  readonly sd: number;
  readonly skew: number;
}

/** Mean of the count of others above a body over all the cells of its own rate. */
function expectedOf({ first, weights }: Posterior, { mean }: CountAbove): number {
  let expected = 0;
  let below = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const own = 1 - below - weight / 2;
    below += weight;
    expected += weight * ((mean[first + i] ?? 0) - own);
  }
  return expected;
}

/** The nodes of one body, each with the count of others above it. */
function nodesOf({ first, weights }: Posterior, group: CountAbove): RankNode[] {
  const nodes: RankNode[] = [];
  let below = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const own = 1 - below - weight / 2;
    below += weight;
    let node = NODES[nodes.length];
    if (!node || below < node.place) continue;
    const cell = first + i;
    const mean = (group.mean[cell] ?? 0) - own;
    const variance = Math.max(0, (group.variance[cell] ?? 0) - own * (1 - own));
    const third = (group.third[cell] ?? 0) - own * (1 - own) * (1 - 2 * own);
    const sd = Math.sqrt(variance);
    const skew = variance > 0 ? third / (variance * sd) : 0;
    for (; node && below >= node.place; node = NODES[nodes.length]) {
      nodes.push({ weight: node.weight, mean, sd, skew });
    }
  }
  return nodes;
}

/** P(rank ≤ r): a sum of unlike coin tosses, by the normal curve with a correction for its skewness (Volkova 1996). */
function probabilityUpTo(rank: number, nodes: readonly RankNode[]): number {
  let sum = 0;
  for (const { weight, mean, sd, skew } of nodes) {
    const x = (rank - 0.5 - mean) / Math.max(sd, 1e-9);
    if (x >= 6) sum += weight;
    else if (x > -6) {
      const p = normalLower(x) + (skew * (1 - x * x) * normalDensity(x)) / 6;
      sum += weight * Math.min(1, Math.max(0, p));
    }
  }
  return sum;
}

/** The least rank r with P(rank ≤ r) ≥ probability: outwards from the normal curve's guess, then by halves. */
function rankQuantile(
  probability: number,
  nodes: readonly RankNode[],
  expected: number,
  most: number,
): number {
  let variance = 0;
  for (const { weight, mean, sd } of nodes) variance += weight * ((mean - expected) ** 2 + sd * sd);
  const deviation = Math.sqrt(variance);
  const guess = Math.round(1 + expected + normalQuantile(probability) * deviation);
  const enough = (rank: number): boolean => probabilityUpTo(rank, nodes) >= probability;
  let tooLow = 0;
  let reached = most;
  let rank = Math.min(most, Math.max(1, guess));
  const direction = enough(rank) ? -1 : 1;
  for (let stride = 1 + Math.round(deviation / 8); rank > tooLow && rank < most; stride *= 2) {
    const up = enough(rank);
    if (up) reached = rank;
    else tooLow = rank;
    if (up === direction > 0) break;
    rank += direction * stride;
  }
  while (reached - tooLow > 1) {
    const middle = (tooLow + reached) >> 1;
    if (enough(middle)) reached = middle;
    else tooLow = middle;
  }
  return reached;
}

interface RankOptions {
  readonly floor?: number;
  readonly level?: number;
  readonly distribution?: Distribution;
}

/**
 * Ranks with their intervals. A body's true rate is known as the beta posterior of the group's beta-binomial fit;
 * its rank is 1 + the number of others with a higher true rate. Bodies are put in order of the mean of that
 * number (N. Laird & T. Louis 1989, J. Educ. Statist. 14:29), and the interval holds the middle 95% of it.
 *
 * The distribution is computed, not simulated: given the body's own rate, the others lie above it independently.
 * The same input gives the same answer on any machine, with no seed; the tests compare it with a simulation.
 *
 * Bodies under the floor and impossible rows are not ranked, though bodies under the floor count in the fit. Where
 * bodies hardly differ the order says nothing and the interval is nearly the whole list; it is widened to
 * hold the printed rank.
 *
 * @returns the rank of a body by its code, reckoned when it is asked for; null of one that is not ranked
 */
export function rankWithin(
  rows: readonly BodyRatio[],
  { floor = RATE_FLOOR, level = 0.95, distribution = DEFAULT_DISTRIBUTION }: RankOptions = {},
): (code: string) => Rank | null {
  const trials = (some: readonly BodyRatio[]): BodyRatio[] =>
    some.map((row) => ({ code: row.code, ...asTrials(row, distribution) }));
  const prior = fitBetaBinomial(trials(rows));
  const ranked = trials(
    rows.filter((row) => isPossible(row, distribution) && row.denominator >= Math.max(1, floor)),
  );
  if (prior === null || ranked.length === 0) return () => null;
  const cells = cellsFor(ranked.length);
  const grid = buildRateGrid(ranked, prior, cells);
  const own = ({ numerator, denominator }: BodyRatio): Posterior =>
    posteriorOf({ numerator, denominator }, prior, grid);
  const posteriors = ranked.map(own);
  const group = countAbove(posteriors, cells);
  const order = Float64Array.from(posteriors, (each) => expectedOf(each, group)).sort();
  const rowOf = new Map(ranked.map((row) => [row.code, row]));
  const tail = (1 - level) / 2;
  return (code) => {
    const row = rowOf.get(code);
    if (!row) return null;
    const posterior = own(row);
    const expected = expectedOf(posterior, group);
    const nodes = nodesOf(posterior, group);
    const rank = 1 + countBelow(order, expected - 1e-9);
    return {
      code,
      rank,
      of: ranked.length,
      lower: Math.min(rank, rankQuantile(tail, nodes, expected, ranked.length)),
      upper: Math.max(rank, rankQuantile(1 - tail, nodes, expected, ranked.length)),
      expected: 1 + expected,
    };
  };
}

/** The ranks of all bodies that are ranked, in the order of the rows. Empty when there is nothing to put in order. */
export function rankBodies(rows: readonly BodyRatio[], options: RankOptions = {}): Rank[] {
  const rankOf = rankWithin(rows, options);
  return rows.flatMap(({ code }) => rankOf(code) ?? []);
}

/** How many of the sorted values are less than this one. */
function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
