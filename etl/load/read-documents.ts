import { availableParallelism } from "node:os";
import type { ReadingTask } from "./ledger";
import type { Progress } from "./progress";
import { readDocument, type ReadingPlace, type ReadingResult } from "./read-document";
import { openReader } from "./reader";
import { readInThreads } from "./reading-pool";
import { Readings } from "./readings";

/** Starting a second thread takes longer than reading this many documents in the first. */
const ENOUGH_FOR_TWO = 150;

/** Reads documents: those in our own figures format here, others in threads that can be stopped. */
export async function readDocuments(
  tasks: readonly ReadingTask[],
  place: ReadingPlace,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<ReadingResult[]> {
  if (tasks.length === 0) return [];
  const onRead = progress.stage("读取", tasks.length);
  if (tasks.some(({ format }) => format !== "csv")) {
    const workers = tasks.length > ENOUGH_FOR_TWO ? availableParallelism() : 1;
    return readInThreads(tasks, { place, workers, signal, onRead });
  }
  const tools = { reader: openReader(), readings: new Readings(place.store) };
  const results: ReadingResult[] = [];
  for (const task of tasks) {
    signal.throwIfAborted();
    results.push(await readDocument(task, place, tools));
    onRead(results.length);
  }
  return results;
}
