import { readFileSync, statSync } from "node:fs";
import { isOverruling } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import { UnreadableDocument } from "../read/document";
import { LIMITS } from "../read/limits";
import { archiveDocument } from "#store/archive";
import { hashOf, hashOfFile } from "#store/content-hash";
import {
  nameReport,
  readingKey,
  refuseTables,
  type ReadingResult,
  type ReadingTask,
} from "../intake/ledger";
import type { Reader } from "./reader";
import type { ReadingCache } from "./cache";
import type { Store } from "#store/data-folder";

/** Where documents are kept, and which version of the reader reads. */
export interface ReadingPlace {
  readonly store: Store;
  readonly version: string;
}

/** What reading a document takes. */
export interface ReadingTools {
  readonly reader: Reader;
  readonly cache: ReadingCache;
}

type ArchivedBytes = Pick<ReadingResult, "hash" | "bytes" | "reading">;

/**
 * Reads a document, archives it and keeps what was read. A document that cannot be read is refused;
 * one that this reader has read before, perhaps for a load that was cut short, is not read again.
 *
 * @throws Error when the document or its reading cannot be kept: then the load must end
 */
export async function readDocument(
  task: ReadingTask,
  place: ReadingPlace,
  { reader, cache }: ReadingTools,
): Promise<ReadingResult> {
  const { bytes, kept } = await receiveBytes(task, place);
  if (!bytes) return refuse(kept, "文件超过 64 MB，不像一份年度报告，未读取。");
  archiveDocument(place.store, kept.hash, bytes);
  const known = cache.of(kept.reading);
  const read = known ?? (await tryReading(bytes, task, reader));
  if ("refusal" in read) return refuse(kept, read.refusal);
  if (!known) cache.keep(kept.reading, read);
  const found = nameReport(read);
  if ("refusal" in found) return refuse(kept, found.refusal);
  const overruled = read.problems.filter(isOverruling).map(({ message }) => message);
  return {
    ...kept,
    identity: found,
    refusal: refuseTables(read),
    publishedOn: read.publishedOn,
    overruled,
  };
}

/** Refuses a document without reading it, for one whose reading had to be stopped. */
export async function refuseDocument(
  task: ReadingTask,
  place: ReadingPlace,
  reason: string,
): Promise<ReadingResult> {
  const { bytes, kept } = await receiveBytes(task, place);
  if (bytes) archiveDocument(place.store, kept.hash, bytes);
  return refuse(kept, reason);
}

async function tryReading(
  bytes: Uint8Array,
  task: ReadingTask,
  reader: Reader,
): Promise<ReadReport | { readonly refusal: string }> {
  try {
    return await reader(bytes, task);
  } catch (error) {
    if (error instanceof UnreadableDocument) return { refusal: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return { refusal: `读取时出现意外错误，请人工核对：${why}` };
  }
}

/** The bytes of a document, by which it is known; none of one that is too large for a report. */
async function receiveBytes(
  { path, file, manifest }: ReadingTask,
  { version }: ReadingPlace,
): Promise<{ readonly bytes: Uint8Array | null; readonly kept: ArchivedBytes }> {
  const { size } = statSync(path);
  const bytes = size > LIMITS.bytes ? null : readFileSync(path);
  const hash = bytes ? hashOf(bytes) : await hashOfFile(path);
  const reading = readingKey({ hash, file, manifest, version });
  return { bytes, kept: { hash, bytes: size, reading } };
}

function refuse(kept: ArchivedBytes, refusal: string): ReadingResult {
  return { ...kept, identity: null, refusal, publishedOn: null, overruled: [] };
}
