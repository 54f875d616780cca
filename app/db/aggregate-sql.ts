import { z } from "zod";
import type { Aggregate } from "#domain/indicators/aggregate";
import { rateOf } from "#domain/statistics/tally";
import { FlatList } from "./flat-list";
import type { SidesSql } from "./indicator-sql";

/** A figure to be summed, under a name of its own. */
export interface NamedSides extends SidesSql {
  readonly name: string;
}

/**
 * SQL of the two sides of some figures, one row for each report and figure: year, place (from 0, in the
 * order given), n, d and whether it is a rate. Written out as columns they would take far longer to
 * plan than to run.
 */
export function sidesSql(asked: readonly SidesSql[], where: string): string {
  const list = new FlatList();
  const places = (of: (sides: SidesSql) => string | null) =>
    `[${asked.map((sides) => list.place(of(sides)) + 1).join(", ")}]`;
  const numerators = places(({ numerator }) => numerator);
  const denominators = places(({ denominator }) => denominator);
  const rates = asked.map(({ denominator }) => denominator !== null);
  return `SELECT year, unnest(range(${asked.length})) AS place,
      unnest(list_select(figures, ${numerators})) AS n,
      unnest(list_select(figures, ${denominators})) AS d,
      unnest([${rates.join(", ")}]) AS rate
    FROM (SELECT year, ${list.sql} AS figures FROM figures WHERE ${where})`;
}

export const aggregateRowSchema = z.object({
  year: z.int(),
  place: z.int(),
  /** Number of reports of the year, stating it or not. */
  among: z.int(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  reports: z.int(),
});

/**
 * SQL of some figures over the reports of each year, one row for each year and figure. Only reports
 * that state both sides enter either sum, so that a blank on one side never weighs on the other.
 */
export function aggregatesSql(asked: readonly SidesSql[], where: string): string {
  return `WITH sides AS (${sidesSql(asked, where)})
    SELECT year, CAST(place AS INTEGER) AS place, CAST(count(*) AS INTEGER) AS among,
      sum(n) FILTER (WHERE d IS NOT NULL OR NOT rate) AS numerator,
      sum(d) FILTER (WHERE n IS NOT NULL) AS denominator,
      CAST(count(n) FILTER (WHERE d IS NOT NULL OR NOT rate) AS INTEGER) AS reports
    FROM sides GROUP BY year, place ORDER BY year, place`;
}

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

/** The rows of `aggregatesSql`, year by year, each figure under its name. */
export function aggregatesByYear(
  found: readonly z.infer<typeof aggregateRowSchema>[],
  asked: readonly NamedSides[],
): YearOfAggregates[] {
  const years = [...new Set(found.map(({ year }) => year))];
  return years.map((year) => {
    const those = found.filter((row) => row.year === year);
    const figures = those.flatMap(({ place, numerator, denominator, reports }) => {
      const sides = asked[place];
      if (!sides) return [];
      const value = sides.denominator === null ? numerator : share(numerator, denominator);
      return [[sides.name, { numerator, denominator, value, reports }] as const];
    });
    return { year, reports: those[0]?.among ?? 0, figures: Object.fromEntries(figures) };
  });
}

function share(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null ? null : rateOf({ numerator, denominator });
}
