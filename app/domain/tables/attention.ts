import type { JudgedBody } from "../comparison/comparison";
import { INDICATORS } from "../indicators/indicators";
import type { TableColumn } from "./column";
import { BODY_COLUMNS, countColumn, pastColumns, rateColumns } from "./judgement-columns";

const LEFT_OUT = ["lower", "upper", "change_lower", "change_upper"];

/** The columns of the list of bodies that need attention: the main ones of the comparison. */
export function attentionColumns(code: string): TableColumn<JudgedBody>[] {
  const indicator = INDICATORS[code];
  if (!indicator) return [];
  const { denominator } = indicator;
  const figure = denominator
    ? [...rateColumns(indicator, denominator, "total"), ...pastColumns(indicator)]
    : [countColumn(indicator, "total")];
  return [...BODY_COLUMNS, ...figure].filter(({ id }) => !LEFT_OUT.includes(id));
}
