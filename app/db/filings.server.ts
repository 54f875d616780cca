import { z } from "zod";
import type { Filing } from "#domain/checks/filing";
import { LATE_CHECK } from "#domain/checks/timeliness";
import type { FilterValues } from "#domain/filters/filters";
import { BODY_CODE, ONE_OF_A_DIVISION, ONES } from "./body-sql";
import { rows } from "./rows.server";

const filingSchema: z.ZodType<Filing> = z.object({
  code: z.string(),
  division_code: z.string(),
  division: z.string(),
  name: z.string(),
  body: z.string().nullable(),
  city: z.string().nullable(),
  year: z.int(),
  due: z.boolean(),
  report_id: z.string().nullable(),
  published_on: z.string().nullable(),
  late: z.boolean(),
  errors: z.int(),
  questions: z.int(),
});

/**
 * Every body that the filters select, in every year loaded of its province: filed or not, and how well. Of
 * a division's one government and one office it is known that they are due to report; a department or a
 * township is known by its reports, and due from the first of them on.
 */
export async function filings({ area, level, scope, kind }: FilterValues): Promise<Filing[]> {
  return rows(
    `WITH places AS (
       SELECT code, name, city, province, valid_from, valid_to FROM divisions
       WHERE (province = ? OR city = ? OR code = ?) AND level = ?
     ), years AS (
       SELECT DISTINCT year FROM figures WHERE province IN (SELECT province FROM places)
     ), known AS (
       SELECT ${BODY_CODE} AS code, division_code, arg_max(body, year) AS body, min(year) AS first
       FROM reports WHERE kind = ? AND division_code IN (SELECT code FROM places)
         AND (scope = ? OR ${ONE_OF_A_DIVISION})
       GROUP BY ALL
     ), bodies AS (
       SELECT code, code AS division_code, name, NULL AS first FROM places
       WHERE ? IN (${ONES})
       UNION ALL
       SELECT code, division_code, body, first FROM known WHERE code <> division_code
     ), judged AS (
       SELECT report_id,
         count(*) FILTER (WHERE severity = 'E' AND check_id <> ?) AS errors,
         count(*) FILTER (WHERE severity = 'W') AS questions,
         bool_or(check_id = ?) AS late
       FROM findings WHERE acceptance IS DISTINCT FROM 'accepted' GROUP BY report_id
     ), filed AS (
       SELECT id, ${BODY_CODE} AS code, year, published_on FROM reports
       WHERE kind = ? AND scope = ?
     )
     SELECT bodies.code, bodies.division_code, places.name AS division, bodies.name,
       known.body, around.name AS city, years.year,
       coalesce(places.valid_from, years.year) <= years.year
         AND coalesce(places.valid_to, years.year) >= years.year
         AND coalesce(bodies.first, years.year) <= years.year AS due,
       filed.id AS report_id, strftime(filed.published_on, '%Y-%m-%d') AS published_on,
       coalesce(late, false) AS late,
       CAST(coalesce(errors, 0) AS INTEGER) AS errors,
       CAST(coalesce(questions, 0) AS INTEGER) AS questions
     FROM bodies JOIN places ON places.code = bodies.division_code CROSS JOIN years
     LEFT JOIN divisions around ON around.code = places.city AND around.code <> places.code
     LEFT JOIN known ON known.code = bodies.code
     LEFT JOIN filed ON filed.code = bodies.code AND filed.year = years.year
     LEFT JOIN judged ON judged.report_id = filed.id
     ORDER BY bodies.division_code, bodies.name, bodies.code, years.year`,
    [area, area, area, level, kind, scope, kind, LATE_CHECK, LATE_CHECK, kind, scope],
    filingSchema,
  );
}
