import { z } from "zod";
import type { Cell } from "#domain/form/cells";
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
 * The two sides of an indicator as columns of an inner query, `<name>_n` and `<name>_d`: an aggregate
 * names each several times, and a long expression costs its planning each time.
 */
export function sideColumns(
  name: string,
  indicator: Indicator,
  applicant: Applicant = "total",
): string {
  const { numerator, denominator } = indicatorSql(indicator, applicant);
  return `${numerator} AS ${name}_n, ${denominator ?? "NULL"} AS ${name}_d`;
}

/**
 * An indicator over many reports as one SQL struct, {numerator, denominator, value, reports}, over the
 * side columns of its name. Only reports that state both sides enter either sum, so that a blank on one
 * side never weighs on the other.
 */
export function aggregateStruct(name: string, indicator: Indicator): string {
  const fields = aggregateParts(`${name}_n`, indicator.denominator ? `${name}_d` : null);
  return `{${Object.entries(fields)
    .map(([field, sql]) => `'${field}': ${sql}`)
    .join(", ")}}`;
}

function aggregateParts(
  numerator: string,
  denominator: string | null,
): Record<keyof Aggregate, string> {
  if (denominator === null) {
    const sum = `CAST(sum(${numerator}) AS DOUBLE)`;
    return {
      numerator: sum,
      denominator: "CAST(NULL AS DOUBLE)",
      value: sum,
      reports: `CAST(count(${numerator}) AS INTEGER)`,
    };
  }
  const n = `sum(${numerator}) FILTER (WHERE ${denominator} IS NOT NULL)`;
  const d = `sum(${denominator}) FILTER (WHERE ${numerator} IS NOT NULL)`;
  return {
    numerator: `CAST(${n} AS DOUBLE)`,
    denominator: `CAST(${d} AS DOUBLE)`,
    value: `CAST(${n} AS DOUBLE) / nullif(${d}, 0)`,
    reports: `CAST(count(${numerator}) FILTER (WHERE ${denominator} IS NOT NULL) AS INTEGER)`,
  };
}
