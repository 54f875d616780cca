import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import type { z } from "zod";
import { hashOfFile } from "./content-hash";
import { databaseOf, manifestOf, type Store } from "./data-folder";
import { SCHEMA_HASH } from "./schema";
import { manifestSchema, type Pointer, pointerSchema, type Manifest } from "./version";

/** The number of the version in use, which the pointer names; null where there is none or it cannot be read. */
export async function currentVersion(store: Store): Promise<number | null> {
  return (await currentPointer(store))?.generation ?? null;
}

/** What names the version in use; null where there is none or it cannot be read. */
export async function currentPointer(store: Store): Promise<Pointer | null> {
  return readState(store.pointer, pointerSchema);
}

/** The manifest of the version in use; null where there is none or it cannot be read. */
export async function currentManifest(store: Store): Promise<Manifest | null> {
  const version = await currentVersion(store);
  return version === null ? null : readState(manifestOf(store, version), manifestSchema);
}

/** The file that keeps the version in use from being known; null where none is damaged. */
export async function findDamage(store: Store): Promise<string | null> {
  const version = await currentVersion(store);
  if (version === null) return existsSync(store.pointer) ? store.pointer : null;
  const manifest = manifestOf(store, version);
  return (await readState(manifest, manifestSchema)) === null ? manifest : null;
}

/** Changes whenever the pointer is replaced; null where nothing was ever published. */
export async function pointerStamp(store: Store): Promise<number | null> {
  return stat(store.pointer).then(
    ({ mtimeMs, ino }) => mtimeMs + ino,
    () => null,
  );
}

/** Every version that was in use and whose database is still there, the newest first. */
export async function listVersions(store: Store): Promise<number[]> {
  const names = await readdir(store.versions).catch((): string[] => []);
  const newest = (await currentPointer(store))?.newest ?? Infinity;
  return names
    .flatMap((name) => /^(\d+)\.duckdb$/.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((version) => version <= newest)
    .sort((one, other) => other - one);
}

/** A database that another version of the program wrote. */
export class OtherSchema extends Error {
  override readonly name = "OtherSchema";
}

/**
 * The manifest of a version.
 * @throws OtherSchema where its tables are not those of this program; Error where it is damaged.
 */
export async function readManifest(store: Store, version: number): Promise<Manifest> {
  const text = await readFile(manifestOf(store, version), "utf8");
  const manifest = manifestSchema.parse(JSON.parse(text));
  if (manifest.layout !== SCHEMA_HASH) throw new OtherSchema(`Version ${version}`);
  return manifest;
}

/**
 * The manifest of a version whose database is byte by byte what was published.
 * @throws OtherSchema where its tables are not those of this program; Error where file or manifest are damaged.
 */
export async function verifyVersion(store: Store, version: number): Promise<Manifest> {
  const manifest = await readManifest(store, version);
  if ((await hashOfFile(databaseOf(store, version))) !== manifest.sha256)
    throw new Error(`Version ${version} is not what was published`);
  return manifest;
}

/** What a JSON file of the store says; null where it is not there or damaged. */
async function readState<Value>(file: string, schema: z.ZodType<Value>): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}
