import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { bundle } from "../../tools/bundle.js";
import type { ReadingTask } from "../intake/ledger";
import type { Progress } from "../progress";
import { LIMITS } from "../read/limits";
import { ReadingCache } from "./cache";
import {
  readDocument,
  type ReadingPlace,
  type ReadingResult,
  refuseDocument,
} from "./read-document";
import { openReader } from "./reader";
import type { WorkerMessage } from "./worker";

/** A document that needs more memory than this is no report. */
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };
/** Threads that die before they can read anything, after which the load gives up. */
const FAILED_STARTS = 3;

export interface PoolInput {
  readonly place: ReadingPlace;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onRead: (done: number) => void;
  /** Milliseconds for one document. */
  readonly timeLimit?: number;
  readonly script?: URL;
}

/**
 * Reads documents in threads, each one document at a time. A thread that takes too long or runs out
 * of memory is stopped: its document is refused, the others go on.
 */
export async function readInThreads(
  tasks: readonly ReadingTask[],
  input: PoolInput,
): Promise<ReadingResult[]> {
  const pool = new Pool(tasks, input);
  return pool.run();
}

class Pool {
  readonly #results: ReadingResult[] = [];
  #next = 0;
  #done = 0;
  #failedStarts = 0;

  constructor(
    private readonly tasks: readonly ReadingTask[],
    private readonly input: PoolInput,
  ) {}

  async run(): Promise<ReadingResult[]> {
    const threads = Math.min(this.input.workers, this.tasks.length);
    const script = this.input.script ?? (await bundle("etl/reading/worker.ts"));
    await Promise.all(Array.from({ length: threads }, () => this.#keepReading(script)));
    return this.#results;
  }

  /** One thread after another, until no document is left. */
  async #keepReading(script: URL): Promise<void> {
    while (this.#next < this.tasks.length) {
      this.input.signal.throwIfAborted();
      const failure = await this.#useThread(script);
      if (failure === null) continue;
      this.#failedStarts += 1;
      if (this.#failedStarts >= FAILED_STARTS) throw failure;
    }
  }

  /** Uses a thread until it ends; the error of one that could not be started. */
  #useThread(script: URL): Promise<Error | null> {
    const { place, signal, timeLimit = LIMITS.time } = this.input;
    const worker = new Worker(script, {
      workerData: place,
      execArgv: [],
      resourceLimits: MEMORY,
    });
    return new Promise((resolve, reject) => {
      let reading: number | null = null;
      let ready = false;
      let why: Error | null = null;
      let failure: Error | null = null;
      let timer: NodeJS.Timeout | undefined;
      const stop = (): void => void worker.terminate();
      signal.addEventListener("abort", stop);

      const giveNext = (): void => {
        clearTimeout(timer);
        reading = this.#next < this.tasks.length ? this.#next++ : null;
        const task = reading === null ? undefined : this.tasks[reading];
        if (!task) return stop();
        timer = setTimeout(stop, timeLimit);
        worker.postMessage(task);
      };
      worker.on("message", (message: WorkerMessage) => {
        if ("failure" in message) {
          failure = new Error(message.failure);
          return stop();
        }
        if ("ready" in message) ready = true;
        else if (reading !== null) this.#finish(reading, message.result);
        giveNext();
      });
      worker.on("error", (error) => (why = error));
      worker.on("exit", () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        if (signal.aborted) return reject(signal.reason);
        if (failure) return reject(failure);
        const task = reading === null ? undefined : this.tasks[reading];
        if (reading === null || !task)
          return resolve(ready ? null : (why ?? new Error("线程未能启动")));
        const index = reading;
        refuseDocument(task, place, reasonOf(why, timeLimit))
          .then((result) => this.#finish(index, result))
          .then(() => resolve(null), reject);
      });
    });
  }

  #finish(index: number, result: ReadingResult): void {
    this.#results[index] = result;
    this.#done += 1;
    this.input.onRead(this.#done);
  }
}

function reasonOf(error: Error | null, timeLimit: number): string {
  if (error === null) return `读取超过 ${timeLimit / 1000} 秒，已中止，请人工核对。`;
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return "读取所需内存超过上限，已中止，请人工核对。";
  return `读取时出现意外错误，请人工核对：${error.message}`;
}

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
  const tools = { reader: openReader(), readings: new ReadingCache(place.store) };
  const results: ReadingResult[] = [];
  for (const task of tasks) {
    signal.throwIfAborted();
    results.push(await readDocument(task, place, tools));
    onRead(results.length);
  }
  return results;
}
