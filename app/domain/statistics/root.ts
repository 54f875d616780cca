/**
 * The zero of a continuous function between two points where its signs differ, to about 14 digits: false
 * position with the Illinois step (Dowell & Jarratt 1971), a handful of evaluations where bisection needs fifty.
 */
export function rootBetween(f: (x: number) => number, from: number, to: number): number {
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
