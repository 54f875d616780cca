import { readFileSync } from "node:fs";
import type { ReadReport } from "#domain/report/read-report";
import type { Entry } from "./ledger";
import { openReader, type Reader } from "./reader";
import { Readings } from "./readings";
import { archivedIn, type Store } from "./store";

/** What the reader made of a document. */
export type ReadingOf = (entry: Entry) => Promise<ReadReport>;

/** The readings of a store; a document whose reading was not kept is read again from the archive. */
export function readingsIn(store: Store, readings = new Readings(store)): ReadingOf {
  let reader: Reader | undefined;
  return async (entry) => {
    const kept = readings.of(entry.reading);
    if (kept) return kept;
    reader ??= openReader();
    return reader(readFileSync(archivedIn(store, entry.hash)), entry);
  };
}
