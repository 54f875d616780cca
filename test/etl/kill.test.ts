import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { manifestSchema, pointerSchema } from "#store/version";
import { hashOfFile } from "#store/content-hash";
import { dataStore, databaseOf, manifestOf, type Store } from "#store/data-folder";
import { bundle } from "../../tools/bundle.js";
import { Random } from "../support/documents/random";
import { fuzzSeeds } from "../support/fuzz";
import { figuresCsv, queryDatabase, temporaryFolder, writeReports } from "../support/load";

const script = bundle("test/support/load-and-wait.ts");

/** A load is killed once for each seed, at the moment that the seed draws. */
const SEEDS = fuzzSeeds(4);

/** Runs a load as a process; kills it after some milliseconds, if that is sooner than its end. */
async function loadProcess(store: Store, folder: string, killAfter?: number): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(await script), folder], {
    env: { ...process.env, GONGKAI_DATA: store.root },
    stdio: "ignore",
    timeout: killAfter,
    killSignal: "SIGKILL",
  });
  const [code] = await once(child, "exit");
  return code;
}

/** What is published: whole, as its manifest says, without a log, with figures of one load only. */
async function publishedFigure(store: Store): Promise<number> {
  const { generation } = pointerSchema.parse(JSON.parse(readFileSync(store.pointer, "utf8")));
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(manifestOf(store, generation), "utf8")),
  );
  const database = databaseOf(store, generation);
  expect(await hashOfFile(database)).toBe(manifest.sha256);
  expect(existsSync(`${database}.wal`)).toBe(false);
  const rows = await queryDatabase(
    store,
    "SELECT DISTINCT regulations_issued AS issued FROM figures",
  );
  expect(rows).toHaveLength(1);
  const counted = await queryDatabase(store, "SELECT count(*)::INTEGER AS n FROM reports");
  expect(counted).toEqual([{ n: manifest.rows["reports"] }]);
  return Number(Object.values(Object(rows[0]))[0]);
}

function writeAll(folder: string, issued: number): void {
  const text = figuresCsv(2021, { regulations_issued: String(issued) });
  writeReports(
    folder,
    Array.from({ length: 12 }, (_, index) => ({
      file: `${index}.csv`,
      text,
      division: "990101",
      body: `某局${index}`,
      kind: "department",
      scope: "organ",
    })),
  );
}

describe("a load that is killed", () => {
  it(
    `leaves a valid, complete database at each of ${SEEDS.length} moments, and the next one goes on`,
    async () => {
      const folder = temporaryFolder();
      const store = dataStore(join(temporaryFolder(), "data"));
      writeAll(folder, 0);
      expect(await loadProcess(store, folder)).toBe(0);
      writeAll(folder, 1);
      const began = performance.now();
      expect(await loadProcess(store, folder)).toBe(0);
      const whole = performance.now() - began;
      let last = 1;
      for (const [index, seed] of SEEDS.entries()) {
        const next = index + 2;
        writeAll(folder, next);
        const moment = whole * (0.15 + 0.9 * new Random(seed).next());
        const code = await loadProcess(store, folder, Math.ceil(moment));
        const found = await publishedFigure(store);
        expect([last, next]).toContain(found);
        if (code === 0) expect(found).toBe(next);
        last = found;
      }
      writeAll(folder, 999);
      expect(await loadProcess(store, folder)).toBe(0);
      expect(await publishedFigure(store)).toBe(999);
      const left = readdirSync(store.versions).filter((name) => /building|tmp|wal/.test(name));
      expect(left).toEqual([]);
    },
    120_000 + SEEDS.length * 20_000,
  );
});
