import { randomUUID } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Waits until the content of a file or folder is on the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames a file whose content is on the disk, and waits until the new name is too. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}

/** Writes a file that is either wholly there or as it was; of two that write it at once, the last to end counts. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, content);
    await syncPath(beside);
    await renameDurably(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}
