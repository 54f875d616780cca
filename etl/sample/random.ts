/** A source of uniform numbers in [0, 1). */
export type RandomStream = () => number;

/** FNV-1a over the characters of a key with MurmurHash3's finalizer, so that similar keys differ. */
function hash(key: string, start: number): number {
  let h = start >>> 0;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The generator sfc32 (Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32. */
function sfc32(a: number, b: number, c: number, d: number): RandomStream {
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
}

/**
 * The random numbers of a key under a seed. Everything drawn has its own key, so that adding or removing
 * one thing leaves all others the same.
 */
export function randomStream(seed: number, ...key: readonly (string | number)[]): RandomStream {
  const name = `${seed}/${key.join("/")}`;
  const next = sfc32(
    hash(name, 0x811c9dc5),
    hash(name, 0x9e3779b9),
    hash(name, 0x85ebca77),
    hash(name, 0xc2b2ae3d),
  );
  for (let i = 0; i < 8; i++) next();
  return next;
}

/** A whole number from low to high, both included. */
export function randomInteger(next: RandomStream, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

/** One of several things, each as likely as another. */
export function pickOne<T>(next: RandomStream, things: readonly [T, ...T[]]): T {
  return things[Math.floor(next() * things.length)] ?? things[0];
}

/** The same things in a random order (Fisher and Yates). */
export function shuffle<T>(next: RandomStream, things: readonly T[]): T[] {
  const rest = [...things];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return order;
}

/** A standard normal deviate (Box and Muller). */
export function normal(next: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - next()));
  return radius * Math.cos(2 * Math.PI * next());
}

/** A standard normal deviate kept within a bound, so that no body is extreme unless planted. */
export function boundedNormal(next: RandomStream, bound: number): number {
  let z = normal(next);
  while (Math.abs(z) > bound) z = normal(next);
  return z;
}

/** A gamma deviate of mean `shape` and scale 1 (Marsaglia and Tsang 2000). */
export function gamma(next: RandomStream, shape: number): number {
  if (shape < 1) return gamma(next, shape + 1) * Math.pow(1 - next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A beta deviate of mean a / (a + b). */
export function beta(next: RandomStream, a: number, b: number): number {
  const x = gamma(next, a);
  return x / (x + gamma(next, b));
}

/**
 * Draws the successes in n trials of chance p, exactly: by inversion when few are expected, otherwise by
 * splitting at the median order statistic, which is beta distributed (Devroye 1986, X.4.3).
 */
export function binomial(next: RandomStream, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(next, n, 1 - p);
  if (n * p > 30) {
    const middle = (n + 1) >> 1;
    const x = beta(next, middle, n + 1 - middle);
    return x <= p
      ? middle + binomial(next, n - middle, (p - x) / (1 - x))
      : binomial(next, middle - 1, p / x);
  }
  const odds = p / (1 - p);
  let chance = Math.pow(1 - p, n);
  let u = next();
  let successes = 0;
  while (u > chance && successes < n) {
    u -= chance;
    chance *= ((n - successes) / (successes + 1)) * odds;
    successes++;
  }
  return successes;
}

/** A Poisson deviate, exactly; a large mean is reduced by gamma deviates (Ahrens and Dieter 1974). */
export function poisson(next: RandomStream, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) {
    const m = Math.floor((mean * 7) / 8);
    const x = gamma(next, m);
    return x < mean ? m + poisson(next, mean - x) : binomial(next, m - 1, mean / x);
  }
  let chance = Math.exp(-mean);
  let u = next();
  let events = 0;
  while (u > chance && events < 1000) {
    u -= chance;
    events++;
    chance *= mean / events;
  }
  return events;
}

/** A Poisson count whose mean varies as a gamma: variance mean + mean² / shape. */
export function negativeBinomial(next: RandomStream, mean: number, shape: number): number {
  return poisson(next, (mean * gamma(next, shape)) / shape);
}

/** Divides n things at random in proportion to the weights. */
export function multinomial(next: RandomStream, n: number, weights: readonly number[]): number[] {
  let left = n;
  let weight = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => {
    const drawn = left === 0 ? 0 : binomial(next, left, w / weight);
    left -= drawn;
    weight -= w;
    return drawn;
  });
}
