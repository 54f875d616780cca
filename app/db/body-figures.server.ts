import { z } from "zod";
import { markOf } from "#domain/checks/figure-mark";
import type { BodyFigure } from "#domain/comparison/comparison";
import type { Stratum } from "#domain/comparison/strata";
import type { FilterValues } from "#domain/filters/filters";
import { APPLICANT_TYPES } from "#domain/form/applicant";
import type { Applicant } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/formula";
import type { Indicator } from "#domain/indicators/indicators";
import { BODY_CODE, BODY_NAME } from "./body-sql";
import { conditionOf } from "./filter-sql";
import { DOUBTS_FIGURES, flawsOf } from "./flaws.server";
import { indicatorSql, quantitySql } from "./indicator-sql";
import { rows } from "./rows.server";

const bodyFigureSchema = z.object({
  report_id: z.string(),
  code: z.string(),
  division_code: z.string(),
  division: z.string(),
  /** Name of the city around it; null where the province stands directly above. */
  city: z.string().nullable(),
  year: z.int(),
  numerator: z.number().nullable(),
  /** Null for a count as for a denominator that is not stated. */
  denominator: z.number().nullable(),
  alternatives: z.array(z.number().nullable()),
  /** Numerator and denominator by turns, a pair a type of applicant. */
  strata: z.array(z.number().nullable()),
  errors: z.int(),
});

/** Both sides of an indicator by type of applicant, in one flat list; empty where it has no types. */
function strataSql(indicator: Indicator, applicant: Applicant): string {
  const types =
    applicant === "total" && indicator.denominator && allowsApplicant(indicator)
      ? APPLICANT_TYPES
      : [];
  const sides = types.flatMap((type) => {
    const { numerator, denominator } = indicatorSql(indicator, type);
    return [numerator, denominator ?? "NULL"];
  });
  return `CAST([${sides.join(", ")}] AS DOUBLE[])`;
}

function pairs(sides: readonly (number | null)[]): Stratum[] {
  return Array.from({ length: sides.length / 2 }, (_, index) => ({
    numerator: sides[2 * index] ?? null,
    denominator: sides[2 * index + 1] ?? null,
  }));
}

/**
 * An indicator of every body that the filters select, in the chosen year and those before it, with
 * the report it comes from.
 */
export async function bodyFigures(
  filters: FilterValues,
  indicator: Indicator,
  years: number,
): Promise<BodyFigure[]> {
  const condition = conditionOf(filters, ["year"]);
  const { numerator, denominator } = indicatorSql(indicator, filters.applicant);
  const alternatives = (indicator.alternatives ?? []).map((quantity) =>
    quantitySql(quantity, filters.applicant),
  );
  const strata = strataSql(indicator, filters.applicant);
  const found = await rows(
    `WITH chosen AS (
       SELECT id, ${BODY_CODE} AS code, division_code, ${BODY_NAME} AS division, city, year,
         CAST(${numerator} AS DOUBLE) AS numerator,
         CAST(${denominator ?? "NULL"} AS DOUBLE) AS denominator,
         CAST([${alternatives.join(", ")}] AS DOUBLE[]) AS alternatives,
         CASE WHEN year = ? THEN ${strata} ELSE [] END AS strata
       FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ?
     ), flawed AS (
       SELECT report_id, count(*) AS errors FROM findings WHERE ${DOUBTS_FIGURES} GROUP BY report_id
     )
     SELECT chosen.id AS report_id, chosen.code, division_code, division, places.name AS city, year,
       numerator, denominator, alternatives, strata, CAST(coalesce(errors, 0) AS INTEGER) AS errors
     FROM chosen
     LEFT JOIN flawed ON flawed.report_id = chosen.id
     LEFT JOIN divisions places ON places.code = chosen.city AND places.code <> division_code
     ORDER BY year, division_code, chosen.id`,
    [filters.year, ...condition.values, filters.year - years + 1, filters.year],
    bodyFigureSchema,
  );
  const flaws = await flawsOf(
    found.flatMap(({ report_id: id, year, errors }) =>
      year === filters.year && errors > 0 ? [id] : [],
    ),
  );
  return found.map((figure) => ({
    ...figure,
    strata: pairs(figure.strata),
    mark: markOf(indicator, figure, flaws.get(figure.report_id), filters.applicant),
  }));
}
