import os from "node:os";
import process from "node:process";
import { mkdir } from "node:fs/promises";
import { writeProgress } from "#desk/publishing-files.server";
import { beginProgress, type PublishProgress } from "#domain/desk/plan";
import type { Progress } from "#etl/progress";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { takeLock } from "#store/lock";
import { sentenceOf } from "#store/system-failure";

/** Milliseconds between two times that progress is written. */
const WRITE_EVERY = 400;

interface DeskTask {
  readonly store: Store;
  readonly progress: Progress;
  /** Given up when whoever started it cancels it. */
  readonly signal: AbortSignal;
  readonly by: string;
}

interface DeskTaskAbout extends Pick<PublishProgress, "task" | "by"> {
  /** What is cleared away once it is written how it ended; that it cannot be fails nothing. */
  readonly afterwards?: (store: Store) => Promise<void>;
}

/**
 * Plans or publishes in this process, one at a time a data folder. How far it has come and how it ended is written where
 * the page reads it; nobody else waits for it.
 */
export async function runDeskTask(
  { task, by, afterwards }: DeskTaskAbout,
  work: (given: DeskTask) => Promise<Pick<PublishProgress, "published" | "reason">>,
): Promise<void> {
  // Readers of the pages come first; the processes and threads that it starts inherit this.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const store = dataStore();
  const { root, publishLock } = deskFolderOf(store);
  await mkdir(root, { recursive: true });
  const cancelled = new AbortController();
  const cancel = (): void => cancelled.abort(new Error("已取消。"));
  process.once("SIGTERM", cancel);
  process.once("SIGINT", cancel);
  const release = await takeLock(publishLock);
  const file = new ProgressFile(store, { task, by });
  try {
    await file.write({});
    const done = await work({ store, by, progress: file, signal: cancelled.signal });
    await file.end({ state: "done", ...done });
  } catch (error) {
    const reason = sentenceOf(error);
    await file.end({ state: cancelled.signal.aborted ? "cancelled" : "failed", reason });
  } finally {
    await afterwards?.(store).catch(() => undefined);
    process.off("SIGTERM", cancel);
    process.off("SIGINT", cancel);
    await release();
  }
}

/** Progress as the page reads it. */
class ProgressFile implements Progress {
  #now: PublishProgress;
  #writing: Promise<void> = Promise.resolve();
  #written = 0;
  readonly #store: Store;

  constructor(store: Store, begun: Pick<PublishProgress, "task" | "by">) {
    this.#store = store;
    this.#now = beginProgress(begun, new Date());
  }

  stage(name: string, total: number): (done: number) => void {
    const report = (done: number): void => {
      const stage = { name, done, total };
      const now = Date.now();
      if (done > 0 && done < total && now - this.#written < WRITE_EVERY) return;
      this.#written = now;
      // What cannot be written now is with the next, or with the end, of which people hear.
      void this.write({ stage }).catch(() => undefined);
    };
    report(0);
    return report;
  }

  write(more: Partial<PublishProgress>): Promise<void> {
    this.#now = { ...this.#now, ...more };
    const written = this.#writing.then(() => writeProgress(this.#store, this.#now));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  end(more: Partial<PublishProgress>): Promise<void> {
    return this.write({ ...more, endedAt: new Date().toISOString() });
  }
}
