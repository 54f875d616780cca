import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { REVIEWED_TABLES } from "#domain/reviewed/tables";
import { hashOf } from "#store/content-hash";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** Files that are looked at together. */
const AT_ONCE = 64;

/**
 * Changes whenever a document at the desk or a reviewed table does, as far as names, sizes and times tell: enough for a
 * page to say that a plan is out of date. Whether it is, publishing finds out by their content.
 */
export async function stampInputs(store: Store): Promise<string> {
  const { documents } = deskFolderOf(store);
  const names = await readdir(documents).catch((): string[] => []);
  const files = [
    ...names.toSorted().map((name) => join(documents, name)),
    ...Object.values(REVIEWED_TABLES).map(({ file }) => join(store.root, file)),
  ];
  const stamps: string[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    // To wait for each stat costs ten times the stat itself; whatever else is asked for has its turn between.
    if (from > 0) await setImmediate();
    stamps.push(...files.slice(from, from + AT_ONCE).map(stampOf));
  }
  return hashOf(stamps.join("\n")).slice(0, 16);
}

function stampOf(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined) return [file, found.size, found.mtimeMs, found.ino].join(" ");
  } catch {
    // What cannot be looked at stands there by its name.
  }
  return file;
}
