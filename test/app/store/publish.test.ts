import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { manifestSchema } from "#store/version";
import { hashOfFile } from "#store/content-hash";
import { takeLock } from "#store/lock";
import { restoreVersion } from "#store/publish";
import { readStatus } from "#etl/build/store-status";
import { databaseOf, ledgerOf, manifestOf, singleFileStore } from "#store/data-folder";
import {
  queryDatabase,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

/** Each load takes a second, and several while others run. */
const LONG = { timeout: 90_000 };
const NOW = new Date("2026-04-01T08:00:00Z");

function changing(folder: string, issued: number): void {
  writeReports(folder, [
    { file: "a.csv", text: figuresCsv(2021, { regulations_issued: String(issued) }) },
  ]);
}

describe("publishing", () => {
  it("writes a manifest that the file bears out and leaves no log", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    changing(folder, 7);
    await loadInto(store, [folder]);
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestOf(store, 1), "utf8")));
    expect(await hashOfFile(databaseOf(store, 1))).toBe(manifest.sha256);
    expect(manifest.rows).toMatchObject({ reports: 1, figures: 1, evidence: 1, load: 1 });
    expect(manifest.sums).toMatchObject({ regulations_issued: 7, regulations_made: null });
    expect(await queryDatabase(store, "SELECT generation, data_hash FROM load")).toEqual([
      { generation: 1, data_hash: manifest.dataHash },
    ]);
    expect(readdirSync(store.versions).filter((name) => /wal|tmp|building/.test(name))).toEqual([]);
    expect(existsSync(store.lock)).toBe(false);
  });

  it("gives the same documents the same hash wherever their folders lie", LONG, async () => {
    const loadFrom = async (parents: readonly string[]): Promise<string> => {
      const root = temporaryFolder();
      const folders = parents.map((parent, index) => {
        const folder = join(root, parent, `folder${index}`);
        writeReports(folder, [{ file: "a.csv", text: figuresCsv(2021), year: 2021 + index }]);
        return folder;
      });
      return (await loadInto(temporaryStore(), folders)).manifest.dataHash;
    };
    expect(await loadFrom(["a", "b"])).toBe(await loadFrom(["b", "a"]));
  });

  it("keeps the last three generations, any of which can be put back into use", LONG, async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    for (const issued of [1, 2, 3, 4]) {
      changing(folder, issued);
      await loadInto(store, [folder]);
    }
    expect(readdirSync(store.versions).filter((name) => name.endsWith(".duckdb"))).toEqual([
      "2.duckdb",
      "3.duckdb",
      "4.duckdb",
    ]);

    const last = readFileSync(databaseOf(store, 4));
    await expect(restoreVersion(store, 1, NOW)).rejects.toThrow(
      "没有保留第 1 版。保留的有：第 4、3、2 版。",
    );
    await expect(restoreVersion(store, 4, NOW)).rejects.toThrow("现在用的就是第 4 版");
    await restoreVersion(store, 3, NOW);
    const { manifest, restored, kept } = await readStatus(store);
    expect([manifest?.generation, restored, kept]).toEqual([
      3,
      { from: 4, at: NOW.toISOString() },
      [4, 3, 2],
    ]);
    expect(readFileSync(databaseOf(store, 4)).equals(last)).toBe(true);
    // What is loaded next goes on from it under a number of its own; what was in use until then stays.
    await restoreVersion(store, 2, NOW);
    await loadInto(store, [folder]);
    expect(await queryDatabase(store, "SELECT generation FROM load")).toEqual([{ generation: 5 }]);
    expect(await readStatus(store)).toMatchObject({ restored: undefined, kept: [5, 4, 3, 2] });
    writeFileSync(databaseOf(store, 3), "");
    await expect(restoreVersion(store, 3, NOW)).rejects.toThrow("已损坏，不能恢复");
    expect((await readStatus(store)).manifest?.generation).toBe(5);
  });

  it("leaves everything as it was when it is interrupted or fails", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    changing(folder, 1);
    await loadInto(store, [folder]);
    const before = readdirSync(store.versions).sort();
    changing(folder, 2);
    const controller = new AbortController();
    const stage = () => () => controller.abort(new Error("已中断"));
    const interrupted = loadInto(store, [folder], {
      progress: { stage },
      signal: controller.signal,
    });
    await expect(interrupted).rejects.toThrow("已中断");
    const late = new AbortController();
    const broken = loadInto(store, [folder], {
      progress: {
        stage() {
          setImmediate(() => late.abort(new Error("已中断")));
          throw new Error("a process that Ctrl-C has ended first");
        },
      },
      signal: late.signal,
    });
    await expect(broken).rejects.toThrow("已中断");
    writeFileSync(join(store.root, "corrections.csv"), "report\nx\n");
    await expect(loadInto(store, [folder])).rejects.toThrow(
      /corrections\.csv 的表头有误：缺少“cell”/,
    );
    expect(readdirSync(store.versions).sort()).toEqual(before);
    expect(existsSync(store.lock)).toBe(false);
  });

  it("goes on from the newest generation where the pointer or a manifest is damaged", async () => {
    const store = temporaryStore();
    const [folder, there] = [temporaryFolder(), temporaryFolder()];
    changing(folder, 1);
    writeReports(there, [{ file: "b.csv", text: figuresCsv(2021), division: "990102" }]);
    await loadInto(store, [folder]);
    await loadInto(store, [there]);
    for (const [file, generation] of [
      [store.pointer, 3],
      [manifestOf(store, 3), 4],
    ] as const) {
      writeFileSync(file, '{"generation');
      expect(await readStatus(store)).toMatchObject({ manifest: null, damaged: file });
      const { manifest, published } = await loadInto(store, [folder]);
      expect([manifest.generation, published]).toEqual([generation, true]);
      expect(manifest.rows["reports"]).toBe(2);
      expect((await readStatus(store)).damaged).toBeNull();
    }
  });

  it("publishes anew where the database is gone, and says so where the record of documents is", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    changing(folder, 1);
    await loadInto(store, [folder]);
    rmSync(databaseOf(store, 1));
    await expect(readStatus(store)).rejects.toThrow("数据库文件不在了");
    expect((await loadInto(store, [folder])).published).toBe(true);
    rmSync(ledgerOf(store, 2));
    await expect(loadInto(store, [folder])).rejects.toThrow(/记录不在了或已损坏：.*2\.documents/);
  });

  it("writes one named file where that is asked for", async () => {
    const file = join(temporaryFolder(), "one.duckdb");
    const store = singleFileStore(file);
    const folder = temporaryFolder();
    changing(folder, 1);
    await loadInto(store, [folder]);
    changing(folder, 2);
    await loadInto(store, [folder]);
    expect(await queryDatabase(store, "SELECT regulations_issued AS n FROM reports")).toEqual([
      { n: 2 },
    ]);
    writeFileSync(`${file}.wal`, "");
    changing(folder, 3);
    await expect(loadInto(store, [folder])).rejects.toThrow("one.duckdb.wal");
  });
});

