import { reportRepairSchema, type ReportRepair } from "#domain/checks/report-repair";
import { rows } from "./rows.server";

/** What is proposed for the tables of a report that do not add up; never applied. */
export async function repairsOfReport(id: string): Promise<ReportRepair[]> {
  return rows(
    `SELECT "table", kind, changes, evidence, ways FROM repairs WHERE report_id = ? ORDER BY "table"`,
    [id],
    reportRepairSchema,
  );
}
