import { z } from "zod";
import type { SourceReport } from "#domain/briefing/facts";
import { OUTCOME_TOTALS, type PastReport } from "#domain/checks/row-exchange";
import type { FilterValues } from "#domain/filters/filters";
import { CELLS, TABLE_CODES } from "#domain/form/cells";
import { BODY_KIND_CODES, SCOPE_CODES } from "#domain/report/body";
import { provinceOf } from "#domain/report/division";
import { tableEditionsSchema } from "#domain/report/read-report";
import {
  editionColumn,
  REPORT_DIMENSIONS,
  type ReportRow,
  reportRowSchema,
} from "#domain/report/report-row";
import { queryRows } from "../engine/rows.server";
import { BODY_CODE, BODY_NAME } from "../sql/bodies";
import { conditionOf } from "../sql/filters";

/** Who reported, when, about what; undefined when no report bears the id. */
export async function fetchReport(id: string): Promise<ReportRow | undefined> {
  const [report] = await queryRows(
    `SELECT ${REPORT_DIMENSIONS.join(", ")} FROM figures WHERE id = ?`,
    [id],
    reportRowSchema,
  );
  return report;
}

const divisionReportSchema = z.object({
  ...reportRowSchema.pick({
    id: true,
    body_id: true,
    body: true,
    kind: true,
    year: true,
    scope: true,
    published_on: true,
  }).shape,
  /** Findings of severity E, W and I. */
  errors: z.int(),
  warnings: z.int(),
  remarks: z.int(),
});
export type DivisionReport = z.infer<typeof divisionReportSchema>;

/** Every report of the bodies of a division, newest year first, with the number of findings. */
export async function fetchDivisionReports(division: string): Promise<DivisionReport[]> {
  return queryRows(
    `SELECT id, body_id, body, kind, year, scope, published_on, coalesce(errors, 0) AS errors,
       coalesce(warnings, 0) AS warnings, coalesce(remarks, 0) AS remarks
     FROM figures LEFT JOIN examinations ON report_id = id WHERE province = ? AND division_code = ?
     ORDER BY year DESC, scope <> 'jurisdiction', list_position(['government', 'office'], kind), body`,
    [provinceOf(division), division],
    divisionReportSchema,
  );
}

const cellValuesSchema = z.object({ figures: z.array(z.number().nullable()) });

/** What the rows lie in the order of: with it a report is found without reading them all. */
type ReportKey = Pick<ReportRow, "id" | "scope" | "province" | "year" | "division_code">;

/**
 * The number that enters sums for every cell of a report, by cell; null where there is none. Of `printed_figures` the
 * printed one, where something else enters; no cell where nothing does.
 */
export async function fetchCellValues(
  { id, scope, province, year, division_code }: ReportKey,
  from: "figures" | "printed_figures" = "figures",
): Promise<Readonly<Record<string, number | null>>> {
  const [found] = await queryRows(
    `SELECT CAST([${CELLS.map(({ name }) => name).join(", ")}] AS DOUBLE[]) AS figures FROM ${from}
     WHERE scope = ? AND province = ? AND year = ? AND division_code = ? AND id = ?`,
    [scope, province, year, division_code, id],
    cellValuesSchema,
  );
  if (!found) return {};
  return Object.fromEntries(CELLS.map(({ name }, index) => [name, found.figures[index] ?? null]));
}

const earlierOutcomesSchema = z.object({
  scope: z.enum(SCOPE_CODES),
  kind: z.enum(BODY_KIND_CODES),
  forms: tableEditionsSchema,
  totals: z.array(z.number().nullable()),
});
const FORMS_STRUCT = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`).join(", ");

/** The outcome totals that a body reported in the years before, the latest first. */
export async function fetchEarlierOutcomes({
  body_id,
  province,
  year,
}: ReportRow): Promise<PastReport[]> {
  const found = await queryRows(
    `SELECT scope, kind, {${FORMS_STRUCT}} AS forms,
       CAST([${OUTCOME_TOTALS.join(", ")}] AS DOUBLE[]) AS totals
     FROM figures WHERE province = ? AND body_id = ? AND year < ? ORDER BY year DESC`,
    [province, body_id, year],
    earlierOutcomesSchema,
  );
  return found.map(({ totals, ...past }) => ({
    ...past,
    cells: new Map(
      OUTCOME_TOTALS.flatMap((name, index) => {
        const value = totals[index] ?? null;
        return value === null ? [] : [[name, { value, state: "number", raw: String(value) }]];
      }),
    ),
  }));
}

const sourceSchema: z.ZodType<SourceReport> = reportRowSchema
  .pick({
    id: true,
    body: true,
    division: true,
    year: true,
    published_on: true,
    document_hash: true,
    file: true,
  })
  .extend({ code: z.string() });

/** The reports of every year that the filters select, with the hash of the document they come from. */
export async function fetchSourceReports(filters: FilterValues): Promise<SourceReport[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT id, ${BODY_CODE} AS code, body, ${BODY_NAME} AS division, year, published_on, document_hash, file
     FROM figures WHERE ${condition.sql} ORDER BY year, code, id`,
    condition.values,
    sourceSchema,
  );
}
