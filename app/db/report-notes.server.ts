import { z } from "zod";
import { placeSchema, type Place } from "#domain/report/printed-cell";
import { rows } from "./rows.server";

const correctionSchema = z.object({
  cell: z.string(),
  expected: z.string(),
  corrected: z.number(),
  reason: z.string(),
  source: z.string(),
  by: z.string(),
  date: z.iso.date(),
  accepted: z.boolean(),
  /** Why it is not applied; null where it is. */
  refusal: z.string().nullable(),
});
export type ReportCorrection = z.infer<typeof correctionSchema>;

/** The corrections proposed for a report, applied or refused. */
export async function correctionsOf(id: string): Promise<ReportCorrection[]> {
  return rows(
    `SELECT cell, expected, CAST(corrected AS DOUBLE) AS corrected, reason, source, "by", date,
       accepted, refusal
     FROM corrections WHERE report_id = ? ORDER BY cell`,
    [id],
    correctionSchema,
  );
}

const storedPlaceSchema = z
  .record(z.string(), z.int().nullable())
  .nullable()
  .transform((place): Place =>
    placeSchema.parse(
      Object.fromEntries(Object.entries(place ?? {}).filter(([, part]) => part !== null)),
    ),
  );
const problemSchema = z.object({
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  table: z.string().nullable(),
  line: z.string().nullable(),
  column: z.string().nullable(),
  where: storedPlaceSchema,
});
export type ReportProblem = z.infer<typeof problemSchema>;

/** What the reader noticed in a report, errors first. */
export async function problemsOf(id: string): Promise<ReportProblem[]> {
  return rows(
    `SELECT severity, message, "table", line, "column", "where" FROM problems
     WHERE report_id = ? ORDER BY severity, message`,
    [id],
    problemSchema,
  );
}
