/** Σ cᵢ xⁱ, coefficients from the constant upwards. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] ?? 0);
  return sum;
}

// W. J. Cody (1969), Rational Chebyshev approximations for the error function, scaled to the normal.
const NEAR_P = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287,
  0.065682337918207449113,
];
const NEAR_Q = [
  45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1,
];
const MIDDLE_P = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711,
  597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764,
  1.0765576773720192317e-8,
];
const MIDDLE_Q = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091,
  6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];
const FAR_P = [
  2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639,
  0.21589853405795699, 0.02307344176494017303,
];
const FAR_Q = [
  7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118,
  1.28426009614491121, 1,
];

const NEAR = 0.67448975;
const MIDDLE = Math.sqrt(32);
const INVERSE_ROOT_2PI = 0.398942280401432677939946;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return INVERSE_ROOT_2PI * Math.exp(-0.5 * z * z);
}

/** P(Z ≤ −y) for y > 0.67, in full relative accuracy. */
function tail(y: number): number {
  const whole = Math.trunc(y * 16) / 16;
  const density = Math.exp(-0.5 * whole * whole) * Math.exp(-0.5 * (y - whole) * (y + whole));
  if (y <= MIDDLE) return (density * polynomial(y, MIDDLE_P)) / polynomial(y, MIDDLE_Q);
  const s = 1 / (y * y);
  return (density * (INVERSE_ROOT_2PI - (s * polynomial(s, FAR_P)) / polynomial(s, FAR_Q))) / y;
}

/** P(Z ≤ z). The upper tail is `normalLower(-z)`: never `1 − …`, which loses the small digits. */
export function normalLower(z: number): number {
  const y = Math.abs(z);
  if (y <= NEAR) return 0.5 + (z * polynomial(z * z, NEAR_P)) / polynomial(z * z, NEAR_Q);
  return z > 0 ? 1 - tail(y) : tail(y);
}

// M. J. Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution.
const CENTRE_P = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_Q = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
];
const OUTER_P = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
  7.7454501427834140764e-4,
];
const OUTER_Q = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const EXTREME_P = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
];
const EXTREME_Q = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
  7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
  2.04426310338993978564e-15,
];

/** The z with P(Z ≤ z) = p, 0 < p < 1: 0.975 gives 1.96, 0.999 gives 3.09. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, CENTRE_P)) / polynomial(r, CENTRE_Q);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(r - 1.6, OUTER_P) / polynomial(r - 1.6, OUTER_Q)
      : polynomial(r - 5, EXTREME_P) / polynomial(r - 5, EXTREME_Q);
  return q < 0 ? -size : size;
}

/**
 * P(σZ + τ(E − 1) ≥ x) with Z standard normal and E exponential of mean 1: chance together with a strongly skewed
 * spread of mean 0 and deviation τ (the exponentially modified normal distribution, E. Grushka 1972).
 */
export function skewedUpper(x: number, sigma: number, tau: number): number {
  // Where chance outweighs the spread by far its skewness does not show, and the exponential below would overflow.
  if (tau <= sigma / 6) return normalLower(-x / Math.hypot(sigma, tau));
  const above = (x + tau) / sigma;
  const ratio = sigma / tau;
  return normalLower(-above) + Math.exp(ratio * (ratio / 2 - above)) * normalLower(above - ratio);
}

/** The z of a two-sided interval: level 0.95 gives 1.96. */
export function twoSided(level: number): number {
  return -normalQuantile((1 - level) / 2);
}
