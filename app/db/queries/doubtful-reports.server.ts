import { z } from "zod";
import { PENDING } from "#domain/checks/check-rule";
import { SEVERITY_CODES } from "#domain/report/severity";
import { queryRows } from "../engine/rows.server";

const doubtfulReportSchema = z.object({
  id: z.string(),
  body: z.string(),
  year: z.int(),
  division_code: z.string(),
  /** Sentences of the reader on what it left out, and on what it read in spite of a flaw. */
  errors: z.int(),
  warnings: z.int(),
  /** Cells whose text makes no figure. */
  illegible: z.int(),
  /** Errors that the checks found and nobody has accepted. */
  findings: z.int(),
});
export type DoubtfulReport = z.infer<typeof doubtfulReportSchema>;

const IS_PENDING = `coalesce(acceptance, 'open') IN (${PENDING.map((code) => `'${code}'`).join(", ")})`;

/** The loaded reports of which the reader left something out or could not read a cell, the worst first. */
export async function fetchDoubtfulReports(most: number): Promise<DoubtfulReport[]> {
  return queryRows(
    `WITH said AS (
       SELECT report_id, count(*) FILTER (severity = 'error') AS errors,
         count(*) FILTER (severity = 'warning') AS warnings
       FROM problems WHERE report_id IS NOT NULL GROUP BY report_id
     ), unread AS (
       SELECT report_id, len(list_filter(cells, lambda each: each.state = 'illegible')) AS illegible
       FROM evidence
     ), found AS (
       SELECT report_id, count(*) AS findings FROM findings
       WHERE severity = 'E' AND ${IS_PENDING} GROUP BY report_id
     )
     SELECT id, body, year, division_code, coalesce(errors, 0)::INTEGER AS errors,
       coalesce(warnings, 0)::INTEGER AS warnings, coalesce(illegible, 0)::INTEGER AS illegible,
       coalesce(findings, 0)::INTEGER AS findings
     FROM reports LEFT JOIN said ON said.report_id = id LEFT JOIN unread ON unread.report_id = id
       LEFT JOIN found ON found.report_id = id
     WHERE coalesce(errors, 0) + coalesce(illegible, 0) + coalesce(findings, 0) > 0
     ORDER BY coalesce(errors, 0) + coalesce(illegible, 0) DESC, findings DESC, year DESC, id
     LIMIT ?`,
    [most],
    doubtfulReportSchema,
  );
}

const openFindingSchema = z.object({
  fingerprint: z.string(),
  values_hash: z.string(),
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  message: z.string(),
});

/** What the checks found in a report and nobody has accepted, with what an acceptance must name. */
export async function fetchOpenFindings(id: string): Promise<z.infer<typeof openFindingSchema>[]> {
  return queryRows(
    `SELECT fingerprint, values_hash, check_id, severity, message FROM findings
     WHERE report_id = ? AND ${IS_PENDING} ORDER BY severity, check_id, message`,
    [id],
    openFindingSchema,
  );
}
