import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { closeDatabase, withOneVersion } from "#db/engine/connection.server";
import { fetchLoad } from "#db/queries/loaded.server";
import { readPlan, readProgress, writeProgress } from "#desk/publishing-files.server";
import { UNRECORDED } from "#domain/desk/journal";
import type { Plan, PublishProgress } from "#domain/desk/plan";
import { currentManifest, currentVersion } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { readJournal } from "#store/journal";
import { bundle } from "../../tools/bundle.js";
import {
  figuresCsv,
  soundCells,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../support/load";

const PROGRAMS = {
  plan: bundle("cli/desk-plan.ts"),
  publish: bundle("cli/desk-publish.ts"),
  load: bundle("test/support/load-and-wait.ts"),
};

async function start(
  store: Store,
  program: keyof typeof PROGRAMS,
  ...given: readonly string[]
): Promise<ChildProcess> {
  return spawn(process.execPath, [fileURLToPath(await PROGRAMS[program]), ...given], {
    env: { ...process.env, GONGKAI_DATA: store.root },
    stdio: "ignore",
  });
}

async function run(
  store: Store,
  program: keyof typeof PROGRAMS,
  ...given: readonly string[]
): Promise<void> {
  await once(await start(store, program, ...given), "exit");
}

function writeDocuments(store: Store, held: number): void {
  const { documents } = deskFolderOf(store);
  mkdirSync(documents, { recursive: true });
  writeReports(documents, [
    {
      file: "乙县.csv",
      text: figuresCsv(2021, soundCells({ unable_not_held: held, disclosed: 100 - held })),
      division: "990101",
    },
  ]);
}

async function planIn(store: Store): Promise<Plan> {
  await run(store, "plan", "张三");
  const plan = await readPlan(store);
  if (plan === null) throw new Error((await readProgress(store))?.reason ?? "No plan");
  return plan;
}

async function journalOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  await readJournal(store, ({ actor, action, subject }) => {
    lines.push([actor, action, subject].join(" "));
  });
  return lines;
}

it("reads how far a comparison has come, of which a part is done", async () => {
  const store = temporaryStore();
  const stage = { name: "比较", done: 0.5, total: 1 };
  const progress: PublishProgress = {
    task: "plan",
    by: "张三",
    startedAt: new Date().toISOString(),
    state: "running",
    stage,
    endedAt: null,
    reason: null,
    published: null,
  };
  await writeProgress(store, progress);
  expect(await readProgress(store)).toEqual(progress);
});

it("says where a version was published, or was not, and that could not be recorded", async () => {
  const store = temporaryStore();
  writeDocuments(store, 10);
  const plan = await planIn(store);
  // Where the journal should be stands what nobody can write to.
  mkdirSync(store.root, { recursive: true });
  writeFileSync(join(store.root, "journal"), "");
  await run(store, "publish", "张三", plan.warnings.map(({ id }) => id).join(","));
  expect(await currentVersion(store)).toBe(1);
  expect(await readProgress(store)).toMatchObject({
    state: "done",
    published: { generation: 1 },
    reason: UNRECORDED,
  });
}, 120_000);

describe("publishing from the desk", { timeout: 240_000 }, () => {
  it("plans, publishes what was ticked, is served, and gives the hash of a load of the same folder", async () => {
    const store = temporaryStore();
    writeDocuments(store, 10);
    const first = await planIn(store);
    expect([first.from, first.to?.generation, first.changes.added.length]).toEqual([null, 1, 1]);
    expect(await currentVersion(store)).toBeNull();
    const ids = (plan: Plan) => plan.warnings.map(({ id }) => id).join(",");
    await run(store, "publish", "张三", ids(first));
    vi.stubEnv("GONGKAI_DATA", store.root);
    const served = await withOneVersion(fetchLoad).finally(() => {
      closeDatabase();
      vi.unstubAllEnvs();
    });
    expect(served).toMatchObject({ generation: 1, reports: 1, data_hash: first.to?.dataHash });
    // The share of one report moves by ten points: somebody must have read that.
    writeDocuments(store, 20);
    const second = await planIn(store);
    expect(second.changes.replaced).toHaveLength(1);
    expect(
      second.warnings.flatMap(({ details }) => details.map(({ words }) => words)).join(),
    ).toContain("10.00% → 20.00%");
    await run(store, "publish", "张三", "");
    expect((await readProgress(store))?.reason).toMatch(/没有确认/u);
    expect(await currentVersion(store)).toBe(1);
    await run(store, "publish", "张三", ids(second));
    expect(await currentManifest(store)).toMatchObject({ dataHash: second.to?.dataHash });
    expect(await journalOf(store)).toEqual([
      "张三 published 第1版",
      "张三 publish_failed 下一版",
      `张三 published 第${second.to?.generation}版`,
    ]);
    await run(store, "load", deskFolderOf(store).documents);
    expect(await currentVersion(store)).toBe(second.to?.generation);
    const other = dataStore(join(temporaryFolder(), "data"));
    writeDocuments(other, 20);
    await run(other, "load", deskFolderOf(other).documents);
    const sums = (await currentManifest(other))?.sums;
    expect((await currentManifest(store))?.sums).toEqual(sums);
  });
});
