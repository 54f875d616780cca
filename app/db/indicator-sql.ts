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
  // Lists, names in one literal, no cast and one condition: what is written longer takes longer to plan than to run.
  const names = [...plus, ...minus].map((cell) => cell.name).join(", ");
  const printed = `CASE WHEN list_has_any(unusable, '[${names}]'::VARCHAR[]) THEN NULL ELSE ${listed(plus)} END`;
  const less = minus.length === 0 ? "" : ` - coalesce(list_sum(${listed(minus)}), 0)`;
  return `(list_sum(${printed})${less})`;
}

function listed(cells: readonly Cell[]): string {
  return `[${cells.map((cell) => cell.name).join(", ")}]`;
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
