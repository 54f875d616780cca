import { z } from "zod";
import type { Applicant } from "#domain/form/requests";
import type { Aggregate } from "#domain/indicators/aggregate";
import type { Indicator } from "#domain/indicators/indicators";
import { cellsOf, type Quantity } from "#domain/indicators/quantity";

/**
 * SQL of a quantity over one row of `figures`. NULL when nothing of it is printed, and when one of
 * its parts prints something that could not be read: a sum never takes that for 0.
 */
export function quantitySql(quantity: Quantity, applicant: Applicant = "total"): string {
  const { plus, minus } = cellsOf(quantity, applicant);
  const sum = plus.map((cell) => `coalesce(${cell.name}, 0)`).join(" + ");
  const less = minus.map((cell) => ` - coalesce(${cell.name}, 0)`).join("");
  const [first, ...rest] = plus;
  if (!first) throw new Error(`Quantity ${quantity.name} names no cell of the form`);
  if (rest.length === 0 && minus.length === 0) return first.name;
  const parts = [...plus, ...minus].map((cell) => `'${cell.name}'`).join(", ");
  const printed = `coalesce(${plus.map((cell) => cell.name).join(", ")}) IS NOT NULL`;
  const readable = `(unusable IS NULL OR NOT list_has_any(unusable, [${parts}]))`;
  return `(CASE WHEN ${printed} AND ${readable} THEN ${sum}${less} END)`;
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

export const aggregateSchema: z.ZodType<Aggregate> = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  reports: z.int(),
});

/**
 * An indicator over many reports. Only reports that state both sides enter either sum, so that a
 * blank on one side never weighs on the other.
 */
function aggregateParts(
  indicator: Indicator,
  applicant: Applicant,
): Record<keyof Aggregate, string> {
  const { numerator, denominator } = indicatorSql(indicator, applicant);
  if (denominator === null) {
    const sum = `CAST(sum(${numerator}) AS DOUBLE)`;
    return {
      numerator: sum,
      denominator: "CAST(NULL AS DOUBLE)",
      value: sum,
      reports: `CAST(count(${numerator}) AS INTEGER)`,
    };
  }
  const both = `FILTER (WHERE ${numerator} IS NOT NULL AND ${denominator} IS NOT NULL)`;
  return {
    numerator: `CAST(sum(${numerator}) ${both} AS DOUBLE)`,
    denominator: `CAST(sum(${denominator}) ${both} AS DOUBLE)`,
    value: `CAST(sum(${numerator}) ${both} AS DOUBLE) / nullif(sum(${denominator}) ${both}, 0)`,
    reports: `CAST(count(*) ${both} AS INTEGER)`,
  };
}

/** The aggregate of an indicator as one SQL struct: {numerator, denominator, value, reports}. */
export function aggregateStruct(indicator: Indicator, applicant: Applicant = "total"): string {
  const fields = aggregateParts(indicator, applicant);
  return `{${Object.entries(fields)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(", ")}}`;
}
