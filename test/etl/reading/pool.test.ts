import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readInProcesses } from "#etl/reading/pool";
import { temporaryFolder, temporaryStore } from "../../support/load";

const FAULTY = new URL("./threads/faulty-thread.js", import.meta.url);
const LIMITS = { memory: 200 * 1024 * 1024, time: 20_000, wait: 100_000 };
const signal = () => new AbortController().signal;

function tasks(...files: string[]) {
  const folder = temporaryFolder();
  return files.map((file) => {
    const path = join(folder, file);
    writeFileSync(path, file);
    return { path, file, format: "html", manifest: null };
  });
}

describe("the processes that read", () => {
  it("refuse a document that hangs, fills the memory or breaks the reader, and go on with the rest", async () => {
    const place = { store: temporaryStore(), version: "v" };
    const told: number[] = [];
    const results = await readInProcesses(
      tasks("a", "hang", "b", "throw", "c", "fill", "swell", "d"),
      {
        place,
        workers: 2,
        signal: signal(),
        onRead: (done) => told.push(done),
        limits: { ...LIMITS, time: 1_000 },
        script: FAULTY,
      },
    );
    expect(results.map((result) => result.refusal)).toEqual([
      undefined,
      "读取所需时间超过上限（1 秒），已中止，请人工核对。",
      undefined,
      "读取时出现意外错误，请人工核对：out of order",
      undefined,
      expect.stringMatching(/内存超过上限（200 MB）|时间超过上限/),
      expect.stringMatching(/内存超过上限（200 MB）/),
      undefined,
    ]);
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  }, 120_000);

  it("refuse a document that waits for ever", async () => {
    const results = await readInProcesses(tasks("wait"), {
      place: { store: temporaryStore(), version: "v" },
      workers: 1,
      signal: signal(),
      onRead: () => undefined,
      limits: { ...LIMITS, wait: 100 },
      script: FAULTY,
    });
    expect(results[0]?.refusal).toBe("读取等了 0.1 秒仍未结束，已中止，请人工核对。");
  });

  it("stop at once when the load is interrupted", async () => {
    const controller = new AbortController();
    const reading = readInProcesses(tasks("a", "hang"), {
      place: { store: temporaryStore(), version: "v" },
      workers: 1,
      signal: controller.signal,
      onRead: () => controller.abort(new Error("已中断")),
      script: FAULTY,
    });
    await expect(reading).rejects.toThrow("已中断");
  });

  it("say so where no process can be started", async () => {
    const reading = readInProcesses(tasks("a"), {
      place: { store: temporaryStore(), version: "v" },
      workers: 1,
      signal: signal(),
      onRead: () => undefined,
      script: new URL("../load/threads/not-there.js", import.meta.url),
    });
    await expect(reading).rejects.toThrow("not-there.js");
  });
});
