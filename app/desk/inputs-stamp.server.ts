import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { REVIEWED_TABLES } from "#domain/reviewed/tables";
import { hashOf } from "#store/content-hash";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

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
  const stamps = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size, mtimeMs, ino }) => [file, size, mtimeMs, ino].join(" "),
        () => file,
      ),
    ),
  );
  return hashOf(stamps.join("\n")).slice(0, 16);
}
