import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { archivedIn, type Store } from "./store";

/** Keeps a document by the hash of its content, so that the database can be made again from it. */
export async function keepDocument(store: Store, hash: string, bytes: Uint8Array): Promise<void> {
  const place = archivedIn(store, hash);
  const there = await stat(place).catch(() => null);
  if (there?.size === bytes.length) return;
  await mkdir(dirname(place), { recursive: true });
  const beside = `${place}.${process.pid}.tmp`;
  const handle = await open(beside, "w");
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(beside, place);
}
