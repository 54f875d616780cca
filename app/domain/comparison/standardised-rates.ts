import { allowsApplicant } from "../indicators/quantity";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "../indicators/indicators";
import type { Standardised } from "../statistics/standardisation";

/** The rates that can be standardised: those whose both sides the form tells apart by applicant. */
export const STANDARDISABLE: readonly IndicatorCode[] = INDICATOR_CODES.filter((code) => {
  const indicator = INDICATORS[code];
  return indicator.denominator !== undefined && allowsApplicant(indicator);
});

/** One rate of a division with what its mix of applicants explains; null where it cannot be told. */
export interface StandardisedRow {
  readonly code: IndicatorCode;
  readonly standardised: Standardised | null;
}
