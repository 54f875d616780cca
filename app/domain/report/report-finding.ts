import { z } from "zod";
import { SEVERITY_CODES } from "./severity";

const quotationSchema = z.object({
  section: z.string(),
  sentence: z.string(),
  start: z.int(),
  end: z.int(),
});

/** A database may say null for each field of a quotation instead of for the whole. */
const storedQuotationSchema = z
  .unknown()
  .transform((stored) => quotationSchema.safeParse(stored).data ?? null);

/** A finding as it is stored with its report. */
export const reportFindingSchema = z.object({
  fingerprint: z.string(),
  report_id: z.string(),
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  message: z.string(),
  question: z.string(),
  expression: z.string(),
  left_value: z.number().nullable(),
  right_value: z.number().nullable(),
  difference: z.number().nullable(),
  /** The cells it concerns; the first is the one it is about. */
  cells: z
    .array(z.string())
    .nullable()
    .transform((cells) => cells ?? []),
  nearest: z.string().nullable(),
  quotation: storedQuotationSchema,
});
export type ReportFinding = z.infer<typeof reportFindingSchema>;
