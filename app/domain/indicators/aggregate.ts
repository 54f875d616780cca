/** What becomes of an indicator over many reports. */
export interface Aggregate {
  readonly numerator: number | null;
  /** Null for a count. */
  readonly denominator: number | null;
  /** Σ numerator, or Σ numerator / Σ denominator; null when nothing is stated, or for 0/0. */
  readonly value: number | null;
  /** Number of reports that state what the indicator needs. */
  readonly reports: number;
}
