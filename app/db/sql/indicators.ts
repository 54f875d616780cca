import { z } from "zod";
import type { Stratum } from "#domain/comparison/comparison";
import type { ApplicantType } from "#domain/form/requests";
import type { GroupRatio, Indicator } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { rateOf } from "#domain/statistics/ratio";
import { numbers, numbersOrNull, valueAt } from "../engine/rows.server";

/** Numerator and denominator as columns of `figures`; a count has no denominator. */
export interface RatioSql {
  readonly numerator: string;
  readonly denominator: string | null;
}

export function ratioSql(indicator: Indicator, applicant: ApplicantType = "total"): RatioSql {
  return {
    numerator: quantityColumn(indicator.numerator, applicant),
    denominator: indicator.denominator ? quantityColumn(indicator.denominator, applicant) : null,
  };
}

/** A figure to be summed, under a name of its own. */
export interface NamedRatioSql extends RatioSql {
  readonly name: string;
}

/**
 * SQL of some figures over the reports of each year, one row for each year. Only reports that state
 * both sides enter either sum, so that a blank on one side never weighs on the other. (CASE, as the
 * engine reckons a FILTER of its own for every sum.)
 */
export function aggregatesSql(asked: readonly RatioSql[], where: string): string {
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

export const aggregateSchema: z.ZodType<GroupRatio> = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  reports: z.int(),
});

export interface YearOfAggregates {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<string, GroupRatio>>;
}

/** The answer to `aggregatesSql`, year by year, each figure under its name. */
export function aggregatesByYear(
  found: z.infer<typeof aggregatesSchema>,
  asked: readonly NamedRatioSql[],
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
      const numerator = valueAt(numerators, row);
      const denominator = isRate ? valueAt(denominators, row) : null;
      const value = isRate ? divide(numerator, denominator) : numerator;
      return [name, { numerator, denominator, value, reports: valueAt(reports, row) }] as const;
    });
    return { year, reports: valueAt(found.among, row), figures: Object.fromEntries(figures) };
  });
}

function divide(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null ? null : rateOf({ numerator, denominator });
}

/** Figures asked for together, each different one once. */
export class ColumnList {
  readonly #places = new Map<string, number>();

  /** Asks for the figure of an SQL expression, null for none. Returns its place in the list, from 0. */
  place(sql: string | null): number {
    const asked = sql ?? "NULL";
    const place = this.#places.get(asked) ?? this.#places.size;
    this.#places.set(asked, place);
    return place;
  }

  /** As one column: of few reports quicker to plan and to fetch than a column for each figure. */
  get sql(): string {
    return `CAST([${[...this.#places.keys()].join(", ")}] AS DOUBLE[])`;
  }

  /** As a column for each figure: of thousands of reports quicker to fetch than a list for each report. */
  get columns(): string {
    return [...this.#places].map(([sql, place]) => `${sql} AS ${columnName(place)}`).join(", ");
  }

  /** The figures from the answer to a question for `columns`: those of each place, in the order of the rows. */
  read(answer: Readonly<Record<string, unknown>>): ColumnValues {
    return z
      .array(numbersOrNull)
      .parse([...this.#places.values()].map((at) => answer[columnName(at)]));
  }
}

export type ColumnValues = readonly (readonly (number | null)[])[];

const columnName = (place: number): string => `figure_${place}`;

/** A figure by its place; null where it is not stated. */
export function figureAt(figures: readonly (number | null)[], place: number): number | null {
  return figures[place] ?? null;
}

/** Where both sides of an indicator stand in a flat list. */
export interface RatioColumns {
  readonly numerator: number;
  readonly denominator: number;
}

export function addRatio(
  list: ColumnList,
  indicator: Indicator,
  applicant: ApplicantType,
): RatioColumns {
  const { numerator, denominator } = ratioSql(indicator, applicant);
  return { numerator: list.place(numerator), denominator: list.place(denominator) };
}

/** Both sides of one row. */
export function ratioAt(
  { numerator, denominator }: RatioColumns,
  figures: ColumnValues,
  row: number,
): Stratum {
  return {
    numerator: valueAt(valueAt(figures, numerator), row),
    denominator: valueAt(valueAt(figures, denominator), row),
  };
}
