import { QUANTITIES, type Quantity, type QuantityCode } from "./quantity";

/**
 * The parts that make up 办理结果总计, each case counted once, in the order of the form. Their
 * colours are the same in every chart: `app/charts/palette.ts`.
 */
export const OUTCOME_MIX = [
  "disclosed",
  "partially_disclosed",
  "not_disclosed",
  "not_held",
  "unable_other",
  "not_processed",
  "other_handling",
] as const satisfies readonly QuantityCode[];
export type Outcome = (typeof OUTCOME_MIX)[number];

export function outcomeQuantity(outcome: Outcome): Quantity {
  return QUANTITIES[outcome];
}
