import type { ApplicantType } from "../form/requests";
import { OUTCOME_MIX, quantityOfOutcome, type Outcome } from "../indicators/indicators";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "../indicators/indicators";
import { QUANTITIES } from "../indicators/indicators";
import { type Quantity } from "../indicators/quantity";

/** The counts of one applicant type's requests: each outcome, and all that were answered. */
export const CROSSED_COUNTS = [...OUTCOME_MIX, "handled"] as const;
export type CrossedCount = Outcome | "handled";

type CrossedValues = Readonly<Record<CrossedCount, number | null>>;

/** The outcomes of the requests of one type of applicant, or of all (`total`). */
export interface ApplicantOutcomes {
  readonly applicant: ApplicantType;
  /** Σ of the reports that state it; null where none does. */
  readonly counts: CrossedValues;
  /** Shares of all that were answered to this type of applicant, 0..1. */
  readonly ofApplicant: CrossedValues;
  /** Shares of all applicants with this outcome, 0..1. */
  readonly ofOutcome: CrossedValues;
}

export function quantityOfCrossed(crossed: CrossedCount): Quantity {
  return crossed === "handled" ? QUANTITIES.handled : quantityOfOutcome(crossed);
}

/** The indicator that compares bodies by a count of the cross-table; undefined where there is none. */
export function indicatorOfCrossed(crossed: CrossedCount): IndicatorCode | undefined {
  const counted = quantityOfCrossed(crossed);
  const base = crossed === "handled" ? undefined : QUANTITIES.handled;
  return INDICATOR_CODES.find((code) => {
    const indicator = INDICATORS[code];
    return indicator?.numerator === counted && indicator.denominator === base;
  });
}
