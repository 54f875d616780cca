import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { cancelPlanning, readTask, startTask } from "#desk/publishing.server";
import { readPlan, readProgress, writeProgress } from "#desk/publishing-files.server";
import { beginProgress, type PublishProgress } from "#domain/desk/plan";
import { currentVersion, listVersions, verifyVersion } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { readJournal } from "#store/journal";
import { bundle } from "../../tools/bundle.js";
import { figuresCsv, temporaryFolder, writeReports } from "../support/load";

const PROGRAMS = {
  plan: bundle("cli/desk-plan.ts"),
  publish: bundle("cli/desk-publish.ts"),
  restore: bundle("test/support/restore-at-desk.ts"),
};
const KILLER = new URL("../support/kill-at-rename.js", import.meta.url).href;

/** @param killAt where the program is killed, as `kill-at-rename.js` takes it; null where it is left to its end */
async function run(
  store: Store,
  program: keyof typeof PROGRAMS,
  killAt: string | null,
  ...given: readonly string[]
): Promise<void> {
  const preload = killAt === null ? [] : ["--import", KILLER];
  const script = fileURLToPath(await PROGRAMS[program]);
  const child = spawn(process.execPath, [...preload, script, ...given], {
    env: { ...process.env, GONGKAI_DATA: store.root, KILL_AT: killAt ?? "" },
    stdio: "ignore",
  });
  const [, signal] = await once(child, "exit");
  expect(signal).toBe(killAt === null ? null : "SIGKILL");
}

function writeDocument(store: Store, issued: number): void {
  const { documents } = deskFolderOf(store);
  mkdirSync(documents, { recursive: true });
  const text = figuresCsv(2021, { regulations_issued: String(issued) });
  writeReports(documents, [{ file: "乙县.csv", text }]);
}

async function publish(store: Store, killAt: string | null): Promise<void> {
  const ids = (await readPlan(store))?.warnings.map(({ id }) => id) ?? [];
  await run(store, "publish", killAt, "张三", ids.join(","));
}

async function journalOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  const { fault } = await readJournal(store, ({ actor, action, subject, before }) => {
    lines.push([actor, action, subject, before].join(" "));
  });
  expect(fault).toBeNull();
  return lines;
}

/** What two people who look at the page at once are told, of a task that began a while ago. */
async function look(store: Store): Promise<PublishProgress | null> {
  const progress = await readProgress(store);
  if (progress?.state === "running" && progress.stage === null)
    await writeProgress(store, { ...progress, stage: { name: "发布", done: 0, total: 1 } });
  await Promise.all([readTask(store), readTask(store)]);
  return readTask(store);
}

/** Where 第1版 is in use and 第2版 is planned: made once, and copied for each test. */
let template = "";

beforeAll(async () => {
  template = mkdtempSync(join(inject("scratch"), "desk-kill-"));
  const store = dataStore(template);
  writeDocument(store, 1);
  await run(store, "plan", null, "张三");
  await publish(store, null);
  writeDocument(store, 2);
  await run(store, "plan", null, "张三");
}, 120_000);

function plannedStore(): Store {
  const root = join(temporaryFolder(), "data");
  cpSync(template, root, { recursive: true, preserveTimestamps: true });
  return dataStore(root);
}

const FIRST = "张三 published 第1版 ";
const SECOND = "张三 published 第2版 第1版";
const FAILED = "张三 publish_failed 下一版 第1版";

