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
