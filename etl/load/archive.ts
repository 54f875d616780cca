import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { archivedIn, type Store } from "./store";

/**
 * Keeps a document by the hash of its content, so that the database can be made again from it. The
 * content is on the disk before the document bears its name.
 */
export function keepDocument(store: Store, hash: string, bytes: Uint8Array): void {
  const place = archivedIn(store, hash);
  if (statSync(place, { throwIfNoEntry: false })?.size === bytes.length) return;
  mkdirSync(dirname(place), { recursive: true });
  const beside = `${place}.${process.pid}.tmp`;
  const file = openSync(beside, "w");
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, place);
}
