/** A group in five numbers: least, quartiles, greatest. */
export interface FiveNumbers {
  readonly least: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly most: number;
}

/** Quantile of sorted values by linear interpolation (R type 7, DuckDB quantile_cont). */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The five numbers of a group; null of an empty one. */
export function fiveNumbersOf(values: readonly number[]): FiveNumbers | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return {
    least: quantile(sorted, 0),
    q1: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    q3: quantile(sorted, 0.75),
    most: quantile(sorted, 1),
  };
}
