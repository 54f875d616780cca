import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  databaseFileOf,
  VERSIONS_FOLDER,
  SCHEMA_HASH,
  manifestFileOf,
  manifestSchema,
  POINTER_FILE,
  pointerSchema,
  type Manifest,
} from "./version";

/** The data folder: GONGKAI_DATA where it says anything, else `data` where the server was started. */
export function dataFolder(): string {
  return resolve(process.env["GONGKAI_DATA"] || "data");
}

function versionsFolder(): string {
  return join(dataFolder(), VERSIONS_FOLDER);
}

/** Path of a generation's database. */
export function databasePath(generation: number): string {
  return join(versionsFolder(), databaseFileOf(generation));
}

/** When the pointer was last replaced; null where nothing was ever published. */
export async function readPointerStamp(): Promise<number | null> {
  return stat(join(versionsFolder(), POINTER_FILE)).then(
    ({ mtimeMs, ino }) => mtimeMs + ino,
    () => null,
  );
}

/** The generation that the pointer names; null where nothing was ever published. */
export async function readCurrentVersion(): Promise<number | null> {
  const text = await readFile(join(versionsFolder(), POINTER_FILE), "utf8").catch(() => null);
  return text === null ? null : pointerSchema.parse(JSON.parse(text)).generation;
}

/** A database that another version of the program wrote. */
export class OtherLayout extends Error {
  override readonly name = "OtherLayout";
}

/** The manifest of a generation whose file is what was written, by this program. Throws where it is not. */
export async function verifyVersion(generation: number): Promise<Manifest> {
  const text = await readFile(join(versionsFolder(), manifestFileOf(generation)), "utf8");
  const manifest = manifestSchema.parse(JSON.parse(text));
  if (manifest.layout !== SCHEMA_HASH) throw new OtherLayout(`Generation ${generation}`);
  const hash = createHash("sha256");
  await pipeline(createReadStream(databasePath(generation)), hash);
  if (hash.digest("hex") !== manifest.sha256)
    throw new Error(`Generation ${generation} is not what was published`);
  return manifest;
}

/** Every generation that is still there, the newest first. */
export async function listVersions(): Promise<number[]> {
  const names = await readdir(versionsFolder()).catch((): string[] => []);
  return names
    .flatMap((name) => /^(\d+)\.duckdb$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => other - one);
}
