import { normalQuantile } from "./normal";
import { rootBetween } from "./root";

const HALF_LOG_2PI = 0.918938533204672741780329736406;

/** Least argument at which the asymptotic series below hold to the last digit. */
const FAR = 16;

/** log Γ(x), x > 0: Stirling's series after moving the argument to 16 or more. Absolute error about 1e-14. */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < FAR) product *= y++;
  const s = 1 / (y * y);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188))))) / y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_2PI + series - Math.log(product);
}

/** ψ(x) = d log Γ(x)/dx, x > 0. */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < FAR) shift += 1 / y++;
  const s = 1 / (y * y);
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s / 132))));
  return Math.log(y) - 0.5 / y - series - shift;
}

/** ψ′(x), x > 0. */
export function trigamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < FAR) {
    shift += 1 / (y * y);
    y++;
  }
  const s = 1 / (y * y);
  const series = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - (s * 5) / 66))));
  return 1 / y + s / 2 + series / y + shift;
}

const TINY = 1e-300;

/** P(X ≤ x) and P(X ≥ x) of a Gamma(shape, 1): series below the mean, Lentz's continued fraction above. */
export function gammaTails(x: number, shape: number): { lower: number; upper: number } {
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
  return rootBetween(error, low, high);
}
