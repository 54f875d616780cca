import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { threadId } from "node:worker_threads";
import { hashOf } from "./content-hash";
import { syncPath } from "./durable-file";
import { archivePath, type Store } from "./data-folder";

/** Files that are waited for at a time: a process may open a few times as many. */
const SYNCED_AT_ONCE = 200;

/**
 * Keeps a document by the hash of its content, so that the database can be made again from it. The
 * content is on the disk once `flushArchive` has returned.
 */
export function archiveDocument(store: Store, hash: string, bytes: Uint8Array): void {
  const place = archivePath(store, hash);
  if (isWhole(place, hash, bytes.length)) return;
  mkdirSync(dirname(place), { recursive: true });
  // Two threads may be keeping copies of the same document.
  const beside = `${place}.${process.pid}-${threadId}.tmp`;
  writeFileSync(beside, bytes);
  renameSync(beside, place);
}

/** A power failure may have cut short what an earlier load wrote. */
function isWhole(place: string, hash: string, size: number): boolean {
  const found = statSync(place, { throwIfNoEntry: false });
  return found?.size === size && hashOf(readFileSync(place)) === hash;
}

/**
 * Waits until the documents of these hashes are on the disk. Waiting for all at the end takes less
 * than half of the time that waiting for each as it is written would.
 */
export async function flushArchive(store: Store, hashes: readonly string[]): Promise<void> {
  const left = hashes.values();
  const oneAfterAnother = async (): Promise<void> => {
    for (const hash of left) {
      const place = archivePath(store, hash);
      // What is too large for a report is not kept.
      if (existsSync(place)) await syncPath(place);
    }
  };
  await Promise.all(Array.from({ length: SYNCED_AT_ONCE }, oneAfterAnother));
}
