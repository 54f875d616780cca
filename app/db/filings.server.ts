import { z } from "zod";
import type { Filing } from "#domain/checks/filing";
import { LATE_CHECK } from "#domain/checks/timeliness";
import type { FilterValues } from "#domain/filters/filters";
import { ONE_OF_A_DIVISION } from "./body-sql";
import { rows } from "./rows.server";

const filingSchema: z.ZodType<Filing> = z.object({
  code: z.string(),
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

/** Every body that the filters select, in every year loaded of its province: filed or not, and how well. */
export async function filings({ area, level, scope, kind }: FilterValues): Promise<Filing[]> {
  return rows(
    `WITH places AS (
       SELECT code, name, city, province, valid_from, valid_to FROM divisions
       WHERE (province = ? OR city = ? OR code = ?) AND level = ?
     ), years AS (
       SELECT DISTINCT year FROM figures WHERE province IN (SELECT province FROM places)
     ), named AS (
       SELECT division_code, arg_max(body, year) AS body FROM reports
       WHERE kind = ? AND ${ONE_OF_A_DIVISION} GROUP BY division_code
     ), judged AS (
       SELECT report_id,
         count(*) FILTER (WHERE severity = 'E' AND check_id <> ?) AS errors,
         count(*) FILTER (WHERE severity = 'W') AS questions,
         bool_or(check_id = ?) AS late
       FROM findings WHERE acceptance IS DISTINCT FROM 'accepted' GROUP BY report_id
     )
     SELECT places.code, places.name, named.body, around.name AS city, years.year,
       coalesce(places.valid_from, years.year) <= years.year
         AND coalesce(places.valid_to, years.year) >= years.year AS due,
       reports.id AS report_id, strftime(reports.published_on, '%Y-%m-%d') AS published_on,
       coalesce(late, false) AS late,
       CAST(coalesce(errors, 0) AS INTEGER) AS errors,
       CAST(coalesce(questions, 0) AS INTEGER) AS questions
     FROM places CROSS JOIN years
     LEFT JOIN divisions around ON around.code = places.city AND around.code <> places.code
     LEFT JOIN named ON named.division_code = places.code
     LEFT JOIN reports ON reports.division_code = places.code AND reports.year = years.year
       AND reports.scope = ? AND reports.kind = ?
     LEFT JOIN judged ON judged.report_id = reports.id
     ORDER BY places.code, years.year`,
    [area, area, area, level, kind, LATE_CHECK, LATE_CHECK, scope, kind],
    filingSchema,
  );
}
