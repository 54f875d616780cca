import { access, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOfFile } from "./content-hash";
import { currentVersion } from "./current-version";
import { databaseOf, ledgerOf, manifestOf, type Store } from "./data-folder";
import { renameDurably, syncPath, writeDurably } from "./durable-file";
import { SCHEMA_HASH } from "./schema";
import type { Manifest, Pointer } from "./version";

/** Versions that stay: the current one and those to fall back to. */
const KEPT_VERSIONS = 3;

/** A database that was built, and what is published with it. */
export interface BuiltVersion {
  /** The file, closed, with no log beside it. */
  readonly building: string;
  readonly stamp: Pick<Manifest, "generation" | "loadedAt" | "inputHash" | "dataHash">;
  /** Every document ever received, as JSON. */
  readonly ledger: string;
  /** Reads the whole file; throws where it does not hold what was written into it. */
  readonly readBack: (file: string) => Promise<Pick<Manifest, "rows" | "sums">>;
}

/**
 * Reads a database that was built back in full, writes its manifest and gives it its name; no reader sees it before
 * it is put into use.
 */
export async function layDownVersion(
  store: Store,
  { building, stamp, ledger, readBack }: BuiltVersion,
): Promise<Manifest> {
  await refuseLog(building);
  await syncPath(building);
  const { generation } = stamp;
  const manifest: Manifest = {
    ...stamp,
    layout: SCHEMA_HASH,
    sha256: await hashOfFile(building),
    bytes: (await stat(building)).size,
    ...(await readBack(building)),
  };
  await writeDurably(ledgerOf(store, generation), ledger);
  await writeDurably(manifestOf(store, generation), JSON.stringify(manifest, null, 1));
  if (store.single === null) {
    await renameDurably(building, databaseOf(store, generation));
  } else {
    await mkdir(dirname(store.single), { recursive: true });
    await refuseLog(store.single);
    await renameDurably(building, store.single);
  }
  return manifest;
}

/**
 * Makes a version that was laid down the one that readers see. The one that they saw until then stays, however old it
 * is: where it was put back, those after it may all be faulty.
 */
export async function putIntoUse(store: Store, generation: number): Promise<void> {
  const before = await currentVersion(store);
  await writePointer(store, { generation, newest: generation });
  await prune(store, generation, before);
}

/** Names the version that readers see. */
export async function writePointer(store: Store, pointer: Pointer): Promise<void> {
  await writeDurably(store.pointer, JSON.stringify(pointer));
}

/** A log beside a database would be replayed into it in silence. */
async function refuseLog(database: string): Promise<void> {
  const log = `${database}.wal`;
  const exists = await access(log).then(
    () => true,
    () => false,
  );
  if (exists) throw new Error(`${log} 还在：有别的程序正在写这个数据库。请先关闭它再载入。`);
}

async function prune(store: Store, current: number, before: number | null): Promise<void> {
  for (const name of await readdir(store.versions)) {
    const number = Number.parseInt(name, 10);
    if (number <= current - KEPT_VERSIONS && number !== before)
      await rm(join(store.versions, name), { force: true });
  }
}
