import type { Aggregate } from "#domain/indicators/aggregate";
import type { FilterValues } from "#domain/filters/filters";
import { indicatorOf, type IndicatorCode } from "#domain/indicators/indicators";
import { aggregatesSchema, aggregatesByYear, aggregatesSql } from "./aggregate-sql";
import { conditionOf } from "./filter-sql";
import { indicatorSql } from "./indicator-sql";
import { columns } from "./rows.server";

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
  const found = await columns(
    aggregatesSql(asked, condition.sql),
    condition.values,
    aggregatesSchema,
  );
  return aggregatesByYear(found, asked);
}
