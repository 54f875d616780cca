import { existsSync, readFileSync } from "node:fs";
import type { ReadReport } from "#domain/report/read-report";
import { archivePath, type Store } from "#store/data-folder";
import { loadBodies } from "../intake/bodies";
import { DivisionNames } from "../intake/division-names";
import {
  readingKey,
  type ReadingOf,
  type ReadingTask,
  type SourceDocument,
} from "../intake/ledger";
import { loadDivisions } from "../intake/register";
import { UnreadableDocument } from "../read/document";
import { ReadingCache } from "./cache";
import { isFiguresFormat, readFigures } from "./figures-format";

/** Makes a report of the bytes of a document. Throws UnreadableDocument where that cannot be done. */
export type Reader = (
  bytes: Uint8Array,
  task: Pick<ReadingTask, "file" | "format" | "manifest">,
) => Promise<ReadReport>;

/** The reader of every format that a load takes: our own figures, and documents as they were published. */
export function openReader(): Reader {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  return async (bytes, { file, format, manifest }) => {
    if (format === "csv") {
      const text = new TextDecoder().decode(bytes);
      if (isFiguresFormat(text)) return readFigures(text, file, manifest);
    }
    // The readers of documents take long to load and are not needed where there are only figures.
    const { readReport } = await import("../recognise/recognise-report");
    return readReport(bytes, file, { register, manifest });
  };
}

/**
 * What this reader makes of documents that are no longer where they were found: a load does not read them again when
 * the reader changes, so that what is kept of them may be an older one's. Null where the archive has lost one or it
 * can no longer be read: that is no reason to stop a load.
 */
export function openEarlierReadings(
  store: Store,
  cache: ReadingCache,
  version: string,
): (document: SourceDocument) => Promise<ReadReport | null> {
  let reader: Reader | undefined;
  return async (document) => {
    const key = readingKey({ ...document, version });
    const kept = cache.of(key);
    if (kept) return kept;
    const archived = archivePath(store, document.hash);
    if (!existsSync(archived)) return null;
    reader ??= openReader();
    try {
      const read = await reader(readFileSync(archived), document);
      cache.keep(key, read);
      return read;
    } catch (error) {
      if (error instanceof UnreadableDocument) return null;
      throw error;
    }
  };
}

/** The readings of a store; a document whose reading was not kept is read again from the archive. */
export function openReadings(store: Store, cache = new ReadingCache(store)): ReadingOf {
  let reader: Reader | undefined;
  return async (document) => {
    const kept = cache.of(document.reading);
    if (kept) return kept;
    reader ??= openReader();
    return reader(readFileSync(archivePath(store, document.hash)), document);
  };
}
