import { z } from "zod";
import { reportFindingSchema, type ReportFinding } from "#domain/report/report-finding";
import { rows } from "./rows.server";

const COLUMNS = reportFindingSchema
  .keyof()
  .options.filter((column) => column !== "severity")
  .join(", ");
const GRAVEST_FIRST = "list_position(['E', 'W', 'I'], severity)";

/** What the checks found in a report, the gravest first. */
export async function findingsOfReport(id: string): Promise<ReportFinding[]> {
  return rows(
    `SELECT ${COLUMNS}, severity FROM findings WHERE report_id = ?
     ORDER BY ${GRAVEST_FIRST}, check_id, cells, message`,
    [id],
    reportFindingSchema,
  );
}

const divisionFindingSchema = z.object({
  ...reportFindingSchema.shape,
  year: z.int(),
  scope: z.string(),
  body: z.string(),
});
export type DivisionFinding = z.infer<typeof divisionFindingSchema>;

/** What the checks found in the reports of one body of a division, newest year first. */
export async function findingsOfDivision(
  division: string,
  { scope, kind }: { readonly scope: string; readonly kind: string },
): Promise<DivisionFinding[]> {
  return rows(
    `SELECT ${COLUMNS}, severity, year, scope, body
     FROM findings JOIN reports ON reports.id = findings.report_id
     WHERE division_code = ? AND scope = ? AND kind = ?
     ORDER BY year DESC, ${GRAVEST_FIRST}, check_id, cells, message`,
    [division, scope, kind],
    divisionFindingSchema,
  );
}
