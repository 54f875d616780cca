import { z } from "zod";
import { type DeadlineSetting, settingsFor } from "#domain/checks/deadline";
import type { Filing } from "#domain/checks/filing";
import { LATE_RULE } from "#domain/checks/rules/timeliness";
import type { Coverage } from "#domain/comparison/coverage";
import type { FilterValues } from "#domain/filters/filters";
import { QUANTITIES } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import type { ConfirmedAbsence } from "#domain/report/absence";
import { BODY_KIND_CODES, DIVISION_KINDS } from "#domain/report/body";
import { cachePerVersion } from "../engine/connection.server";
import { queryRows } from "../engine/rows.server";
import { BODY_CODE, IS_SINGLE_KIND, SINGLE_KINDS } from "../sql/bodies";
import { IS_PENDING } from "../sql/findings";

const confirmedSchema: z.ZodType<ConfirmedAbsence> = z.object({
  reason: z.string(),
  source: z.string(),
  by: z.string(),
  date: z.string(),
});

const divisionAbsenceSchema = z.object({
  kind: z.enum(BODY_KIND_CODES),
  year: z.int(),
  confirmed: confirmedSchema,
});
export type DivisionAbsence = z.infer<typeof divisionAbsenceSchema>;

/** The reports that a person found the government or the office of a division not to have published. */
export async function fetchAbsences(division: string): Promise<DivisionAbsence[]> {
  return queryRows(
    `SELECT kind, year, ${CONFIRMED} AS confirmed FROM absences WHERE code = ?`,
    [division],
    divisionAbsenceSchema,
  );
}

/** What confirms an absence, of a row of `absences` that may not be there, as SQL. */
const CONFIRMED = `CASE WHEN absences.code IS NOT NULL THEN {'reason': absences.reason,
  'source': absences.source, 'by': absences."by", 'date': strftime(absences.date, '%Y-%m-%d')} END`;

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
  confirmed: confirmedSchema.nullable(),
  published_on: z.string().nullable(),
  late: z.boolean(),
  errors: z.int(),
  questions: z.int(),
});

/**
 * Every body that the filters select, in the chosen year and every other of which a report of its province is
 * loaded: with its report, if it filed one, and the findings on it. Of
 * a division's one government and one office both are due to report every year; a department or a
 * township is known by its reports, and due from the first of them on.
 */
export async function fetchFilings({
  area,
  level,
  scope,
  kind,
  year,
}: FilterValues): Promise<Filing[]> {
  return queryRows(
    `WITH chosen AS (
       SELECT code, name, city, province, valid_from, valid_to FROM divisions
       WHERE (province = ? OR city = ? OR code = ?) AND level = ?
     ), years AS (
       SELECT DISTINCT year FROM figures WHERE province IN (SELECT province FROM chosen)
       UNION SELECT CAST(? AS INTEGER)
     ), known AS (
       SELECT ${BODY_CODE} AS code, division_code, arg_max(body, year) AS body, min(year) AS first
       FROM reports WHERE kind = ? AND division_code IN (SELECT code FROM chosen)
         AND (scope = ? OR ${IS_SINGLE_KIND})
       GROUP BY ALL
     ), bodies AS (
       SELECT code, code AS division_code, name, NULL AS first FROM chosen
       WHERE ? IN (${SINGLE_KINDS})
       UNION ALL
       SELECT code, division_code, body, first FROM known WHERE code <> division_code
     ), judged AS (
       SELECT report_id,
         count(*) FILTER (WHERE severity = 'E' AND check_id <> ?) AS errors,
         count(*) FILTER (WHERE severity = 'W') AS questions,
         bool_or(check_id = ?) AS late
       FROM findings WHERE ${IS_PENDING} GROUP BY report_id
     ), filed AS (
       SELECT id, ${BODY_CODE} AS code, year, published_on FROM reports
       WHERE kind = ? AND scope = ?
     )
     SELECT bodies.code, bodies.division_code, chosen.name AS division, bodies.name,
       known.body, around.name AS city, years.year,
       coalesce(chosen.valid_from, years.year) <= years.year
         AND coalesce(chosen.valid_to, years.year) >= years.year
         AND coalesce(bodies.first, years.year) <= years.year AS due,
       filed.id AS report_id, ${CONFIRMED} AS confirmed, strftime(filed.published_on, '%Y-%m-%d') AS published_on,
       coalesce(late, false) AS late,
       CAST(coalesce(errors, 0) AS INTEGER) AS errors,
       CAST(coalesce(questions, 0) AS INTEGER) AS questions
     FROM bodies JOIN chosen ON chosen.code = bodies.division_code CROSS JOIN years
     LEFT JOIN divisions around ON around.code = chosen.city AND around.code <> chosen.code
     LEFT JOIN known ON known.code = bodies.code
     LEFT JOIN filed ON filed.code = bodies.code AND filed.year = years.year
     LEFT JOIN absences ON absences.code = bodies.code AND absences.kind = ? AND absences.year = years.year
     LEFT JOIN judged ON judged.report_id = filed.id
     ORDER BY bodies.division_code, bodies.name, bodies.code, years.year`,
    [area, area, area, level, year, kind, scope, kind, LATE_RULE, LATE_RULE, kind, scope, kind],
    filingSchema,
  );
}

