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
    `SELECT id, body_id, body, kind, year, scope, published_on, coalesce(errors, 0) AS errors,
       coalesce(warnings, 0) AS warnings, coalesce(remarks, 0) AS remarks
     FROM reports LEFT JOIN examinations ON report_id = id WHERE division_code = ?
     ORDER BY year DESC, scope <> 'jurisdiction', list_position(['government', 'office'], kind), body`,
    [division],
    divisionReportSchema,
  );
}
