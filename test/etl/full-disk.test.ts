import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dataStore, type Store } from "#store/data-folder";
import { bundle } from "../../tools/bundle.js";
import { queryDatabase, figuresCsv, temporaryFolder, writeReports } from "../support/load";

const script = fileURLToPath(await bundle("test/support/load-and-wait.ts"));

/** Runs the command with no file allowed to grow beyond some KiB: where it would, writing fails. */
function loadWithin(kilobytes: number | "unlimited", store: Store, folder: string) {
  return spawnSync(
    "sh",
    ["-c", 'ulimit -f "$0" && exec "$@"', limitOf(kilobytes), ...command(folder)],
    {
      env: { ...process.env, GONGKAI_DATA: store.root },
      encoding: "utf8",
    },
  );
}

function command(folder: string): string[] {
  return [process.execPath, script, folder];
}

/** POSIX counts this limit in blocks of 512 bytes. */
function limitOf(kilobytes: number | "unlimited"): string {
  return kilobytes === "unlimited" ? kilobytes : String(kilobytes * 2);
}

function issuing(folder: string, issued: number): void {
  const text = figuresCsv(2021, { regulations_issued: String(issued) });
  writeReports(folder, [{ file: "乙县.csv", text }]);
}

// Each load is a process of its own.
describe("a load to whom the disk gives no more room", { timeout: 300_000 }, () => {
  it("leaves what is published as it was, says so, and goes on next time", async () => {
    const folder = temporaryFolder();
    const store = dataStore(join(temporaryFolder(), "data"));
    const figure = () => queryDatabase(store, "SELECT regulations_issued AS issued FROM figures");
    issuing(folder, 1);
    expect(loadWithin("unlimited", store, folder).status).toBe(0);
    for (const [what, room, issued] of [
      ["for the database", 64, 2],
      ["for the document it must keep", 2, 3],
    ] as const) {
      const pointer = readFileSync(store.pointer, "utf8");
      issuing(folder, issued);
      const failed = loadWithin(room, store, folder);
      expect(failed.stderr, what).toContain("没有发布：文件超过系统允许的大小");
      expect(failed.status, what).toBe(1);
      expect(readFileSync(store.pointer, "utf8"), what).toBe(pointer);
      expect(await figure(), what).toEqual([{ issued: issued - 1 }]);
      const left = readdirSync(store.versions).filter((name) => name.startsWith("building"));
      expect(left, what).toEqual([]);

      expect(loadWithin("unlimited", store, folder).status, what).toBe(0);
      expect(await figure(), what).toEqual([{ issued }]);
    }
  });

  it("ends the load when a thread cannot keep what it read, instead of refusing the document", () => {
    const folder = temporaryFolder();
    const store = dataStore(join(temporaryFolder(), "data"));
    cpSync(fileURLToPath(new URL("../fixtures", import.meta.url)), folder, { recursive: true });
    const failed = loadWithin(2, store, folder);
    expect(failed.stderr).toContain("没有发布：文件超过系统允许的大小");
    expect(failed.status).toBe(1);
  });
});
