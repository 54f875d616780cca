import { z } from "zod";
import { ACCEPTANCE_CODES } from "#domain/checks/check";
import { reportFindingSchema } from "#domain/report/report-finding";
import { rows } from "./rows.server";

const listedFindingSchema = z.object({
  ...reportFindingSchema.shape,
  acceptance: z.enum(ACCEPTANCE_CODES),
  accepted_reason: z.string().nullable(),
  accepted_by: z.string().nullable(),
});
export type ListedFinding = z.infer<typeof listedFindingSchema>;

const COLUMNS = reportFindingSchema
  .keyof()
  .options.filter((column) => column !== "severity")
  .join(", ");
const GRAVEST_FIRST = "list_position(['E', 'W', 'I'], severity)";

/** What the checks found in a report, accepted or not, the gravest first. */
export async function findingsOfReport(id: string): Promise<ListedFinding[]> {
  return rows(
    `SELECT ${COLUMNS}, severity, acceptance, accepted_reason, accepted_by FROM findings WHERE report_id = ?
     ORDER BY ${GRAVEST_FIRST}, check_id, cells, message`,
    [id],
    listedFindingSchema,
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
