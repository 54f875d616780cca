import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { ReadReport } from "#domain/report/read-report";
import { hashOf } from "./content-hash";
import type { Listing } from "./ledger";
import type { Store } from "./store";

/** All that decides what the reader makes of a document. */
export interface ReadingInput {
  readonly hash: string;
  readonly file: string;
  readonly listing: Listing | null;
  /** Changes whenever the reader's code or the register of divisions does (reader-version.ts). */
  readonly version: string;
}

/** Equal keys mean that reading the document again would give the same report. */
export function readingKey({ hash, file, listing, version }: ReadingInput): string {
  return hashOf(JSON.stringify([hash, file, listing, version]));
}

function placeOf(store: Store, key: string): string {
  return join(store.readings, key.slice(0, 2), `${key}.json.gz`);
}

/**
 * Keeps what the reader made of a document. Waits for the file system without letting go of the
 * thread, which has nothing else to do and is several times faster so.
 */
export function keepReading(store: Store, key: string, read: ReadReport): void {
  const place = placeOf(store, key);
  mkdirSync(dirname(place), { recursive: true });
  // One that is cut short betrays itself by its checksum.
  writeFileSync(place, gzipSync(JSON.stringify(read), { level: 1 }));
}

/** What the reader made of a document; null where that was not kept or cannot be trusted. */
export function keptReading(store: Store, key: string): ReadReport | null {
  const place = placeOf(store, key);
  if (!existsSync(place)) return null;
  try {
    // Written by this very reader, whose version is in the key, and guarded by a checksum.
    const read: ReadReport = JSON.parse(gunzipSync(readFileSync(place)).toString("utf8"));
    return read;
  } catch {
    return null;
  }
}
