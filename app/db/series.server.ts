import type { Aggregate } from "#domain/indicators/aggregate";
import type { FilterValues } from "#domain/filters/filters";
import { indicatorOf, type IndicatorCode } from "#domain/indicators/indicators";
import { aggregateRowSchema, aggregatesByYear, aggregatesSql } from "./aggregate-sql";
import { conditionOf } from "./filter-sql";
import { indicatorSql } from "./indicator-sql";
import { rows } from "./rows.server";

/** One year of a group of bodies: how many reports there are, and each indicator over them. */
export interface YearOfFigures {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<IndicatorCode, Aggregate>>;
}

/** Indicators over the reports that the filters select, year by year, oldest first. */
export async function indicatorSeries(
  filters: FilterValues,
  codes: readonly IndicatorCode[],
): Promise<YearOfFigures[]> {
  const condition = conditionOf(filters, ["year"]);
  const asked = codes.flatMap((code) => {
    const indicator = indicatorOf(code);
    return indicator ? { name: code, ...indicatorSql(indicator, filters.applicant) } : [];
  });
  const found = await rows(
    aggregatesSql(asked, condition.sql),
    condition.values,
    aggregateRowSchema,
  );
  return aggregatesByYear(found, asked);
}
