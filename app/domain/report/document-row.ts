import { z } from "zod";
import { DOCUMENT_STATE_CODES } from "./document-state";

/** A row of `documents`: every document ever handed in, whatever became of it. */
export const documentRowSchema = z.object({
  hash: z.string(),
  file: z.string(),
  format: z.string(),
  bytes: z.int(),
  state: z.enum(DOCUMENT_STATE_CODES),
  /** Why it is not in use, in one sentence; null for a document in use. */
  reason: z.string().nullable(),
  report_id: z.string().nullable(),
  loaded_at: z.string(),
});
export type DocumentRow = z.infer<typeof documentRowSchema>;
