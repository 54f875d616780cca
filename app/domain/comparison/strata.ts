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
export function completeStrata(own: Stratified): StratumTally[] {
  const { code, strata } = own;
  const tallies: StratumTally[] = [];
  let [above, below] = [0, 0];
  for (const { numerator, denominator } of strata) {
    if (numerator === null || denominator === null) return [];
    tallies.push({ code, stratum: String(tallies.length), numerator, denominator });
    above += numerator;
    below += denominator;
  }
  return above === own.numerator && below === own.denominator ? tallies : [];
}
