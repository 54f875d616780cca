import { parentPort, workerData } from "node:worker_threads";
import { formatFailure } from "#cli/command-line";
import type { ReadingTask } from "../intake/ledger";
import { readDocument, type ReadingPlace, type ReadingResult } from "./read-document";
import { openReader } from "./reader";
import { ReadingCache } from "./cache";

/**
 * What a worker says: that it is ready, then what came of each document it was given, or why the
 * load cannot go on.
 */
export type WorkerMessage =
  { readonly ready: true } | { readonly result: ReadingResult } | { readonly failure: string };

/** Reads documents one after another in a thread of its own, which may be stopped at any time. */
async function work(place: ReadingPlace): Promise<void> {
  const tools = { reader: openReader(), readings: new ReadingCache(place.store) };
  const say = (message: WorkerMessage): void => parentPort?.postMessage(message);
  parentPort?.on("message", (task: ReadingTask) => {
    void readDocument(task, place, tools).then(
      (result) => say({ result }),
      (error: unknown) => say({ failure: formatFailure(error) }),
    );
  });
  say({ ready: true });
}

const place: ReadingPlace = workerData;
await work(place);
