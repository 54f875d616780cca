import { readFile } from "node:fs/promises";
import { z } from "zod";
import { BODY_KIND_CODES } from "#domain/report/body-kind";
import { divisionCodeSchema } from "#domain/report/division-schema";
import { SCOPE_CODES } from "#domain/report/scope";

/** What a manifest.csv beside the documents says of one of them; it wins over the document. */
export const listingSchema = z.strictObject({
  body: z.string().nullable(),
  kind: z.enum(BODY_KIND_CODES).nullable(),
  division: z.string().nullable(),
  year: z.int().nullable(),
  scope: z.enum(SCOPE_CODES).nullable(),
  publishedOn: z.iso.date().nullable(),
  source: z.string().nullable(),
});
export type Listing = z.infer<typeof listingSchema>;

/** Who reported, on which year, about what. */
export const identitySchema = z.strictObject({
  reportId: z.string(),
  bodyId: z.string(),
  body: z.string(),
  kind: z.enum(BODY_KIND_CODES),
  division: divisionCodeSchema,
  year: z.int(),
  scope: z.enum(SCOPE_CODES),
});
export type Identity = z.infer<typeof identitySchema>;

/** A document that was ever handed in. What becomes of it follows from these facts (standing.ts). */
export const entrySchema = z.strictObject({
  /** Where it was found, from the data folder. */
  path: z.string(),
  /** The name that people see. */
  file: z.string(),
  hash: z.string(),
  format: z.string(),
  bytes: z.int().nonnegative(),
  listing: listingSchema.nullable(),
  /** Key of what the reader made of it (readings.ts). */
  reading: z.string(),
  /** The generation it came with, and when. */
  arrived: z.int().positive(),
  loadedAt: z.iso.datetime(),
  /** Why it is no longer where it was found. */
  gone: z.enum(["replaced", "withdrawn"]).nullable(),
  /** Why no figure of it is used; null for one that names its report. */
  refusal: z.string().nullable(),
  identity: identitySchema.nullable(),
  publishedOn: z.string().nullable(),
  /** Sentences on what a manifest says otherwise than the document itself. */
  overruled: z.array(z.string()).default([]),
});
export type Entry = z.infer<typeof entrySchema>;

/** A document to be read: where it lies, and what is known of it beside its content. */
export type ReadingTask = Pick<Entry, "path" | "file" | "format" | "listing">;

/** A document in use, with the report it is. */
export interface LoadedEntry {
  readonly entry: Entry;
  readonly identity: Identity;
}

const ledgerSchema = z.array(entrySchema);

/** All documents ever handed in; empty where nothing was ever published. Throws a sentence where it is damaged. */
export async function readLedger(file: string | null): Promise<Entry[]> {
  if (file === null) return [];
  try {
    return ledgerSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new Error(
      `收到过哪些文件的记录不在了或已损坏：${file}。请从备份恢复它；没有备份时，删去同一文件夹的 current.json，再把各个文件夹全部重新载入。`,
      { cause: error },
    );
  }
}

/** What the ledger says but for when it was written; alike for alike ledgers, field by field. */
export function timelessFacts(ledger: readonly Entry[]): unknown {
  return ledgerSchema.parse(ledger).map((entry) => ({ ...entry, loadedAt: null }));
}
