import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT } from "../app/store/project.js";
import { hashOf } from "#store/content-hash";

/** What decides how a document is read. */
const READER = [
  "app/domain/form",
  "app/domain/report",
  "etl/intake",
  "etl/read",
  "etl/recognise",
  "etl/reading",
];
/** What else decides what a database holds. */
const LOADER = [
  "app/domain/checks",
  "app/domain/comparison",
  "app/domain/indicators",
  "app/domain/narrative",
  "app/store",
  "etl/build",
];

/** Hash of the code that reads documents: a changed reader reads every document again. */
export async function readerVersion(register: string): Promise<string> {
  return hashOf((await hashOfSources(READER)) + register);
}

/** Hash of the code that checks and stores what was read. */
export async function loaderVersion(): Promise<string> {
  return hashOfSources(LOADER);
}

const knownHashes = new Map<string, Promise<string>>();

/** The code that a process runs is the one it found first, whatever is written meanwhile. */
function hashOfSources(places: readonly string[]): Promise<string> {
  const key = places.join(" ");
  const hash = knownHashes.get(key) ?? computeHash(places);
  knownHashes.set(key, hash);
  return hash;
}

async function computeHash(places: readonly string[]): Promise<string> {
  const files = (await Promise.all(places.map(listSources))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(await readFile(join(PROJECT, file)));
  return hash.digest("hex");
}

async function listSources(place: string): Promise<string[]> {
  if (place.endsWith(".ts")) return [place];
  const names = await readdir(join(PROJECT, place), { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${place}/${name}`);
}
