import { describe, expect, it } from "vitest";
import { LimitedReader } from "#etl/reading/limited-reader";

const FAULTY = new URL("./threads/faulty-thread.js", import.meta.url);
const LIMITS = { memory: 200 * 1024 * 1024, time: 1_000, wait: 100_000 };

/** What a reader with a faulty process makes of documents, one after another. */
async function readAll(limits: typeof LIMITS, ...files: string[]): Promise<unknown[]> {
  const reader = new LimitedReader(limits, FAULTY);
  const outcomes: unknown[] = [];
  try {
    for (const file of files)
      outcomes.push(
        await reader
          .read({ bytes: new Uint8Array(), file, manifest: null })
          .catch((error: unknown) => (error instanceof Error ? error.message : error)),
      );
  } finally {
    reader.close();
  }
  return outcomes;
}

describe("a reader with limits", () => {
  it("refuses the document that passes one, and reads the next in a new process", async () => {
    expect(await readAll(LIMITS, "a", "hang", "b", "swell", "throw", "c")).toEqual([
      "report of a",
      "读取所需时间超过上限（1 秒），已中止，请人工核对。",
      "report of b",
      expect.stringMatching(/内存超过上限（200 MB）/),
      "读取时出现意外错误，请人工核对：out of order",
      "report of c",
    ]);
  }, 120_000);

  it("refuses a document that waits for ever", async () => {
    expect(await readAll({ ...LIMITS, wait: 100 }, "wait")).toEqual([
      "读取等了 0.1 秒仍未结束，已中止，请人工核对。",
    ]);
  });
});
