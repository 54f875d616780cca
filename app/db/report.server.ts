import { REPORT_DIMENSIONS, reportRowSchema, type ReportRow } from "#domain/report/report-row";
import { rows } from "./rows.server";

/** Who reported, when, about what; undefined when no report bears the id. */
export async function reportOf(id: string): Promise<ReportRow | undefined> {
  const [report] = await rows(
    `SELECT ${REPORT_DIMENSIONS.join(", ")} FROM reports WHERE id = ?`,
    [id],
    reportRowSchema,
  );
  return report;
}
