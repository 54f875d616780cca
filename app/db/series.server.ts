import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { indicatorOf, type IndicatorCode } from "#domain/indicators/indicators";
import { conditionOf } from "./filter-sql";
import { aggregateSchema, aggregateStruct, sideColumns } from "./indicator-sql";
import { rows } from "./rows.server";

/** One year of a group of bodies: how many reports there are, and each indicator over them. */
export interface YearOfFigures {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<IndicatorCode, z.infer<typeof aggregateSchema>>>;
}

/** Indicators over the reports that the filters select, year by year, oldest first. */
export async function indicatorSeries(
  filters: FilterValues,
  codes: readonly IndicatorCode[],
): Promise<YearOfFigures[]> {
  const condition = conditionOf(filters, ["year"]);
  const known = codes.flatMap((code) => {
    const indicator = indicatorOf(code);
    return indicator ? { code, indicator } : [];
  });
  const sides = known.map(({ code, indicator }) => sideColumns(code, indicator, filters.applicant));
  const structs = known.map(
    ({ code, indicator }) => `${aggregateStruct(code, indicator)} AS ${code}`,
  );
  const schema = z.object({
    year: z.int(),
    reports: z.int(),
    ...Object.fromEntries(codes.map((code) => [code, aggregateSchema])),
  });
  const found = await rows(
    `WITH chosen AS (SELECT year, ${sides.join(", ")} FROM figures WHERE ${condition.sql})
     SELECT year, CAST(count(*) AS INTEGER) AS reports, ${structs.join(", ")}
     FROM chosen GROUP BY year ORDER BY year`,
    condition.values,
    schema,
  );
  return found.map(({ year, reports, ...figures }) => ({
    year,
    reports,
    figures: z.record(z.string(), aggregateSchema).parse(figures),
  }));
}
