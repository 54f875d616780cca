/** A group in five numbers (Tukey), the quartiles interpolated. */
export interface FiveNumbers {
  readonly least: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly most: number;
}

/** Quantile of sorted values by linear interpolation (R type 7, DuckDB quantile_cont); NaN of no values. */
export function sampleQuantile(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  return low + (position - below) * ((sorted[below + 1] ?? low) - low);
}

/** Least, quartiles and greatest of some values; null when there are none. */
export function fiveNumbersOf(values: readonly number[]): FiveNumbers | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return {
    least: sampleQuantile(sorted, 0),
    q1: sampleQuantile(sorted, 0.25),
    median: sampleQuantile(sorted, 0.5),
    q3: sampleQuantile(sorted, 0.75),
    most: sampleQuantile(sorted, 1),
  };
}
