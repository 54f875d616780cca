import {
  OUTCOME_MIX,
  QUANTITIES,
  quantityOfOutcome,
  type Outcome,
} from "#domain/indicators/indicators";

/** A count of a year as the columns name it. */
export interface OutcomeHead {
  readonly id: Outcome | "handled";
  readonly name: string;
}

/** The outcomes and their total, which a page is handed: its browser does without the other quantities. */
export function outcomeHeads(): readonly OutcomeHead[] {
  return [
    ...OUTCOME_MIX.map((id) => ({ id, name: quantityOfOutcome(id).name })),
    { id: "handled", name: QUANTITIES.handled.name },
  ];
}
