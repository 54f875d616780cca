import { betaTails, type Tails } from "./beta";
import { normalQuantile } from "./normal";
import { binomialTerm } from "./saddle-point";

/** P(R = k) for R ~ Binomial(n, p). */
export function binomialMass(k: number, n: number, p: number): number {
  return k < 0 || k > n ? 0 : binomialTerm(k, n, p, 1 - p);
}

/**
 * P(R ≤ k) and P(R ≥ k): both count k itself, so they sum to 1 + P(R = k). The tail that k lies in is
 * computed, the other is what is left of 1.
 */
export function binomialTails(k: number, n: number, p: number): Tails {
  if (k < 0) return { lower: 0, upper: 1 };
  if (k > n) return { lower: 1, upper: 0 };
  const mass = binomialMass(k, n, p);
  if (k < n * p) {
    const lower = betaTails(p, k + 1, n - k).upper;
    return { lower, upper: Math.min(1, 1 - lower + mass) };
  }
  const upper = k === 0 ? 1 : betaTails(p, k, n - k + 1).lower;
  return { lower: Math.min(1, 1 - upper + mass), upper };
}

/** The least r with P(R ≤ r) ≥ probability, with that P and P(R = r). */
function step(
  probability: number,
  n: number,
  p: number,
): { r: number; upTo: number; mass: number } {
  const z = normalQuantile(probability);
  const sd = Math.sqrt(n * p * (1 - p));
  const guess = n * p + sd * z + ((1 - 2 * p) * (z * z - 1)) / 6;
  let r = Math.min(n, Math.max(0, Math.round(guess)));
  let upTo = binomialTails(r, n, p).lower;
  let mass = binomialMass(r, n, p);
  while (upTo < probability && r < n) {
    r++;
    mass = binomialMass(r, n, p);
    upTo += mass;
  }
  while (r > 0 && upTo - mass >= probability) {
    upTo -= mass;
    r--;
    mass = binomialMass(r, n, p);
  }
  return { r, upTo, mass };
}

/** The least r with P(R ≤ r) ≥ probability, 0 < p < 1. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  return step(probability, n, p).r;
}

/**
 * The binomial quantile read off the straight line between r − 1 and r, so that limits drawn over n are
 * a curve and not a saw: r − (P(R ≤ r) − probability) / P(R = r). Spiegelhalter 2005, appendix A.1.1.
 * May be as low as −1 when r is 0.
 */
export function interpolatedQuantile(probability: number, n: number, p: number): number {
  const { r, upTo, mass } = step(probability, n, p);
  return r - (upTo - probability) / mass;
}
