/** A source of uniform numbers in [0, 1). */
export type Stream = () => number;

/** FNV-1a over the characters of a key, finished as MurmurHash3 does, so that near keys part. */
function hash(key: string, start: number): number {
  let h = start >>> 0;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The generator sfc32 (Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32. */
function sfc32(a: number, b: number, c: number, d: number): Stream {
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
 * The stream of random numbers that belongs to a key under a seed. Every thing that is drawn has a
 * key of its own, so one thing more or less leaves all others as they were.
 */
export function stream(seed: number, ...key: readonly (string | number)[]): Stream {
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
export function between(next: Stream, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

/** One of several things, each as likely as another. */
export function oneOf<T>(next: Stream, things: readonly [T, ...T[]]): T {
  return things[Math.floor(next() * things.length)] ?? things[0];
}

/** The same things in a random order (Fisher and Yates). */
export function shuffled<T>(next: Stream, things: readonly T[]): T[] {
  const rest = [...things];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return order;
}