describe("a second load at the same time", () => {
  it("is refused and told who is loading", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    changing(folder, 1);
    const release = await takeLock(store.lock);
    await expect(loadInto(store, [folder])).rejects.toThrow(
      `主机 ${hostname()} 上的进程 ${process.pid}`,
    );
    await release();
    await loadInto(store, [folder]);
  });

  it("is refused however long the first takes, for a lock is kept fresh", async () => {
    const store = temporaryStore();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const release = await takeLock(store.lock);
      const longAgo = new Date(Date.now() - 6 * 60_000);
      utimesSync(store.lock, longAgo, longAgo);
      vi.advanceTimersByTime(20_000);
      await vi.waitFor(() => expect(statSync(store.lock).mtimeMs).toBeGreaterThan(+longAgo + 1));
      await release();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("goes ahead where the holder has died, even if its process number is in use again", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    changing(folder, 1);
    mkdirSync(store.root, { recursive: true });
    const dead = { host: hostname(), since: new Date().toISOString() };
    writeFileSync(store.lock, JSON.stringify({ ...dead, pid: 2 ** 22 + 1, started: null }));
    await loadInto(store, [folder]);
    for (const damaged of ["", "garbage", "{}"]) {
      writeFileSync(store.lock, damaged);
      const release = await takeLock(store.lock);
      await expect(takeLock(store.lock)).rejects.toThrow(`进程 ${process.pid}`);
      await release();
    }
    // On another machine, as an earlier container is, nobody can look: it must have shown life.
    const elsewhere = { ...dead, host: "another", pid: process.pid, started: null };
    writeFileSync(store.lock, JSON.stringify(elsewhere));
    await expect(takeLock(store.lock)).rejects.toThrow("若已停掉，5分钟后即可再试");
    const longAgo = new Date(Date.now() - 6 * 60_000);
    utimesSync(store.lock, longAgo, longAgo);
    await loadInto(store, [folder]);
    if (!existsSync("/proc/self/stat")) return;
    writeFileSync(store.lock, JSON.stringify({ ...dead, pid: process.pid, started: "1" }));
    await loadInto(store, [folder]);
  });
});
