import type { StratumTally } from "../statistics/standardisation";

/** The two sides of a rate for one type of applicant; null where the report does not state them. */
export interface Stratum {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

interface Stratified extends Stratum {
  readonly code: string;
  readonly strata: readonly Stratum[];
}

/** A body's tallies by type of applicant; none unless they are all stated and sum to its own figure. */
export function completeStrata({ code, strata, ...figure }: Stratified): StratumTally[] {
  const tallies = strata.flatMap(({ numerator, denominator }, index) =>
    numerator === null || denominator === null
      ? []
      : [{ code, stratum: String(index), numerator, denominator }],
  );
  const sum = (side: keyof Stratum) => tallies.reduce((total, tally) => total + tally[side], 0);
  const complete =
    tallies.length === strata.length &&
    sum("numerator") === figure.numerator &&
    sum("denominator") === figure.denominator;
  return complete ? tallies : [];
}
