import { copyFileSync, writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { hashOfFile } from "#store/content-hash";
import { listVersions, readManifest, verifyVersion } from "#store/current-version";
import { databaseOf, manifestOf, type Store } from "#store/data-folder";

/** How many sound versions are published in turn. */
const SOUND = 3;

/**
 * The versions of a store that this program can show, made up to three by copies that differ in a table of no
 * meaning; and one whose file is damaged.
 * @throws where there is no sound one to begin with
 */
export async function makeVersions(store: Store): Promise<{ sound: number[]; damaged: number }> {
  const listed = await listVersions(store);
  const sound: number[] = [];
  for (const version of listed)
    if (await verifyVersion(store, version).catch(() => null)) sound.push(version);
  const [original] = sound;
  if (original === undefined) throw new Error("The data folder holds no version of this program");
  let next = Math.max(...listed);
  while (sound.length < SOUND) sound.push(await copyVersion(store, original, (next += 1)));
  const damaged = next + 1;
  writeFileSync(databaseOf(store, damaged), "no database");
  writeFileSync(manifestOf(store, damaged), "{}");
  return { sound, damaged };
}

async function copyVersion(store: Store, original: number, version: number): Promise<number> {
  const database = databaseOf(store, version);
  copyFileSync(databaseOf(store, original), database);
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE bench AS SELECT ${String(version)} AS version`);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
  const manifest = await readManifest(store, original);
  const sha256 = await hashOfFile(database);
  writeFileSync(
    manifestOf(store, version),
    JSON.stringify({ ...manifest, generation: version, sha256 }),
  );
  return version;
}
