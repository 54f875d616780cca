import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { manifestSchema, pointerSchema } from "#store/version";
import { hashOfFile } from "#store/content-hash";
import { dataStore, databaseOf, manifestOf, type Store } from "#store/data-folder";
import { queryDatabase, figuresCsv, temporaryFolder, writeReports } from "../support/load";

/** Random moments at which a load is killed; GONGKAI_KILLS=50 takes minutes. */
const KILLS = Number(process.env["GONGKAI_KILLS"] ?? 12);
const SCRIPT = fileURLToPath(new URL("../support/load-and-wait.ts", import.meta.url));

/** Runs a load as a process; kills it after some milliseconds, if that is sooner than its end. */
function loadProcess(store: Store, folder: string, killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, ["--import", "tsx", SCRIPT, folder], {
    env: { ...process.env, GONGKAI_DATA: store.root },
    stdio: "ignore",
  });
  const timer = killAfter && setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((resolve) =>
    child.on("exit", (code) => {
      if (timer) clearTimeout(timer);
      resolve(code);
    }),
  );
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
    Array.from({ length: 40 }, (_, index) => ({
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
    `leaves a valid, complete database at each of ${KILLS} random moments, and the next one goes on`,
    async () => {
      const folder = temporaryFolder();
      const store = dataStore(join(temporaryFolder(), "data"));
      writeAll(folder, 0);
      const began = performance.now();
      expect(await loadProcess(store, folder)).toBe(0);
      const whole = performance.now() - began;
      let figure = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        writeAll(folder, kill);
        const code = await loadProcess(store, folder, whole * (0.15 + Math.random() * 0.9));
        const found = await publishedFigure(store);
        expect([figure, kill]).toContain(found);
        if (code === 0) expect(found).toBe(kill);
        figure = found;
      }
      writeAll(folder, 999);
      expect(await loadProcess(store, folder)).toBe(0);
      expect(await publishedFigure(store)).toBe(999);
      const left = readdirSync(store.versions).filter((name) => /building|tmp|wal/.test(name));
      expect(left).toEqual([]);
    },
    120_000 + KILLS * 20_000,
  );
});
