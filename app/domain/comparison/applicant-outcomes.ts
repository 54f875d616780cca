import type { Applicant } from "../form/requests";
import { OUTCOME_MIX, outcomeQuantity, type Outcome } from "../indicators/outcome-mix";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "../indicators/indicators";
import { QUANTITIES, type Quantity } from "../indicators/quantity";

/** What is counted of an applicant's requests: each outcome, and all that were answered. */
export const CROSSED = [...OUTCOME_MIX, "handled"] as const;
export type Crossed = Outcome | "handled";

type Figures = Readonly<Record<Crossed, number | null>>;

/** What became of the requests of one type of applicant, or of all (`total`). */
export interface ApplicantOutcomes {
  readonly applicant: Applicant;
  /** Σ of the reports that state it; null where none does. */
  readonly counts: Figures;
  /** Shares of all that were answered to this type of applicant, 0..1. */
  readonly ofApplicant: Figures;
  /** Shares of all applicants with this outcome, 0..1. */
  readonly ofOutcome: Figures;
}

export function crossedQuantity(crossed: Crossed): Quantity {
  return crossed === "handled" ? QUANTITIES.handled : outcomeQuantity(crossed);
}

/** The indicator that compares bodies by a count of the cross-table: where the count leads to. */
export function indicatorOfCrossed(crossed: Crossed): IndicatorCode | undefined {
  const counted = crossedQuantity(crossed);
  const base = crossed === "handled" ? undefined : QUANTITIES.handled;
  return INDICATOR_CODES.find((code) => {
    const indicator = INDICATORS[code];
    return indicator?.numerator === counted && indicator.denominator === base;
  });
}
