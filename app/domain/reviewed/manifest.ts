import { z } from "zod";
import { BODY_KIND_CODES, SCOPE_CODES } from "../report/body";
import type { ReviewedTable } from "./reviewed-table";

/** A row of manifest.csv about one document; null where it is left blank. It overrules the document itself. */
export const manifestRowSchema = z.strictObject({
  body: z.string().nullable(),
  kind: z.enum(BODY_KIND_CODES).nullable(),
  division: z.string().nullable(),
  year: z.int().nullable(),
  scope: z.enum(SCOPE_CODES).nullable(),
  publishedOn: z.iso.date().nullable(),
  source: z.string().nullable(),
});
export type ManifestRow = z.infer<typeof manifestRowSchema>;

const emptyAsNull = (value: unknown): unknown =>
  value === "" || value === undefined ? null : value;
const yearSchema = z
  .string()
  .regex(/^20\d\d$/, "应为四位年份，在2000至2099之间")
  .transform(Number);

/** A line of manifest.csv as written; an empty field is null. */
const manifestLineSchema = z.strictObject({
  file: z.string().min(1),
  name: z.preprocess(emptyAsNull, z.string().nullable()),
  body: z.preprocess(emptyAsNull, manifestRowSchema.shape.body),
  kind: z.preprocess(emptyAsNull, manifestRowSchema.shape.kind),
  division: z.preprocess(emptyAsNull, manifestRowSchema.shape.division),
  year: z.preprocess(emptyAsNull, yearSchema.nullable()),
  scope: z.preprocess(emptyAsNull, manifestRowSchema.shape.scope),
  published_on: z.preprocess(emptyAsNull, manifestRowSchema.shape.publishedOn),
  source: z.preprocess(emptyAsNull, manifestRowSchema.shape.source),
  /** For people only. */
  note: z.string().optional(),
});

interface ManifestLine {
  readonly file: string;
  /** What people call the file, where it is kept under another name. */
  readonly name: string | null;
  readonly manifest: ManifestRow;
}

/** manifest.csv, beside the documents that it names. */
export const MANIFEST_TABLE: ReviewedTable<ManifestLine> = {
  columns: manifestLineSchema.keyof().options,
  required: ["file"],
  row: manifestLineSchema.transform(
    ({ file, name, body, kind, division, year, scope, source, ...rest }) => ({
      file,
      name,
      manifest: { body, kind, division, year, scope, publishedOn: rest.published_on, source },
    }),
  ),
  keyOf: ({ file }) => `“${file}”`,
};
