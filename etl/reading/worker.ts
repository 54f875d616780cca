import { parentPort, workerData } from "node:worker_threads";
import type { ReadingResult, ReadingTask } from "../intake/ledger";
import { ReadingCache } from "./cache";
import { readDocument, type ReadingPlace } from "./read-document";
import { openReader } from "./reader";

/**
 * Message of a worker: that it is ready, then the result of each document it was given, or why the
 * load must end.
 */
export type WorkerMessage =
  { readonly ready: true } | { readonly result: ReadingResult } | { readonly failure: string };

/** Reads documents one after another in a thread of its own, which may be stopped at any time. */
function work(place: ReadingPlace): void {
  const tools = { reader: openReader(), cache: new ReadingCache(place.store) };
  const say = (message: WorkerMessage): void => parentPort?.postMessage(message);
  parentPort?.on("message", (task: ReadingTask) => {
    void readDocument(task, place, tools).then(
      (result) => say({ result }),
      (error: unknown) => say({ failure: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ ready: true });
}

work(workerData);
