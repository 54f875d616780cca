import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readInThreads } from "#etl/reading/pool";
import { temporaryFolder, temporaryStore } from "../../support/load";

const FAULTY = new URL("./threads/faulty-thread.js", import.meta.url);
const signal = () => new AbortController().signal;

function tasks(...files: string[]) {
  const folder = temporaryFolder();
  return files.map((file) => {
    const path = join(folder, file);
    writeFileSync(path, file);
    return { path, file, format: "html", manifest: null };
  });
}

describe("the threads that read", () => {
  it("refuse a document that hangs, fills the memory or breaks the reader, and go on with the rest", async () => {
    const place = { store: temporaryStore(), version: "v" };
    const told: number[] = [];
    const results = await readInThreads(tasks("a", "hang", "b", "throw", "c", "fill", "d"), {
      place,
      workers: 2,
      signal: signal(),
      onRead: (done) => told.push(done),
      timeLimit: 4_000,
      script: FAULTY,
    });
    expect(results.map((result) => result.refusal)).toEqual([
      undefined,
      "读取超过 4 秒，已中止，请人工核对。",
      undefined,
      "读取时出现意外错误，请人工核对：out of order",
      undefined,
      expect.stringMatching(/内存超过上限|超过 4 秒/),
      undefined,
    ]);
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("stop at once when the load is interrupted", async () => {
    const controller = new AbortController();
    const reading = readInThreads(tasks("a", "hang"), {
      place: { store: temporaryStore(), version: "v" },
      workers: 1,
      signal: controller.signal,
      onRead: () => controller.abort(new Error("已中断")),
      script: FAULTY,
    });
    await expect(reading).rejects.toThrow("已中断");
  });

  it("say so where no thread can be started", async () => {
    const reading = readInThreads(tasks("a"), {
      place: { store: temporaryStore(), version: "v" },
      workers: 1,
      signal: signal(),
      onRead: () => undefined,
      script: new URL("../load/threads/not-there.js", import.meta.url),
    });
    await expect(reading).rejects.toThrow("not-there.js");
  });
});
