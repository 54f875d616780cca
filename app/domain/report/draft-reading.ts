import { z } from "zod";
import { identitySchema } from "./identity";
import { readReportSchema } from "./read-report";

/** A document that was handed in as a draft: what was read of it, or in a sentence why it cannot be checked. */
export const draftReadingSchema = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("read"),
    file: z.string(),
    report: readReportSchema,
    identity: identitySchema,
  }),
  z.strictObject({ state: z.literal("refused"), file: z.string(), reason: z.string() }),
]);
export type DraftReading = z.infer<typeof draftReadingSchema>;