describe("publishing that is killed", { timeout: 120_000 }, () => {
  for (const killAt of ["before 2.duckdb", "after 2.duckdb"])
    it(`${killAt} leaves the version before; it is said so, and publishing again goes on`, async () => {
      const store = plannedStore();
      await publish(store, killAt);
      expect(await currentVersion(store)).toBe(1);
      await verifyVersion(store, 1);
      expect(await listVersions(store)).toEqual([1]);
      expect(await look(store)).toMatchObject({
        state: "failed",
        reason: expect.stringContaining("可以再发布一次"),
      });
      expect(await journalOf(store)).toEqual([FIRST, FAILED]);
      await publish(store, null);
      expect(await look(store)).toMatchObject({ state: "done", published: { generation: 2 } });
      await verifyVersion(store, 2);
      expect(await listVersions(store)).toEqual([2, 1]);
      expect(await journalOf(store)).toEqual([FIRST, FAILED, SECOND]);
    });

  for (const killAt of ["after current.json", "before head.json"])
    it(`${killAt} has published; it is said so, and recorded once`, async () => {
      const store = plannedStore();
      await publish(store, killAt);
      expect(await currentVersion(store)).toBe(2);
      await verifyVersion(store, 2);
      expect(await look(store)).toMatchObject({ state: "done", published: { generation: 2 } });
      expect(await readPlan(store)).toBeNull();
      expect(await journalOf(store)).toEqual([FIRST, SECOND]);
    });
});

describe("planning that is killed", { timeout: 120_000 }, () => {
  it("changes nothing and leaves no line; it is said so, and planning again succeeds", async () => {
    const store = plannedStore();
    // What was not put into use stays behind, and the next version bears another number.
    await publish(store, "after 2.duckdb");
    await look(store);
    await run(store, "plan", "before candidate.json", "李四");
    expect(await look(store)).toMatchObject({
      task: "plan",
      state: "failed",
      reason: expect.stringContaining("请再准备一次"),
    });
    expect(await currentVersion(store)).toBe(1);
    expect(await journalOf(store)).toEqual([FIRST, FAILED]);
    await run(store, "plan", null, "李四");
    expect(await look(store)).toMatchObject({ task: "plan", state: "done" });
    await publish(store, null);
    expect(await journalOf(store)).toEqual([FIRST, FAILED, "张三 published 第3版 第1版"]);
    expect(await listVersions(store)).toEqual([3, 2, 1]);
  });
});

it("says that planning was cancelled, where that was asked before it had begun", async () => {
  const store = plannedStore();
  await startTask(store, "plan", { name: "李四" });
  await cancelPlanning(store);
  expect(await readProgress(store)).toMatchObject({ task: "plan", state: "cancelled" });
  expect(await journalOf(store)).toEqual([FIRST]);
}, 60_000);

it("leaves alone a process that bears the number of the one that plans on another machine", async () => {
  const store = plannedStore();
  const own = spawn("sleep", ["60"], { stdio: "ignore" });
  const { publishLock } = deskFolderOf(store);
  const since = new Date().toISOString();
  const [pid, host] = [own.pid ?? 0, "another"];
  writeFileSync(publishLock, JSON.stringify({ pid, host, since, started: null }));
  const begun = beginProgress({ task: "plan", by: "李四" }, new Date());
  await writeProgress(store, { ...begun, stage: { name: "读取", done: 0, total: 1 } });
  await cancelPlanning(store);
  own.kill("SIGKILL");
  const [, signal] = await once(own, "exit");
  expect(signal).toBe("SIGKILL");
});

describe("restoring that is killed", { timeout: 120_000 }, () => {
  it("leaves the version in use, or the one that was asked for with its line", async () => {
    const store = plannedStore();
    await publish(store, null);
    await run(store, "restore", "before current.json", "1");
    expect(await look(store)).toMatchObject({
      task: "restore",
      state: "failed",
      reason: expect.stringContaining("请再恢复一次"),
    });
    expect([await currentVersion(store), await journalOf(store)]).toEqual([2, [FIRST, SECOND]]);
    await run(store, "restore", "after current.json", "1");
    expect(await look(store)).toMatchObject({ task: "restore", state: "done" });
    expect(await currentVersion(store)).toBe(1);
    const restored = "王五 restored 第1版 第2版";
    expect(await journalOf(store)).toEqual([FIRST, SECOND, restored]);
    await run(store, "restore", "after head.json", "2");
    expect(await look(store)).toMatchObject({ task: "restore", published: { generation: 2 } });
    expect(await journalOf(store)).toEqual([FIRST, SECOND, restored, "王五 restored 第2版 第1版"]);
  });
});
