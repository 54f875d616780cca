import { evidenceRowSchema, type Evidence } from "#domain/report/evidence";
import { rows } from "./rows.server";

/** What the documents of some reports print, by report: each cell with its raw text and its place. */
export async function evidenceOf(ids: readonly string[]): Promise<ReadonlyMap<string, Evidence>> {
  if (ids.length === 0) return new Map();
  const asked = ids.map(() => "?").join(", ");
  // By the range the engine passes over rows before it reads their cells; with a list it only filters what it read.
  const found = await rows(
    `SELECT report_id, cells, preface FROM evidence
     WHERE report_id IN (${asked}) AND report_id BETWEEN least(${asked}) AND greatest(${asked})`,
    [...ids, ...ids, ...ids],
    evidenceRowSchema,
  );
  return new Map(found.map((evidence) => [evidence.report_id, evidence]));
}
