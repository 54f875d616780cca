import { z } from "zod";
import { EDITIONS } from "../form/edition";
import type { TableCode } from "../form/cells";
import { SECTIONS } from "../form/sections";
import { BODY_KIND_CODES, SCOPE_CODES } from "./body";
import { divisionCodeSchema } from "./division-schema";
import { printedCellSchema } from "./printed-cell";
import { readIssueSchema } from "./read-issue";

export const sectionSchema = z.strictObject({
  code: z.enum(SECTIONS.map((section) => section.code)),
  text: z.string(),
});
export type Section = z.infer<typeof sectionSchema>;

const editionSchema = z.literal(EDITIONS);

/**
 * The edition of each table; null for a table that is absent or incomplete. A table without an
 * edition contributes no figure to any sum or rate.
 */
export const tableEditionsSchema = z.strictObject({
  proactive_disclosure: editionSchema.nullable(),
  requests: editionSchema.nullable(),
  review_litigation: editionSchema.nullable(),
} satisfies Record<TableCode, z.ZodType>);
export type TableEditions = z.infer<typeof tableEditionsSchema>;

/** One document as the reader understood it: what `etl read` prints, a JSON object a line. */
export const readReportSchema = z.strictObject({
  file: z.string(),
  /** Name of the reporting body as printed; null where none was recognised. */
  body: z.string().nullable(),
  kind: z.enum(BODY_KIND_CODES).nullable(),
  division: divisionCodeSchema.nullable(),
  year: z.int().min(2008).max(2100).nullable(),
  scope: z.enum(SCOPE_CODES),
  forms: tableEditionsSchema,
  /** Date of publication, YYYY-MM-DD. */
  publishedOn: z.iso.date().nullable(),
  /** Address or other origin of the document, where a manifest names one. */
  source: z.string().nullable(),
  cells: z.array(printedCellSchema),
  /** The sentences before section 一; null where there are none. */
  preface: z.string().nullable(),
  sections: z.array(sectionSchema),
  problems: z.array(readIssueSchema),
});
export type ReadReport = z.infer<typeof readReportSchema>;
