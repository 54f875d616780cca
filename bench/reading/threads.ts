import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { bundle } from "../../tools/bundle.js";
import { readInProcesses } from "#etl/reading/pool";
import { dataStore } from "#store/data-folder";

/** Web pages of 60 KB that two cores are to read in a second. */
const GOAL = 400;

const ROUNDS = { warmingUp: 5, measured: 5 };

/** Reads and recognises web pages in one warm thread a core, and keeps nothing: what reading itself can do. */
export async function measureReadingAlone(pages: readonly Uint8Array[]): Promise<string> {
  const script = await bundle("bench/reading/reading-thread.ts");
  const threads = Array.from(
    { length: availableParallelism() },
    () => new Worker(script, { workerData: { pages, ...ROUNDS }, execArgv: [] }),
  );
  try {
    await Promise.all(threads.map((thread) => once(thread, "message")));
    const began = performance.now();
    const done = Promise.all(threads.map((thread) => once(thread, "message")));
    for (const thread of threads) thread.postMessage("go");
    await done;
    const read = threads.length * ROUNDS.measured * pages.length;
    const speed = (1000 * read) / (performance.now() - began);
    return `读取并识别（${threads.length}个线程，已热身，不归档、不保存）：60 KB网页${speed.toFixed(0)}份／秒，为目标${GOAL}份的${(speed / GOAL).toFixed(2)}。`;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/**
 * Reads web pages as a load does, in one process a core: from the file to the reading that is kept,
 * the start of the processes and the warming up of the compiler included.
 */
export async function measureThreads(pages: readonly Uint8Array[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "reading-threads-"));
  try {
    const tasks = pages.map((bytes, index) => {
      const path = join(folder, `${index}.html`);
      writeFileSync(path, bytes);
      return { path, file: `${index}.html`, format: "html", manifest: null };
    });
    const began = performance.now();
    let half = began;
    await readInProcesses(tasks, {
      place: { store: dataStore(join(folder, "data")), version: "bench" },
      workers: availableParallelism(),
      signal: new AbortController().signal,
      onRead: (done) => {
        if (done === tasks.length / 2) half = performance.now();
      },
    });
    const end = performance.now();
    const speed = (1000 * tasks.length) / (end - began);
    const warm = (1000 * tasks.length) / 2 / (end - half);
    return `整个读入（${availableParallelism()}个进程，${tasks.length}份60 KB网页，含归档与保存）：${speed.toFixed(0)}份／秒，后一半${warm.toFixed(0)}份／秒，为目标${GOAL}份的${(warm / GOAL).toFixed(2)}。`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
