import type { ComparedBody } from "../comparison/comparison";
import { INDICATORS } from "../indicators/indicators";
import { comparisonColumns } from "./comparison";
import type { TableColumn } from "./column";

const SHOWN = [
  "division",
  "city",
  "value",
  "numerator",
  "denominator",
  "verdict",
  "excess",
  "persistence",
  "change",
];

/** The columns of the list of bodies that need attention: the main ones of the comparison. */
export function attentionColumns(code: string): TableColumn<ComparedBody>[] {
  const indicator = INDICATORS[code];
  return indicator
    ? comparisonColumns(indicator).filter((column) => SHOWN.includes(column.id))
    : [];
}
