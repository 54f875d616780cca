import { binomialTerm } from "./saddle-point";

/** Both tails of a distribution at a point; each is computed, neither is one minus the other where that loses digits. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz's method; converges for x below (a+1)/(a+b+2). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 3e-16) break;
  }
  return value;
}

/**
 * P(X ≤ x) and P(X ≥ x) of a Beta(a, b), a, b > 0: the regularised incomplete beta function
 * (Abramowitz & Stegun 26.5.8), its leading factor by Loader's saddle-point expansion.
 */
export function betaTails(x: number, a: number, b: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x >= 1) return { lower: 1, upper: 0 };
  const term = binomialTerm(a, a + b, x, 1 - x);
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = ((term * b) / (a + b)) * fraction(x, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = ((term * a) / (a + b)) * fraction(1 - x, b, a);
  return { lower: 1 - upper, upper };
}

/** The x with P(X ≤ x) = p of a Beta(a, b): Newton's method inside a bracket that bisection keeps. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const tails = betaTails(x, a, b);
    const error = p <= 0.5 ? tails.lower - p : 1 - p - tails.upper;
    if (error > 0) high = x;
    else low = x;
    const density = (binomialTerm(a, a + b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * next) return next;
    x = next;
  }
  return x;
}
