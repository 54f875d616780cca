import { evidenceRowSchema, type Evidence } from "#domain/report/evidence";
import { rows } from "./rows.server";

/** What the documents of some reports print, by report: each cell with its raw text and its place. */
export async function evidenceOf(ids: readonly string[]): Promise<ReadonlyMap<string, Evidence>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    `SELECT report_id, cells, preface FROM evidence
     WHERE report_id IN (${ids.map(() => "?").join(", ")})`,
    ids,
    evidenceRowSchema,
  );
  return new Map(found.map((evidence) => [evidence.report_id, evidence]));
}
