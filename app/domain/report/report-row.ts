import { z } from "zod";
import { EDITIONS } from "../form/edition";
import { TABLE_CODES, type TableCode } from "../form/cells";
import { BODY_KIND_CODES, type Scope, SCOPE_CODES } from "./body";
import { LEVEL_CODES } from "./division";
import { tableEditionsSchema, type TableEditions } from "./read-report";
import { datasetSchema } from "./division-schema";

const storedEditionSchema = z.literal(EDITIONS).nullable();

/** The column that holds the edition of a table in a report's row. */
export function editionColumn<Code extends TableCode>(table: Code): `edition_${Code}` {
  return `edition_${table}`;
}

/**
 * What a row of `reports` and of `figures` says besides the cells of the form: who reported, when,
 * about what. The cells follow, one column each, named by the form.
 */
export const reportRowSchema = z.object({
  id: z.string(),
  body_id: z.string(),
  body: z.string(),
  kind: z.enum(BODY_KIND_CODES),
  division_code: z.string(),
  division: z.string(),
  level: z.enum(LEVEL_CODES),
  /** Codes of the city and the province around the division; a city lies in itself. */
  city: z.string().nullable(),
  province: z.string(),
  dataset: datasetSchema,
  year: z.int(),
  scope: z.enum(SCOPE_CODES),
  published_on: z.iso.date().nullable(),
  source: z.string().nullable(),
  document_hash: z.string(),
  file: z.string(),
  edition_proactive_disclosure: storedEditionSchema,
  edition_requests: storedEditionSchema,
  edition_review_litigation: storedEditionSchema,
} satisfies Record<`edition_${TableCode}`, z.ZodType> & Record<string, z.ZodType>);
export type ReportRow = z.infer<typeof reportRowSchema>;

/** The columns of a report's row that are not cells, in order. */
export const REPORT_DIMENSIONS = reportRowSchema.keyof().options;

/** The edition of each table of a report. */
export function tableEditionsOf(report: Pick<ReportRow, `edition_${TableCode}`>): TableEditions {
  return tableEditionsSchema.parse(
    Object.fromEntries(TABLE_CODES.map((code) => [code, report[editionColumn(code)]])),
  );
}

/** A report is known by its body, its year and its scope. */
export function reportId(bodyId: string, year: number, scope: Scope): string {
  return `${bodyId}-${year}-${scope}`;
}
