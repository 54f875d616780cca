import { z } from "zod";
import type { Aggregate } from "#domain/indicators/aggregate";
import { rateOf } from "#domain/statistics/tally";
import { at, numbers, numbersOrNull } from "./column-schema";
import type { SidesSql } from "./indicator-sql";

/** A figure to be summed, under a name of its own. */
export interface NamedSides extends SidesSql {
  readonly name: string;
}

/**
 * SQL of some figures over the reports of each year, one row for each year. Only reports that state
 * both sides enter either sum, so that a blank on one side never weighs on the other. (CASE, as the
 * engine reckons a FILTER of its own for every sum.)
 */
export function aggregatesSql(asked: readonly SidesSql[], where: string): string {
  const sums = asked.map(({ numerator, denominator }, place) =>
    denominator === null
      ? `sum(${numerator}) AS numerator_${place}, CAST(count(${numerator}) AS INTEGER) AS reports_${place}`
      : `sum(CASE WHEN ${denominator} IS NOT NULL THEN ${numerator} END) AS numerator_${place},
         sum(CASE WHEN ${numerator} IS NOT NULL THEN ${denominator} END) AS denominator_${place},
         CAST(count(${numerator} + ${denominator}) AS INTEGER) AS reports_${place}`,
  );
  return `SELECT ${["year", "CAST(count(*) AS INTEGER) AS among", ...sums].join(", ")}
    FROM figures WHERE ${where} GROUP BY year ORDER BY year`;
}

/** The answer to `aggregatesSql` by columns; `among` counts the reports of the year, stating a figure or not. */
export const aggregatesSchema = z.looseObject({ year: numbers, among: numbers });

export const aggregateSchema: z.ZodType<Aggregate> = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  reports: z.int(),
});

export interface YearOfAggregates {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<string, Aggregate>>;
}

/** The answer to `aggregatesSql`, year by year, each figure under its name. */
export function aggregatesByYear(
  found: z.infer<typeof aggregatesSchema>,
  asked: readonly NamedSides[],
): YearOfAggregates[] {
  const sums = asked.map(({ name, denominator }, place) => ({
    name,
    isRate: denominator !== null,
    numerators: numbersOrNull.parse(found[`numerator_${place}`]),
    denominators: numbersOrNull.parse(found[`denominator_${place}`] ?? []),
    reports: numbers.parse(found[`reports_${place}`]),
  }));
  return found.year.map((year, row) => {
    const figures = sums.map(({ name, isRate, numerators, denominators, reports }) => {
      const numerator = at(numerators, row);
      const denominator = isRate ? at(denominators, row) : null;
      const value = isRate ? share(numerator, denominator) : numerator;
      return [name, { numerator, denominator, value, reports: at(reports, row) }] as const;
    });
    return { year, reports: at(found.among, row), figures: Object.fromEntries(figures) };
  });
}

function share(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null ? null : rateOf({ numerator, denominator });
}
