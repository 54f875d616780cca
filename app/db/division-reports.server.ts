import { z } from "zod";
import { reportRowSchema } from "#domain/report/report-row";
import { rows } from "./rows.server";

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
export async function reportsOfDivision(division: string): Promise<DivisionReport[]> {
  return rows(
    `WITH own AS (
       SELECT id, body_id, body, kind, year, scope, published_on FROM reports WHERE division_code = ?
     ), found AS (
       SELECT report_id AS id,
         count(*) FILTER (WHERE severity = 'E') AS errors,
         count(*) FILTER (WHERE severity = 'W') AS warnings,
         count(*) FILTER (WHERE severity = 'I') AS remarks
       FROM findings WHERE report_id IN (SELECT id FROM own) GROUP BY ALL
     )
     SELECT own.*, CAST(coalesce(errors, 0) AS INTEGER) AS errors,
       CAST(coalesce(warnings, 0) AS INTEGER) AS warnings,
       CAST(coalesce(remarks, 0) AS INTEGER) AS remarks
     FROM own LEFT JOIN found USING (id)
     ORDER BY year DESC, scope <> 'jurisdiction', list_position(['government', 'office'], kind), body`,
    [division],
    divisionReportSchema,
  );
}
