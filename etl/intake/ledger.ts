import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { TABLE_CODES } from "#domain/form/cells";
import type { BodyKind } from "#domain/report/body";
import { type Identity, identitySchema } from "#domain/report/identity";
import { IDENTITY_ADVICE } from "#domain/report/identity-advice";
import { isDispute } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import { reportId } from "#domain/report/report-row";
import { hashOf } from "#store/content-hash";
import { bodyKey } from "./division-names";
import { manifestRowSchema } from "#domain/reviewed/manifest";

/** A document that was ever received. Its status is derived from these facts (status.ts). */
const sourceDocumentSchema = z.strictObject({
  /** Where it was found, from the data folder. */
  path: z.string(),
  /** The name that people see. */
  file: z.string(),
  hash: z.string(),
  format: z.string(),
  bytes: z.int().nonnegative(),
  /** Its row of the manifest.csv beside it. */
  manifest: manifestRowSchema.nullable(),
  /** Key of what the reader made of it (readingKey). */
  reading: z.string(),
  /** The data version it came with, and when. */
  arrived: z.int().positive(),
  loadedAt: z.iso.datetime(),
  /** Why it is no longer where it was found. */
  gone: z.enum(["replaced", "withdrawn"]).nullable(),
  /** Why no figure of it is used; null for one of which a table counts. */
  refusal: z.string().nullable(),
  /** Whose report it is; null where that cannot be told. */
  identity: identitySchema.nullable(),
  publishedOn: z.string().nullable(),
  /** Sentences on where the manifest contradicts the document and is followed. */
  overruled: z.array(z.string()).default([]),
});
export type SourceDocument = z.infer<typeof sourceDocumentSchema>;

/** What the reader made of a document. */
export type ReadingOf = (document: SourceDocument) => Promise<ReadReport>;

/** A document to be read: where it lies, and what is known of it beside its content. */
export type ReadingTask = Pick<SourceDocument, "path" | "file" | "format" | "manifest">;

/** What came of reading a document; the report itself is kept in the cache of readings. */
export type ReadingResult = Pick<
  SourceDocument,
  "hash" | "bytes" | "reading" | "identity" | "refusal" | "publishedOn" | "overruled"
>;

/** All that decides what the reader makes of a document. */
export interface ReadingInput extends Pick<SourceDocument, "hash" | "file" | "manifest"> {
  /** Changes whenever the code of the reader or the register of divisions does (../code-version.ts). */
  readonly version: string;
}

/** Equal keys mean that reading the document again would give the same report. */
export function readingKey({ hash, file, manifest, version }: ReadingInput): string {
  return hashOf(JSON.stringify([hash, file, manifest, version]));
}

/** A document in use, with the report it is. */
export interface LoadedDocument {
  readonly document: SourceDocument;
  readonly identity: Identity;
}

/** Ledgers of earlier versions of the program name the manifest row `listing`. */
const storedSchema = z
  .record(z.string(), z.unknown())
  .transform(({ listing, manifest = listing, ...rest }) => ({ ...rest, manifest }));
const ledgerSchema = z.array(storedSchema.pipe(sourceDocumentSchema));

/** All documents ever received; empty where nothing was ever published. Throws a sentence where it is damaged. */
export async function readLedger(file: string | null): Promise<SourceDocument[]> {
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

/** The ledger without the times of loading, its fields in a fixed order: equal for equal ledgers. */
export function omitLoadTimes(ledger: readonly SourceDocument[]): unknown {
  return ledgerSchema.parse(ledger).map((document) => ({ ...document, loadedAt: null }));
}

/** A division has one government and one office; other bodies are distinguished by their name. */
function bodyId(division: string, kind: BodyKind, name: string): string {
  if (kind === "government" || kind === "office") return `${division}-${kind}`;
  const plain = bodyKey(name.normalize("NFKC"));
  return `${division}-${kind}-${createHash("sha256").update(plain).digest("hex").slice(0, 6)}`;
}

/** The identity of a report that was read, or in one sentence why it cannot be used. */
export function identityOf(read: ReadReport): Identity | { readonly refusal: string } {
  const named = nameReport(read);
  if ("refusal" in named) return named;
  const refusal = refuseTables(read);
  return refusal === null ? named : { refusal };
}

/** Whose report it is, whatever its tables are; or in one sentence why that cannot be told. */
export function nameReport(read: ReadReport): Identity | { readonly refusal: string } {
  const { body, kind, division, year, scope } = read;
  const disputed = read.problems.filter(({ code }) => isDispute(code));
  if (disputed.length > 0 && (body === null || year === null))
    return { refusal: `${disputed.map(({ message }) => message).join("。")}。` };
  const unknown = [
    body === null && "报告机关",
    division === null && "行政区划",
    kind === null && "机关类别",
    year === null && "报告年度",
  ].filter(Boolean);
  if (body === null || kind === null || division === null || year === null)
    return {
      refusal: `未能认定${unknown.join("、")}：${IDENTITY_ADVICE.whole.folder}。`,
    };
  const id = bodyId(division, kind, body);
  return { reportId: reportId(id, year, scope), bodyId: id, body, kind, division, year, scope };
}

/** Why no figure of a report can be used, in one sentence; null where one of its tables counts. */
export function refuseTables(read: ReadReport): string | null {
  if (TABLE_CODES.some((code) => read.forms[code] !== null)) return null;
  const unread = read.problems.find(({ code }) => code === "document_unreadable");
  return unread?.message ?? `三张统计表均缺失或不完整：${firstError(read)}`;
}

function firstError(read: ReadReport): string {
  const error = read.problems.find((problem) => problem.severity === "error");
  return error?.message ?? "请人工核对原文。";
}
