/**
 * The sum of floating-point numbers as if in unlimited precision, rounded once: the same in any order
 * (J. R. Shewchuk 1997, Adaptive precision floating-point arithmetic, as `math.fsum` in Python).
 */
export function exactSum(values: Iterable<number>): number {
  let partials: number[] = [];
  for (const value of values) {
    let x = value;
    const kept: number[] = [];
    for (const y of partials) {
      const [large, small] = Math.abs(x) < Math.abs(y) ? [y, x] : [x, y];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) kept.push(low);
      x = high;
    }
    partials = [...kept, x];
  }
  return roundedOnce(partials);
}

/** The sum of partials that do not overlap, smallest first, rounded half to even as a whole. */
function roundedOnce(partials: readonly number[]): number {
  let high = 0;
  for (let index = partials.length - 1; index >= 0; index -= 1) {
    const partial = partials[index] ?? 0;
    const sum = high + partial;
    const low = partial - (sum - high);
    high = sum;
    if (low === 0) continue;
    // What is lost lies exactly half way: the next partial says which way the whole sum rounds.
    const next = partials[index - 1] ?? 0;
    if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
      const doubled = low * 2;
      if (high + doubled - high === doubled) high += doubled;
    }
    break;
  }
  return high + 0;
}

/**
 * Rounds parts to whole units of `unit` so that they sum to the rounded total: every part is rounded down, and the
 * units still missing go to the largest remainders (Hamilton's method; ties to the earlier part). No part
 * moves by a whole unit when the parts do sum to the total.
 *
 * Returns counts of units: with unit 0.0001, 12 is 0.12 个百分点.
 */
export function apportion(parts: readonly number[], total: number, unit: number): number[] {
  const floors = parts.map((part) => Math.floor(part / unit));
  const missing = Math.round(total / unit) - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part / unit - (floors[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  byRemainder.slice(0, Math.max(0, missing)).forEach(({ index }) => {
    floors[index] = (floors[index] ?? 0) + 1;
  });
  return floors;
}
