import { z } from "zod";
import { type DocumentRow, documentRowSchema } from "#domain/report/document-row";
import { evidenceRowSchema } from "#domain/report/printed-cell";
import { sectionSchema } from "#domain/report/read-report";
import { reportRowSchema } from "#domain/report/report-row";
import { queryRows } from "../engine/rows.server";

const earlierReadingSchema = z.object({
  ...evidenceRowSchema.shape,
  ...reportRowSchema.pick({
    document_hash: true,
    published_on: true,
    edition_proactive_disclosure: true,
    edition_requests: true,
    edition_review_litigation: true,
  }).shape,
  sections: z.array(sectionSchema),
});
export type EarlierReading = z.infer<typeof earlierReadingSchema>;

const COLUMNS = earlierReadingSchema.keyof().options.join(", ");

/** What an earlier document of a report prints; undefined where it is none or nothing is kept of it. */
export async function fetchEarlierReading(
  id: string,
  hash: string,
): Promise<EarlierReading | undefined> {
  const [reading] = await queryRows(
    `SELECT ${COLUMNS} FROM earlier_readings WHERE report_id = ? AND document_hash = ?`,
    [id, hash],
    earlierReadingSchema,
  );
  return reading;
}

const DOCUMENT_COLUMNS = documentRowSchema.keyof().options;

/** The earlier documents of a report that can be compared with the one in use, the latest first. */
export async function fetchEarlierDocuments(id: string): Promise<DocumentRow[]> {
  return queryRows(
    `SELECT ${DOCUMENT_COLUMNS.map((column) => `any_value(d.${column}) AS ${column}`).join(", ")}
     FROM documents AS d JOIN earlier_readings AS e ON d.hash = e.document_hash
     WHERE e.report_id = ? AND d.report_id = ?
     GROUP BY d.hash ORDER BY any_value(e.published_on) DESC NULLS LAST, any_value(d.loaded_at) DESC`,
    [id, id],
    documentRowSchema,
  );
}
