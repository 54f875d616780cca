import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  databaseFile,
  GENERATIONS_FOLDER,
  LAYOUT,
  manifestFile,
  manifestSchema,
  POINTER_FILE,
  pointerSchema,
  type Manifest,
} from "#domain/report/generation";

/** The data folder: GONGKAI_DATA where it says anything, else `data` where the server was started. */
export function dataFolder(): string {
  return resolve(process.env["GONGKAI_DATA"] || "data");
}

function generationsFolder(): string {
  return join(dataFolder(), GENERATIONS_FOLDER);
}

/** Path of a generation's database. */
export function databasePath(generation: number): string {
  return join(generationsFolder(), databaseFile(generation));
}

/** When the pointer was last replaced; null where nothing was ever published. */
export async function pointerTime(): Promise<number | null> {
  return stat(join(generationsFolder(), POINTER_FILE)).then(
    ({ mtimeMs, ino }) => mtimeMs + ino,
    () => null,
  );
}

/** The generation that the pointer names; null where nothing was ever published. */
export async function pointedGeneration(): Promise<number | null> {
  const text = await readFile(join(generationsFolder(), POINTER_FILE), "utf8").catch(() => null);
  return text === null ? null : pointerSchema.parse(JSON.parse(text)).generation;
}

/** A database that another version of the program wrote. */
export class OtherLayout extends Error {
  override readonly name = "OtherLayout";
}

/** The manifest of a generation whose file is what was written, by this program. Throws where it is not. */
export async function verifiedManifest(generation: number): Promise<Manifest> {
  const text = await readFile(join(generationsFolder(), manifestFile(generation)), "utf8");
  const manifest = manifestSchema.parse(JSON.parse(text));
  if (manifest.layout !== LAYOUT) throw new OtherLayout(`Generation ${generation}`);
  const hash = createHash("sha256");
  await pipeline(createReadStream(databasePath(generation)), hash);
  if (hash.digest("hex") !== manifest.sha256)
    throw new Error(`Generation ${generation} is not what was published`);
  return manifest;
}

/** Every generation that is still there, the newest first. */
export async function publishedGenerations(): Promise<number[]> {
  const names = await readdir(generationsFolder()).catch((): string[] => []);
  return names
    .flatMap((name) => /^(\d+)\.duckdb$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => other - one);
}
