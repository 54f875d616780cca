import { z } from "zod";
import { ACCEPTANCE_CODES } from "#domain/checks/check-rule";
import { CELLS } from "#domain/form/cells";
import { documentRowSchema } from "#domain/report/document-row";
import { reportRowSchema } from "#domain/report/report-row";
import { SEVERITY_CODES } from "#domain/report/severity";
import { queryRows } from "../engine/rows.server";

const listedReportSchema = z.object({
  ...reportRowSchema.pick({
    id: true,
    body: true,
    kind: true,
    division_code: true,
    division: true,
    level: true,
    province: true,
    year: true,
    scope: true,
    document_hash: true,
    file: true,
  }).shape,
  /** Equal for equal numbers in sums, within one version of the engine. */
  figures: z.string(),
});
export type ListedReport = z.infer<typeof listedReportSchema>;

const CELL_NAMES = CELLS.map(({ name }) => name).join(", ");

/** Every report of the version, with a hash of what of it enters sums. */
export async function fetchReportList(): Promise<ListedReport[]> {
  return queryRows(
    `SELECT id, body, kind, division_code, division, level, province, year, scope, document_hash, file,
       CAST(hash([${CELL_NAMES}]) AS VARCHAR) AS figures
     FROM figures ORDER BY year DESC, division_code, id`,
    [],
    listedReportSchema,
  );
}

const valuesSchema = z.object({ id: z.string(), values: z.array(z.number().nullable()) });

/** The numbers of some reports that enter sums, by report, each by cell; null where a cell has none. */
export async function fetchFigureValues(
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number | null>>> {
  if (ids.length === 0) return new Map();
  const found = await queryRows(
    `SELECT id, CAST([${CELL_NAMES}] AS DOUBLE[]) AS values FROM figures
     WHERE list_contains(CAST(? AS VARCHAR[]), id)`,
    [ids],
    valuesSchema,
  );
  return new Map(
    found.map(({ id, values }) => [
      id,
      new Map(CELLS.map(({ name }, index) => [name, values[index] ?? null])),
    ]),
  );
}

const listedFindingSchema = z.object({
  fingerprint: z.string(),
  report_id: z.string(),
  body: z.string(),
  year: z.int(),
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  message: z.string(),
  acceptance: z.enum(ACCEPTANCE_CODES),
});
export type ListedFinding = z.infer<typeof listedFindingSchema>;

/** What the checks found in every report of the version, settled or not. */
export async function fetchFindingList(): Promise<ListedFinding[]> {
  return queryRows(
    `SELECT fingerprint, report_id, body, year, check_id, severity, message, acceptance
     FROM findings JOIN reports ON reports.id = report_id
     ORDER BY list_position([${SEVERITY_CODES.map((code) => `'${code}'`).join(", ")}], severity),
       year DESC, division_code, report_id, check_id, fingerprint`,
    [],
    listedFindingSchema,
  );
}

const unusedSchema = documentRowSchema.pick({ hash: true, file: true, state: true, reason: true });

/** The documents that are there and not used. */
export async function fetchUnusedDocuments(): Promise<z.infer<typeof unusedSchema>[]> {
  return queryRows(
    `SELECT hash, file, state, reason FROM documents
     WHERE state IN ('refused', 'duplicate', 'superseded') ORDER BY state DESC, file`,
    [],
    unusedSchema,
  );
}

const correctionSchema = z.object({
  report_id: z.string(),
  cell: z.string(),
  kind: z.string(),
  /** The figure that a misprint is corrected to, or the text that was copied from the original. */
  written: z.string(),
  /** Why it is not applied; null where it is. */
  refusal: z.string().nullable(),
});

/** What became of every correction. */
export async function fetchCorrectionList(): Promise<z.infer<typeof correctionSchema>[]> {
  return queryRows(
    `SELECT report_id, cell, kind, coalesce(printed, CAST(corrected AS VARCHAR)) AS written, refusal
     FROM corrections ORDER BY report_id, cell, kind`,
    [],
    correctionSchema,
  );
}