const deadlineSchema = z.object({
  division: z.string().nullable(),
  kind: z.enum(BODY_KIND_CODES),
  years: z.array(z.int()).nullable(),
  month: z.int().nullable(),
  day: z.int().nullable(),
  basis: z.string(),
});

/** The dates that local notices set for the bodies of a division, the nearest notice first. */
export async function fetchDeadlines(division: string): Promise<DeadlineSetting[]> {
  return settingsFor(division, await fetchAllDeadlines());
}

/** Every date that a local notice sets, in the order of the data. */
export const fetchAllDeadlines = cachePerVersion(async (): Promise<DeadlineSetting[]> => {
  const found = await queryRows("SELECT * FROM deadlines", [], deadlineSchema);
  return found.map(({ division: code, years, month, day, ...setting }) => ({
    ...setting,
    ...(code === null ? {} : { division: code }),
    ...(years === null ? {} : { years }),
    due: month === null || day === null ? null : { month, day },
  }));
});

const missingSchema = z.object({
  code: z.string(),
  name: z.string(),
  confirmed: confirmedSchema.nullable(),
});
const coverageSchema: z.ZodType<Coverage> = z.object({
  due: z.int(),
  reported: z.int(),
  missing: z.array(missingSchema),
  handled: z.number().nullable(),
  handled_clean: z.number().nullable(),
  questioned: z.int(),
});

/** How many of the divisions that are due have reported, and how many cases are in reports whose figures pass the checks. */
export async function fetchCoverage(filters: FilterValues): Promise<Coverage> {
  const { area, level, year, scope, kind } = filters;
  const [found] = await queryRows(
    `WITH due AS (
       SELECT code, name FROM divisions
       WHERE (province = ? OR city = ? OR code = ?) AND level = ?
         AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?
     ), loaded AS (
       SELECT division_code AS code, sum(handled) AS handled,
         sum(handled) FILTER (WHERE NOT is_doubtful) AS handled_clean,
         count(*) FILTER (WHERE is_questioned) AS questioned
       FROM (
         SELECT division_code, ${quantityColumn(QUANTITIES.handled)} AS handled,
           id IN (SELECT report_id FROM examinations WHERE doubts > 0) AS is_doubtful,
           id IN (SELECT report_id FROM findings WHERE severity IN ('E', 'W')
             AND acceptance IS DISTINCT FROM 'accepted') AS is_questioned
         FROM figures WHERE year = ? AND scope = ? AND kind = ?
       ) GROUP BY division_code
     )
     SELECT CAST(count(*) AS INTEGER) AS due, CAST(count(loaded.code) AS INTEGER) AS reported,
       coalesce(list({'code': due.code, 'name': name, 'confirmed': ${CONFIRMED}} ORDER BY due.code)
         FILTER (WHERE loaded.code IS NULL), []) AS missing,
       CAST(sum(handled) AS DOUBLE) AS handled, CAST(sum(handled_clean) AS DOUBLE) AS handled_clean,
       CAST(coalesce(sum(questioned), 0) AS INTEGER) AS questioned
     FROM due LEFT JOIN loaded ON loaded.code = due.code
     LEFT JOIN absences ON absences.code = due.code AND absences.kind = ? AND absences.year = ?`,
    [area, area, area, level, year, year, year, year, year, scope, kind, kind, year],
    coverageSchema,
  );
  if (!found) throw new Error("The coverage query returned no row");
  return DIVISION_KINDS.includes(kind) ? found : { ...found, ...(await countBodies(filters)) };
}

/** How many bodies are due of a kind of which a division has many, and which of their reports are not loaded. */
async function countBodies(
  filters: FilterValues,
): Promise<Pick<Coverage, "due" | "reported" | "missing">> {
  const filings = await fetchFilings(filters);
  const due = filings.filter((filing) => filing.year === filters.year && filing.due);
  const missing = due.filter(({ report_id: id }) => id === null);
  return {
    due: due.length,
    reported: due.length - missing.length,
    missing: missing.map(({ division_code: code, name, confirmed }) => ({ code, name, confirmed })),
  };
}
