import { normalQuantile } from "./normal";

/**
 * The zero of a continuous function between two points where its signs differ, to about 14 digits: false
 * position with the Illinois step (Dowell & Jarratt 1971), a handful of evaluations where bisection needs fifty.
 */
export function findRoot(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let [atA, atB] = [f(a), f(b)];
  if (atA === 0) return a;
  for (let step = 0; step < 200 && atB !== 0; step++) {
    const x = b - (atB * (b - a)) / (atB - atA);
    if (Math.abs(x - b) <= 1e-14 * Math.abs(x)) return x;
    const atX = f(x);
    if (atX > 0 === atB > 0) atA /= 2;
    else [a, atA] = [b, atB];
    [b, atB] = [x, atX];
  }
  return b;
}

const HALF_LOG_2PI = 0.918938533204672741780329736406;

/** Least argument at which the asymptotic series below hold to the last digit. */
const FAR = 16;

/** log Γ(x), x > 0: Stirling's series after moving the argument to 16 or more. Absolute error about 1e-14. */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < FAR) product *= y++;
  return stirlingSeries(y, Math.log(y)) - Math.log(product);
}

/** log Γ(y) from 16 on. */
function stirlingSeries(y: number, logY: number): number {
  const s = 1 / (y * y);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188))))) / y;
  return (y - 0.5) * logY - y + HALF_LOG_2PI + series;
}

/** log Γ, ψ = (log Γ)′ and ψ′ at one point. */
export interface GammaLogs {
  log: number;
  psi: number;
  prime: number;
}

/** Sets `at` to log Γ and its two derivatives at x > 0, which share what takes longest of each. */
export function findGammaLogs(x: number, at: GammaLogs): void {
  let [product, inverses, squares] = [1, 0, 0];
  let y = x;
  while (y < FAR) {
    product *= y;
    inverses += 1 / y;
    squares += 1 / (y * y);
    y++;
  }
  const logY = Math.log(y);
  const s = 1 / (y * y);
  at.log = stirlingSeries(y, logY) - (product === 1 ? 0 : Math.log(product));
  const psi = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s / 132))));
  at.psi = logY - 0.5 / y - psi - inverses;
  const prime = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - (s * 5) / 66))));
  at.prime = 1 / y + s / 2 + prime / y + squares;
}

/** Both tails of a distribution at a point; each is computed, neither is one minus the other where that loses digits. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** Stands for 0 in a continued fraction (Lentz). */
const TINY = 1e-300;

/** P(X ≤ x) and P(X ≥ x) of a Gamma(shape, 1): series below the mean, Lentz's continued fraction above. */
export function gammaTails(x: number, shape: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  const factor = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (shape + n);
    return { lower: factor * sum, upper: 1 - factor * sum };
  }
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b || TINY);
    c = b + a / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 3e-16) break;
  }
  return { lower: 1 - factor * value, upper: factor * value };
}

/** The x with P(X ≤ x) = p of a Gamma(shape, 1), 0 < p < 1. */
export function gammaQuantile(p: number, shape: number): number {
  const error = (x: number): number => {
    const tails = gammaTails(x, shape);
    return p <= 0.5 ? tails.lower - p : 1 - p - tails.upper;
  };
  // Wilson & Hilferty's approximation, then outwards until the quantile lies between.
  const near = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  let low = shape * Math.max(near, 0.1) ** 3 * (1 - 1e-3);
  let high = low * (1 + 2e-3);
  while (error(low) > 0) low /= 1.1;
  while (error(high) < 0) high *= 1.1;
  return findRoot(error, low, high);
}

/** log n! less Stirling's formula for it: tends to 1/12n. */
function stirlingError(n: number): number {
  if (n <= 15) return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2PI;
  const s = 1 / (n * n);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188))))) / n;
}

/** x log(x/m) + m − x without the cancellation when x is near m. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * Γ(n+1) / Γ(x+1)Γ(n−x+1) · pˣ qⁿ⁻ˣ for real 0 ≤ x ≤ n, p + q = 1, in about 14 digits at any n.
 *
 * C. Loader (2000), Fast and accurate computation of binomial probabilities; logarithms of factorials
 * would lose a digit with every tenfold n.
 */
function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q));
  if (x === n) return Math.exp(q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p));
  const log =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * p) -
    deviance(n - x, n * q);
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/** The continued fraction of the incomplete beta function, by Lentz's method; converges for x below (a+1)/(a+b+2). */
function betaFraction(x: number, a: number, b: number): number {
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
    const lower = ((term * b) / (a + b)) * betaFraction(x, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = ((term * a) / (a + b)) * betaFraction(1 - x, b, a);
  return { lower: 1 - upper, upper };
}

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

/** P(R = k) for R ~ Poisson(mean). */
function poissonMass(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  if (k === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);
}

/** P(R ≤ k) and P(R ≥ k) for R ~ Poisson(mean): both count k itself. */
export function poissonTails(k: number, mean: number): Tails {
  if (mean === 0) return { lower: 1, upper: k === 0 ? 1 : 0 };
  return {
    lower: gammaTails(mean, k + 1).upper,
    upper: k === 0 ? 1 : gammaTails(mean, k).lower,
  };
}

/**
 * The counts of which as few, or as many, have a probability of at most `tail`, read off the straight line between
 * whole numbers so that limits drawn over n are a curve. The lower one may be as low as −1.
 */
export function poissonLimits(tail: number, mean: number): { lower: number; upper: number } {
  const guess = mean + Math.sqrt(mean) * normalQuantile(tail);
  let low = Math.max(0, Math.round(guess));
  while (poissonTails(low, mean).lower < tail) low++;
  while (low > 0 && poissonTails(low - 1, mean).lower >= tail) low--;
  let high = Math.max(1, Math.round(2 * mean - guess));
  while (poissonTails(high, mean).upper > tail) high++;
  while (high > 1 && poissonTails(high - 1, mean).upper <= tail) high--;
  return {
    lower: low - (poissonTails(low, mean).lower - tail) / poissonMass(low, mean),
    upper: high - 1 + (poissonTails(high - 1, mean).upper - tail) / poissonMass(high - 1, mean),
  };
}

/** P(T ≥ |t|) + P(T ≤ −|t|) of Student's t with so many degrees of freedom. */
export function studentTwoSided(t: number, freedom: number): number {
  return betaTails(freedom / (freedom + t * t), freedom / 2, 0.5).lower;
}

/** The x with P(X ≤ x) = p of a Beta(a, b), 0 < p < 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  const error = (x: number): number => {
    const tails = betaTails(x, a, b);
    return p <= 0.5 ? tails.lower - p : 1 - p - tails.upper;
  };
  let [low, high] = [0, 1];
  // Halves until the quantile is caught closely enough for false position to be quick.
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (error(middle) > 0) high = middle;
    else low = middle;
  }
  return findRoot(error, low, high);
}

/** The least r with P(R ≤ r) ≥ probability, with that P and P(R = r). */
function locateQuantile(
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

/**
 * The binomial quantile read off the straight line between r − 1 and r, so that limits drawn over n are
 * a curve and not a saw: r − (P(R ≤ r) − probability) / P(R = r). Spiegelhalter 2005, appendix A.1.1.
 * May be as low as −1 when r is 0.
 */
export function interpolatedQuantile(probability: number, n: number, p: number): number {
  const { r, upTo, mass } = locateQuantile(probability, n, p);
  return r - (upTo - probability) / mass;
}
