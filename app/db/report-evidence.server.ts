import { evidenceRowSchema, type StoredCell } from "#domain/report/evidence";
import { rows } from "./rows.server";

/** Every cell that a report prints, with its raw text and its place. */
export async function printedCellsOf(id: string): Promise<readonly StoredCell[]> {
  const [evidence] = await rows(
    "SELECT report_id, cells FROM evidence WHERE report_id = ?",
    [id],
    evidenceRowSchema,
  );
  return evidence?.cells ?? [];
}
