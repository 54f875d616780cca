/** A count out of a count: cases with an outcome among all the cases it could have happened to. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** The share of one body, named by the body's code. */
export interface Tally extends Share {
  readonly code: string;
}

/**
 * Whether a share can be one of cases: whole numbers, 0 ≤ numerator ≤ denominator.
 * A report with failing checks may print more answers of one kind than answers in all.
 */
export function isPossible({ numerator, denominator }: Share): boolean {
  return (
    Number.isInteger(numerator) &&
    Number.isInteger(denominator) &&
    numerator >= 0 &&
    numerator <= denominator
  );
}

/** The ratio, or null when nothing is counted: 0/0 is no rate. */
export function rateOf({ numerator, denominator }: Share): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

/** Σ numerator and Σ denominator of the possible rows: a group's rate is a ratio of sums, never a mean of rates. */
export function pooled(rows: readonly Share[]): Share {
  let numerator = 0;
  let denominator = 0;
  for (const row of rows) {
    if (!isPossible(row)) continue;
    numerator += row.numerator;
    denominator += row.denominator;
  }
  return { numerator, denominator };
}
