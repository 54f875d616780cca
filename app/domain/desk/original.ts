import { z } from "zod";
import { LEVEL_CODES } from "../report/division";
import { identitySchema } from "../report/identity";
import { pagePlacesSchema } from "../report/page-places";
import { cellLocationSchema } from "../report/printed-cell";
import { readReportSchema } from "../report/read-report";

const gridCellSchema = z.strictObject({
  text: z.string(),
  where: cellLocationSchema,
  rowSpan: z.int().positive(),
  columnSpan: z.int().positive(),
});

/** A stretch of a document as the reader sees it: a line of text, or a table whose cells each say where they stand. */
const originalBlockSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string(), where: cellLocationSchema }),
  z.strictObject({ kind: z.literal("table"), rows: z.array(z.array(gridCellSchema)) }),
]);
export type OriginalBlock = z.infer<typeof originalBlockSchema>;

/** A document beside what the reader makes of it, for a person to compare: what `cli/desk-original.ts` prints. */
export const originalSchema = z.strictObject({
  /** What the reader makes of it, without what people entered; null where it cannot be read. */
  report: readReportSchema.nullable(),
  /** Whose report it is; null where that cannot be told. */
  identity: identitySchema.nullable(),
  /** That of its division; null where that cannot be told. */
  level: z.enum(LEVEL_CODES).nullable(),
  /** Why no figure of it is used, in one sentence; null where one of its tables counts. */
  refusal: z.string().nullable(),
  blocks: z.array(originalBlockSchema),
  /** Where its pages print what was read; null of a document without pages. */
  places: pagePlacesSchema.nullable(),
  /** Whether it is itself a picture that browsers show. */
  isPicture: z.boolean(),
});
export type Original = z.infer<typeof originalSchema>;

/** A body of the register that a report may be of. */
export const bodyChoiceSchema = z.strictObject({
  division: z.string(),
  /** 示例省澜阳市葭塘区 */
  place: z.string(),
  kind: z.string(),
  body: z.string(),
});
export type BodyChoice = z.infer<typeof bodyChoiceSchema>;
