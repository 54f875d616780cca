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
import { provinceOf } from "#domain/report/division";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import { flags, numbers, texts, textsOrNull, valueAt } from "../engine/columns";
import { BODY_CODE, IS_SINGLE_KIND, SINGLE_KINDS } from "../sql/bodies";
import type { Condition } from "../sql/filters";
import { IS_PENDING } from "../sql/findings";

const confirmedSchema: z.ZodType<ConfirmedAbsence> = z.object({
  reason: z.string(),
  source: z.string(),
  by: z.string(),
  date: z.string(),
  withdrawn: z.string().nullable(),
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
  'source': absences.source, 'by': absences."by", 'date': strftime(absences.date, '%Y-%m-%d'),
  'withdrawn': strftime(absences.withdrawn, '%Y-%m-%d')} END`;

/** Of each body what it is, and of its years, which are the same for all bodies, one list a column. */
const filingColumnsSchema = z.object({
  code: texts,
  division_code: texts,
  division: texts,
  name: texts,
  body: textsOrNull,
  city: textsOrNull,
  year: z.array(numbers),
  due: z.array(flags),
  report_id: z.array(textsOrNull),
  published_on: z.array(textsOrNull),
  late: z.array(flags),
  errors: z.array(numbers),
  questions: z.array(numbers),
});

/**
 * Columns of the years of a body. They are put into one list of a body and taken apart again: to sort and gather each
 * column for itself takes most of the time of the query.
 */
const YEARLY = ["year", "due", "report_id", "published_on", "late", "errors", "questions"] as const;

const yearAbsenceSchema = z.object({
  code: z.string(),
  year: z.int(),
  confirmed: confirmedSchema,
});

/** Which bodies, and which of their years. */
type FilingSelection = Pick<FilterValues, "area" | "level" | "scope" | "kind" | "year">;

/** The years of filings: every loaded one, or the chosen one alone. */
type Span = "every year" | "chosen year";

/**
 * SQL of the bodies that the filters select with the years asked about and their reports: the tables `chosen` of divisions,
 * `years`, `known` and `bodies` of bodies, and `filed` of reports. All of it lies in one province.
 * @param only the codes of the bodies that are wanted; all that the filters select where it is left out
 */
function selectBodies(
  { area, level, scope, kind, year }: FilingSelection,
  span: Span,
  only?: readonly string[],
): Condition {
  const province = provinceOf(area);
  const isWanted = only ? " AND list_contains(CAST(? AS VARCHAR[]), code)" : "";
  const wanted = only ? [only] : [];
  const loadedYears = "SELECT DISTINCT year FROM figures WHERE province = ? UNION ";
  return {
    sql: `chosen AS (
       SELECT code, name, city, province, valid_from, valid_to FROM divisions
       WHERE province = ? AND (? OR city = ? OR code = ?) AND level = ?
     ), years AS (${span === "every year" ? loadedYears : ""}SELECT CAST(? AS INTEGER) AS year),
     own AS (
       SELECT * FROM (
         SELECT id, ${BODY_CODE} AS code, division_code, body, year, scope, published_on FROM figures
         WHERE province = ? AND kind = ? AND (scope = ? OR ${IS_SINGLE_KIND})
       ) WHERE true${isWanted}
     ), known AS (
       SELECT code, division_code, arg_max(body, year) AS body, min(year) AS first FROM own
       WHERE division_code IN (SELECT code FROM chosen) GROUP BY ALL
     ), bodies AS (
       SELECT code, code AS division_code, name, NULL AS first FROM chosen
       WHERE ? IN (${SINGLE_KINDS})${isWanted}
       UNION ALL
       SELECT code, division_code, body, first FROM known WHERE code <> division_code
     ), filed AS (
       SELECT id, code, year, published_on FROM own
       WHERE scope = ? AND year IN (SELECT year FROM years) AND code IN (SELECT code FROM bodies)
     )`,
    values: [
      ...[province, area === province, area, area, level],
      ...(span === "every year" ? [province] : []),
      ...[year, province, kind, scope, ...wanted, kind, ...wanted, scope],
    ],
  };
}

/** Whether the report of a body and year is due, as SQL. */
const IS_DUE = `coalesce(chosen.valid_from, years.year) <= years.year
  AND coalesce(chosen.valid_to, years.year) >= years.year
  AND coalesce(bodies.first, years.year) <= years.year`;

/**
 * Every body that the filters select, in the chosen year and every other of which a report of its province is
 * loaded: with its report, if it filed one, and the findings on it. Of
 * a division's one government and one office both are due to report every year; a department or a
 * township is known by its reports, and due from the first of them on.
 * @param only the codes of the bodies that are wanted; all where it is left out
 */
export async function fetchFilings(
  filters: FilingSelection,
  span: Span = "every year",
  only?: readonly string[],
): Promise<Filing[]> {
  const selected = selectBodies(filters, span, only);
  const [found, absences] = await Promise.all([
    queryColumns(
      `WITH ${selected.sql}, judged AS (
         SELECT report_id,
           count(*) FILTER (WHERE severity = 'E' AND check_id <> ?) AS errors,
           count(*) FILTER (WHERE severity = 'W') AS questions,
           bool_or(check_id = ?) AS late
         FROM findings WHERE ${IS_PENDING} AND report_id IN (SELECT id FROM filed) GROUP BY report_id
       ), each AS (
         SELECT bodies.code, bodies.division_code, chosen.name AS division, bodies.name, years.year, ${IS_DUE} AS due,
           filed.id AS report_id, strftime(filed.published_on, '%Y-%m-%d') AS published_on,
           coalesce(late, false) AS late,
           CAST(coalesce(errors, 0) AS INTEGER) AS errors,
           CAST(coalesce(questions, 0) AS INTEGER) AS questions
         FROM bodies JOIN chosen ON chosen.code = bodies.division_code CROSS JOIN years
         LEFT JOIN filed ON filed.code = bodies.code AND filed.year = years.year
         LEFT JOIN judged ON judged.report_id = filed.id
       ), listed AS (
         SELECT code, division_code, division, name, list({${YEARLY.map((column) => `'${column}': ${column}`).join(", ")}} ORDER BY year, report_id) AS filings
         FROM each GROUP BY code, division_code, division, name
       )
       SELECT listed.code, listed.division_code, listed.division, listed.name,
         ${YEARLY.map((column) => `list_transform(filings, lambda filing: filing.${column}) AS ${column}`).join(", ")},
         known.body, around.name AS city
       FROM listed JOIN chosen ON chosen.code = listed.division_code
       LEFT JOIN divisions around ON around.code = chosen.city AND around.code <> chosen.code
       LEFT JOIN known ON known.code = listed.code AND known.division_code = listed.division_code
       ORDER BY listed.division_code, listed.name, listed.code`,
      [...selected.values, LATE_RULE, LATE_RULE],
      filingColumnsSchema,
    ),
    queryRows(
      `SELECT code, year, ${CONFIRMED} AS confirmed FROM absences WHERE kind = ?`,
      [filters.kind],
      yearAbsenceSchema,
    ),
  ]);
  const confirmedBy = new Map(
    absences.map((each) => [`${each.code} ${each.year}`, each.confirmed]),
  );
  // Property by property: spreading tens of thousands takes longer than fetching them.
  return found.code.flatMap((code, row) => {
    const division_code = valueAt(found.division_code, row);
    const division = valueAt(found.division, row);
    const name = valueAt(found.name, row);
    const body = valueAt(found.body, row);
    const city = valueAt(found.city, row);
    const due = valueAt(found.due, row);
    const reports = valueAt(found.report_id, row);
    const published = valueAt(found.published_on, row);
    const late = valueAt(found.late, row);
    const errors = valueAt(found.errors, row);
    const questions = valueAt(found.questions, row);
    return valueAt(found.year, row).map((year, place): Filing => ({
      code,
      division_code,
      division,
      name,
      body,
      city,
      year,
      due: valueAt(due, place),
      report_id: valueAt(reports, place),
      confirmed: confirmedBy.size === 0 ? null : (confirmedBy.get(`${code} ${year}`) ?? null),
      published_on: valueAt(published, place),
      late: valueAt(late, place),
      errors: valueAt(errors, place),
      questions: valueAt(questions, place),
    }));
  });
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
const coverageSchema = z.object({
  due: z.int(),
  reported: z.int(),
  missing: z.array(missingSchema),
  handled: z.number().nullable(),
  handled_clean: z.number().nullable(),
  questioned: z.int(),
}) satisfies z.ZodType<Coverage>;

/** How many of the divisions that are due have reported, and how many cases are in reports whose figures pass the checks. */
export async function fetchCoverage(filters: FilterValues): Promise<Coverage> {
  const { area, level, year, scope, kind } = filters;
  const province = provinceOf(area);
  const [[found], bodies] = await Promise.all([
    queryRows(
      `WITH due AS (
         SELECT code, name FROM divisions
         WHERE province = ? AND (? OR city = ? OR code = ?) AND level = ?
           AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?
       ), own AS MATERIALIZED (
         SELECT id, division_code, ${quantityColumn(QUANTITIES.handled)} AS handled
         FROM figures WHERE province = ? AND year = ? AND scope = ? AND kind = ?
       ), loaded AS (
         SELECT division_code AS code, sum(handled) AS handled,
           sum(handled) FILTER (WHERE NOT is_doubtful) AS handled_clean,
           count(*) FILTER (WHERE is_questioned) AS questioned
         FROM (
           SELECT division_code, handled,
             id IN (SELECT report_id FROM examinations WHERE doubts > 0
               AND report_id IN (SELECT id FROM own)) AS is_doubtful,
             id IN (SELECT report_id FROM findings WHERE severity IN ('E', 'W')
               AND acceptance IS DISTINCT FROM 'accepted' AND report_id IN (SELECT id FROM own)) AS is_questioned
           FROM own
         ) GROUP BY division_code
       )
       SELECT CAST(count(*) AS INTEGER) AS due, CAST(count(loaded.code) AS INTEGER) AS reported,
         coalesce(list({'code': due.code, 'name': name, 'confirmed': ${CONFIRMED}} ORDER BY due.code)
           FILTER (WHERE loaded.code IS NULL), []) AS missing,
         CAST(sum(handled) AS DOUBLE) AS handled, CAST(sum(handled_clean) AS DOUBLE) AS handled_clean,
         CAST(coalesce(sum(questioned), 0) AS INTEGER) AS questioned
       FROM due LEFT JOIN loaded ON loaded.code = due.code
       LEFT JOIN absences ON absences.code = due.code AND absences.kind = ? AND absences.year = ?`,
      [
        ...[province, area === province, area, area, level, year, year, year, year],
        ...[province, year, scope, kind, kind, year],
      ],
      coverageSchema,
    ),
    DIVISION_KINDS.includes(kind) ? {} : countBodies(filters),
  ]);
  if (!found) throw new Error("The coverage query returned no row");
  return { ...found, ...bodies };
}

const countedBodiesSchema = coverageSchema.pick({ due: true, reported: true, missing: true });

/** How many bodies are due of a kind of which a division has many, and which of their reports are not loaded. */
async function countBodies(filters: FilterValues): Promise<z.infer<typeof countedBodiesSchema>> {
  const selected = selectBodies(filters, "chosen year");
  const [found] = await queryRows(
    `WITH ${selected.sql}
     SELECT CAST(count(*) AS INTEGER) AS due, CAST(count(filed.id) AS INTEGER) AS reported,
       coalesce(list({'code': bodies.code, 'name': bodies.name, 'confirmed': ${CONFIRMED}}
         ORDER BY bodies.division_code, bodies.name, bodies.code)
         FILTER (WHERE filed.id IS NULL), []) AS missing
     FROM bodies JOIN chosen ON chosen.code = bodies.division_code CROSS JOIN years
     LEFT JOIN filed ON filed.code = bodies.code
     LEFT JOIN absences ON absences.code = bodies.code AND absences.kind = ? AND absences.year = years.year
     WHERE ${IS_DUE}`,
    [...selected.values, filters.kind],
    countedBodiesSchema,
  );
  if (!found) throw new Error("The bodies were not counted");
  return found;
}
