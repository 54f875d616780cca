import type { Applicant } from "#domain/form/requests";
import type { Indicator } from "#domain/indicators/indicators";
import { cellsOf, type Quantity } from "#domain/indicators/quantity";

/** SQL of a quantity over one row of `figures`: NULL when nothing of it is printed. */
export function quantitySql(quantity: Quantity, applicant: Applicant = "total"): string {
  const { plus, minus } = cellsOf(quantity, applicant);
  const sum = plus.map((cell) => `coalesce(${cell.name}, 0)`).join(" + ");
  const less = minus.map((cell) => ` - coalesce(${cell.name}, 0)`).join("");
  const [first, ...rest] = plus;
  if (!first) throw new Error(`Quantity ${quantity.name} names no cell of the form`);
  if (rest.length === 0 && minus.length === 0) return first.name;
  return `(CASE WHEN coalesce(${plus.map((cell) => cell.name).join(", ")}) IS NOT NULL THEN ${sum}${less} END)`;
}

/** Numerator and denominator of an indicator as SQL over one row of `figures`. */
export function indicatorSql(
  indicator: Indicator,
  applicant: Applicant = "total",
): { readonly numerator: string; readonly denominator: string | null } {
  return {
    numerator: quantitySql(indicator.numerator, applicant),
    denominator: indicator.denominator ? quantitySql(indicator.denominator, applicant) : null,
  };
}

/**
 * SQL of an indicator over many rows: `numerator`, `denominator`, `value` and `reports`, the number
 * of reports that state what it needs. Only those enter either sum, so that a blank on one side
 * never weighs on the other; 0/0 is NULL. A count has no denominator.
 */
export function aggregateSql(indicator: Indicator, applicant: Applicant = "total"): string {
  const { numerator, denominator } = indicatorSql(indicator, applicant);
  if (denominator === null) {
    return `CAST(sum(${numerator}) AS DOUBLE) AS numerator, NULL::DOUBLE AS denominator,
      CAST(sum(${numerator}) AS DOUBLE) AS value, CAST(count(${numerator}) AS INTEGER) AS reports`;
  }
  const both = `FILTER (WHERE ${numerator} IS NOT NULL AND ${denominator} IS NOT NULL)`;
  return `CAST(sum(${numerator}) ${both} AS DOUBLE) AS numerator,
    CAST(sum(${denominator}) ${both} AS DOUBLE) AS denominator,
    sum(${numerator}) ${both} / nullif(sum(${denominator}) ${both}, 0)::DOUBLE AS value,
    CAST(count(*) ${both} AS INTEGER) AS reports`;
}
