import { z } from "zod";
import { type DeadlineSetting, settingsFor } from "#domain/checks/deadline";
import type { Filing } from "#domain/checks/filing";
import { LATE_RULE } from "#domain/checks/rules/timeliness";
import type { ConfirmedAbsence } from "#domain/report/absence";
import { BODY_KIND_CODES, type BodyKind } from "#domain/report/body";
import { flags, numbers, texts, valueAt } from "../engine/columns";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import type { Condition } from "../sql/filters";
import { IS_PENDING } from "../sql/findings";
import { fetchCityNames } from "./divisions.server";
import {
  type BodySelection,
  fetchFiledReports,
  fetchKnownBodies,
  fetchYears,
  isDueIn,
  type Span,
} from "./known-bodies.server";

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
  /** SHA-256 of the document that was taken down again; null where none was, or none was ever handed in. */
  original: z.string().nullable(),
});
export type DivisionAbsence = z.infer<typeof divisionAbsenceSchema>;

/** The reports that a person found the government or the office of a division not to have published. */
export async function fetchAbsences(division: string): Promise<DivisionAbsence[]> {
  return queryRows(
    `SELECT kind, year, ${CONFIRMED} AS confirmed, (
       SELECT hash FROM documents
       WHERE state = 'withdrawn' AND absences.withdrawn IS NOT NULL AND starts_with(
         report_id, absences.code || '-' || absences.kind || '-' || absences.year || '-')
       ORDER BY loaded_at DESC LIMIT 1) AS original
     FROM absences WHERE code = ?`,
    [division],
    divisionAbsenceSchema,
  );
}

/** What confirms an absence, of a row of `absences` that may not be there, as SQL. */
const CONFIRMED = `CASE WHEN absences.code IS NOT NULL THEN {'reason': absences.reason,
  'source': absences.source, 'by': absences."by", 'date': strftime(absences.date, '%Y-%m-%d'),
  'withdrawn': strftime(absences.withdrawn, '%Y-%m-%d')} END`;

const yearAbsenceSchema = z.object({
  code: z.string(),
  year: z.int(),
  confirmed: confirmedSchema,
});

/** What is open against a report. */
type OpenFindings = Pick<Filing, "late" | "errors" | "questions">;

const NOTHING_OPEN: OpenFindings = { late: false, errors: 0, questions: 0 };

const openSchema = z.object({
  report_id: texts,
  errors: numbers,
  questions: numbers,
  late: flags,
});

/** What is open against each of some reports against which anything is. */
async function fetchOpenFindings({
  sql,
  values,
}: Condition): Promise<ReadonlyMap<string, OpenFindings>> {
  const found = await queryColumns(
    `SELECT report_id,
       CAST(count(*) FILTER (WHERE severity = 'E' AND check_id <> ?) AS INTEGER) AS errors,
       CAST(count(*) FILTER (WHERE severity = 'W') AS INTEGER) AS questions,
       coalesce(bool_or(check_id = ? AND left_value > 0), false) AS late
     FROM findings WHERE ${IS_PENDING} AND report_id IN (SELECT id FROM figures WHERE ${sql})
     GROUP BY report_id`,
    [LATE_RULE, LATE_RULE, ...values],
    openSchema,
  );
  return new Map(
    found.report_id.map((id, row) => [
      id,
      {
        late: valueAt(found.late, row),
        errors: valueAt(found.errors, row),
        questions: valueAt(found.questions, row),
      },
    ]),
  );
}

/** The absences that people confirmed of bodies of a kind, by body and year. */
export async function fetchConfirmedAbsences(
  kind: BodyKind,
): Promise<(code: string, year: number) => ConfirmedAbsence | null> {
  const found = await queryRows(
    `SELECT code, year, ${CONFIRMED} AS confirmed FROM absences WHERE kind = ?`,
    [kind],
    yearAbsenceSchema,
  );
  if (found.length === 0) return () => null;
  const byYear = new Map(found.map((each) => [`${each.code} ${each.year}`, each.confirmed]));
  return (code, year) => byYear.get(`${code} ${year}`) ?? null;
}

/**
 * Every body that the filters select, in the chosen year and every other of which a report of its province is
 * loaded: with its report, if it filed one, and the findings on it. Of
 * a division's one government and one office both are due to report every year; a department or a
 * township is known by its reports, and due from the first of them on.
 *
 * Several small questions whose answers are put together here: asked as one, the engine takes most of its time to
 * plan it, and nothing of the answer serves the next selection.
 * @param only the codes of the bodies that are wanted; all where it is left out
 */
export async function fetchFilings(
  filters: BodySelection,
  span: Span = "every year",
  only?: readonly string[],
): Promise<Filing[]> {
  const [bodies, years, { reports, condition }, cityOf, confirmedIn] = await Promise.all([
    fetchKnownBodies(filters, only),
    fetchYears(filters, span),
    fetchFiledReports(filters, span, only),
    fetchCityNames(),
    fetchConfirmedAbsences(filters.kind),
  ]);
  const open = await fetchOpenFindings(condition);
  return bodies.flatMap((known) => {
    const { code, place } = known;
    const city = cityOf.get(place.code) ?? null;
    const filed = reports.get(code) ?? [];
    return years.flatMap((year) => {
      const ofYear = filed.filter((report) => report.year === year);
      return (ofYear.length === 0 ? [null] : ofYear).map((report): Filing => {
        const { late, errors, questions } = (report && open.get(report.id)) ?? NOTHING_OPEN;
        return {
          code,
          division_code: place.code,
          division: place.name,
          name: known.name,
          body: known.body,
          city,
          year,
          due: isDueIn(known, year),
          report_id: report?.id ?? null,
          confirmed: confirmedIn(code, year),
          published_on: report?.published_on ?? null,
          late,
          errors,
          questions,
        };
      });
    });
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
