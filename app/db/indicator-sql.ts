import type { Cell } from "#domain/form/cells";
import type { Applicant } from "#domain/form/requests";
import type { Indicator } from "#domain/indicators/indicators";
import { cellsOf, type Quantity } from "#domain/indicators/quantity";

/**
 * SQL of a quantity over one row of `figures`. NULL when nothing of it is printed, and when one of
 * its parts prints something that could not be read: a sum never takes that for 0.
 */
export function quantitySql(quantity: Quantity, applicant: Applicant = "total"): string {
  const { plus, minus } = cellsOf(quantity, applicant);
  const [first, ...rest] = plus;
  if (!first) throw new Error(`Quantity ${quantity.name} names no cell of the form`);
  if (rest.length === 0 && minus.length === 0) return first.name;
  // Lists, and names in one literal: an operator a cell would take longer to plan than to run.
  const names = [...plus, ...minus].map((cell) => cell.name).join(", ");
  const readable = `(unusable IS NULL OR NOT list_has_any(unusable, '[${names}]'::VARCHAR[]))`;
  const less = minus.length === 0 ? "" : ` - coalesce(${sumOf(minus)}, 0)`;
  return `(CASE WHEN ${readable} THEN ${sumOf(plus)}${less} END)`;
}

/** The sum of the cells that are printed; NULL where none is. */
function sumOf(cells: readonly Cell[]): string {
  return `CAST(list_sum([${cells.map((cell) => cell.name).join(", ")}]) AS DOUBLE)`;
}

/** Numerator and denominator as SQL over one row of `figures`; a count has no denominator. */
export interface SidesSql {
  readonly numerator: string;
  readonly denominator: string | null;
}

export function indicatorSql(indicator: Indicator, applicant: Applicant = "total"): SidesSql {
  return {
    numerator: quantitySql(indicator.numerator, applicant),
    denominator: indicator.denominator ? quantitySql(indicator.denominator, applicant) : null,
  };
}
