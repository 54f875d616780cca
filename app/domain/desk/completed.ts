import { z } from "zod";
import { readReportSchema } from "../report/read-report";

/** A reading with the rows of corrections.csv about its report: what `cli/desk-complete.ts` is given. */
export const uncompletedSchema = z.strictObject({
  report: readReportSchema,
  rows: z.array(z.record(z.string(), z.string())),
});
export type Uncompleted = z.infer<typeof uncompletedSchema>;

/** The reading with what people copied from the original, and the corrections that apply: what it prints. */
export const completedSchema = z.strictObject({
  report: readReportSchema,
  corrected: z.array(z.strictObject({ cell: z.string(), corrected: z.number() })),
});
export type Completed = z.infer<typeof completedSchema>;
