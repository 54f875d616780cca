import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BODY_KIND_CODES, SCOPE_CODES } from "#domain/report/body";
import {
  parseReviewedCsv,
  readReviewedCsv,
  type ReviewedRow,
  type ReviewedTable,
} from "./reviewed-csv";

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

export const MANIFEST_FILE = "manifest.csv";

const emptyAsNull = (value: unknown): unknown =>
  value === "" || value === undefined ? null : value;
const yearSchema = z
  .string()
  .regex(/^20\d\d$/, "应为四位年份")
  .transform(Number);

/** A line of manifest.csv as written; an empty field is null. */
const manifestLineSchema = z.strictObject({
  file: z.string().min(1),
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

const MANIFEST_TABLE: ReviewedTable<{ readonly file: string; readonly manifest: ManifestRow }> = {
  columns: manifestLineSchema.keyof().options,
  required: ["file"],
  row: manifestLineSchema.transform(
    ({ file, body, kind, division, year, scope, source, ...rest }) => ({
      file,
      manifest: { body, kind, division, year, scope, publishedOn: rest.published_on, source },
    }),
  ),
  keyOf: ({ file }) => `“${file}”`,
};

/** The manifest.csv of a folder, by the file name of the document. */
export interface FolderManifest {
  readonly byFile: ReadonlyMap<string, ManifestRow>;
  /** Sentences on rows that apply to no file. */
  readonly warnings: readonly string[];
}

/**
 * Reads the manifest.csv of a folder; without rows where there is none. Throws a sentence naming the row that cannot be read or names a division that the register does not list.
 */
export async function readManifest(
  folder: string,
  isDivision: (code: string) => boolean,
  isThere = (file: string): boolean => existsSync(join(folder, file)),
): Promise<FolderManifest> {
  const rows = await readReviewedCsv(join(folder, MANIFEST_FILE), MANIFEST_TABLE);
  return toManifest(rows, isDivision, isThere);
}

/** The manifest.csv of a folder within an archive. Throws as {@link readManifest}. */
export function parseManifest(
  bytes: Uint8Array,
  where: string,
  isDivision: (code: string) => boolean,
  isThere: (file: string) => boolean,
): FolderManifest {
  return toManifest(parseReviewedCsv(bytes, where, MANIFEST_TABLE), isDivision, isThere);
}

function toManifest(
  rows: readonly ReviewedRow<{ readonly file: string; readonly manifest: ManifestRow }>[],
  isDivision: (code: string) => boolean,
  isThere: (file: string) => boolean,
): FolderManifest {
  for (const { row, where } of rows) {
    const { division } = row.manifest;
    if (division !== null && !isDivision(division))
      throw new Error(
        `${where}有误：division 列“${division}”：区划表中没有这个代码；请核对，或在数据文件夹的 divisions-added.csv 中补充。`,
      );
  }
  return {
    byFile: new Map(rows.map(({ row: { file, manifest } }) => [file, manifest])),
    warnings: rows
      .filter(({ row }) => !isThere(row.file))
      .map(
        ({ row, where }) => `${where}：同一级没有文件“${row.file}”；请改正文件名，或删去这一行。`,
      ),
  };
}
