import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readInThreads } from "#etl/load/reading-pool";
import { dataStore } from "#etl/load/store";

/** Web pages of 60 KB that two cores are to read in a second. */
const GOAL = 400;

/**
 * Reads web pages as a load does, in one thread a core: from the file to the reading that is kept,
 * the start of the threads and the warming up of the compiler included. The clock depends on what
 * else the machine does, the processor time much less so.
 */
export async function measureThreads(pages: readonly Uint8Array[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "reading-threads-"));
  try {
    const tasks = pages.map((bytes, index) => {
      const path = join(folder, `${index}.html`);
      writeFileSync(path, bytes);
      return { path, file: `${index}.html`, format: "html", listing: null };
    });
    const began = performance.now();
    const half = { at: began, used: process.cpuUsage() };
    await readInThreads(tasks, {
      place: { store: dataStore(join(folder, "data")), version: "bench" },
      workers: availableParallelism(),
      signal: new AbortController().signal,
      onRead: (done) => {
        if (done !== tasks.length / 2) return;
        half.at = performance.now();
        half.used = process.cpuUsage();
      },
    });
    const end = performance.now();
    const { user, system } = process.cpuUsage(half.used);
    const each = (microseconds: number): string => (microseconds / 500 / tasks.length).toFixed(1);
    const speed = (1000 * tasks.length) / (end - began);
    const warm = (1000 * tasks.length) / 2 / (end - half.at);
    return `整个读入（${availableParallelism()}个线程，${tasks.length}份60 KB网页，含归档与保存）：${speed.toFixed(0)}份／秒，后一半${warm.toFixed(0)}份／秒，为目标${GOAL}份的${(warm / GOAL).toFixed(2)}；后一半每份用处理器${each(user + system)}毫秒，其中系统调用${each(system)}毫秒。`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
