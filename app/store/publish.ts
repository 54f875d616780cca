import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  currentPointer,
  currentVersion,
  listVersions,
  OtherSchema,
  verifyVersion,
} from "./current-version";
import { manifestOf, type Store } from "./data-folder";
import { type BuiltVersion, layDownVersion, putIntoUse, writePointer } from "./laid-version";
import { takeLock } from "./lock";
import type { Manifest } from "./version";

/** Where the next database is written before it is published. */
export function buildingFile(store: Store): string {
  return join(store.versions, `building-${process.pid}.duckdb`);
}

/**
 * The version whose ledger the next load continues: the published one or, where the pointer is
 * damaged, the newest that was given a manifest; null where nothing was ever published.
 */
export async function versionToContinueFrom(store: Store): Promise<number | null> {
  const current = await currentVersion(store);
  if (current !== null || !existsSync(store.pointer)) return current;
  const numbers = (await readdir(store.versions)).map((name) => Number.parseInt(name, 10) || 0);
  const kept = numbers.filter((number) => existsSync(manifestOf(store, number)));
  return kept.length === 0 ? null : Math.max(...kept);
}

/** A number that no version has borne, published or not. */
export async function nextVersion(store: Store): Promise<number> {
  await mkdir(store.versions, { recursive: true });
  const numbers = (await readdir(store.versions)).map((name) => Number.parseInt(name, 10) || 0);
  return Math.max(0, (await currentVersion(store)) ?? 0, ...numbers) + 1;
}

/** Removes what a load that died left behind. Only the holder of the lock may do so. */
export async function removeLeftovers(store: Store): Promise<void> {
  await mkdir(store.versions, { recursive: true });
  for (const name of await readdir(store.versions))
    if (/^building-|\.tmp$/.test(name)) await rm(join(store.versions, name), { force: true });
}

/**
 * Publishes a database that was built: it is read back in full, its manifest is written, it gets
 * its name and, as the last step, becomes current. A reader sees the old one until then.
 */
export async function publishVersion(store: Store, built: BuiltVersion): Promise<Manifest> {
  const manifest = await layDownVersion(store, built);
  await putIntoUse(store, manifest.generation);
  return manifest;
}

/**
 * Puts a version that is still kept back into use. The next load goes on from it, under a number that no version has
 * borne; the versions after it stay until they are too old.
 * @throws Error with a sentence where it is in use already, not kept or damaged, or another program wrote it.
 */
export async function restoreVersion(
  store: Store,
  generation: number,
  at: Date,
): Promise<Manifest> {
  const release = await takeLock(store.lock);
  try {
    const pointer = await currentPointer(store);
    const from = pointer?.generation ?? null;
    if (from === generation) throw new Error(`现在用的就是第 ${generation} 版。`);
    if (!(await listVersions(store)).includes(generation))
      throw new Error(`没有保留第 ${generation} 版。${await formatKept(store)}`);
    const manifest = await verifyVersion(store, generation).catch((error: unknown) => {
      throw new Error(
        error instanceof OtherSchema
          ? `第 ${generation} 版是本系统的另一版本写的，不能恢复。`
          : `第 ${generation} 版的文件已损坏，不能恢复。`,
        { cause: error },
      );
    });
    const restored = from === null ? {} : { restored: { from, at: at.toISOString() } };
    await writePointer(store, { generation, newest: pointer?.newest, ...restored });
    return manifest;
  } finally {
    await release();
  }
}

async function formatKept(store: Store): Promise<string> {
  const kept = await listVersions(store);
  return kept.length === 0 ? "还没有载入数据。" : `保留的有：第 ${kept.join("、")} 版。`;
}
