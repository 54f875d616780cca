import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { bundle } from "../../tools/bundle.js";
import type { ReadingResult, ReadingTask } from "../intake/ledger";
import { LIMITS } from "../read/limits";
import { ReadingCache } from "./cache";
import { readDocument, type ReadingPlace, refuseDocument } from "./read-document";
import { openReader } from "./reader";
import { runThread } from "./thread";
import type { WorkerMessage } from "./worker";

/** A document that needs more memory than this is no report. */
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };
/** Threads that die before they can read anything, after which the load gives up. */
const FAILED_STARTS = 3;
/** Starting a second thread takes longer than reading this many documents in the first. */
const ENOUGH_FOR_TWO = 150;

interface Watch {
  readonly signal: AbortSignal;
  readonly onRead: (done: number) => void;
}

/** Reads documents: those in our own figures format here, others in threads that can be stopped. */
export async function readDocuments(
  tasks: readonly ReadingTask[],
  place: ReadingPlace,
  { signal, onRead }: Watch,
): Promise<ReadingResult[]> {
  if (tasks.some(({ format }) => format !== "csv")) {
    const workers = tasks.length > ENOUGH_FOR_TWO ? availableParallelism() : 1;
    return readInThreads(tasks, { place, workers, signal, onRead });
  }
  const tools = { reader: openReader(), cache: new ReadingCache(place.store) };
  const results: ReadingResult[] = [];
  for (const task of tasks) {
    signal.throwIfAborted();
    results.push(await readDocument(task, place, tools));
    onRead(results.length);
  }
  return results;
}

export interface PoolInput extends Watch {
  readonly place: ReadingPlace;
  readonly workers: number;
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
  return new ReadingPool(tasks, input).run();
}

/** What a thread is doing. */
interface ThreadState {
  ready: boolean;
  /** Index of the document that it reads. */
  reading: number | null;
  /** Why the load must end. */
  failure: string | null;
  timer: NodeJS.Timeout | undefined;
}

class ReadingPool {
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
      const failedStart = await this.#useThread(script);
      if (failedStart === null) continue;
      this.#failedStarts += 1;
      if (this.#failedStarts >= FAILED_STARTS) throw failedStart;
    }
  }

  /** Uses a thread until it ends; the error of one that could not be started. */
  async #useThread(script: URL): Promise<Error | null> {
    const { place, signal, timeLimit = LIMITS.time } = this.input;
    const state: ThreadState = { ready: false, reading: null, failure: null, timer: undefined };
    const died = await runThread<WorkerMessage>({
      script,
      data: place,
      limits: MEMORY,
      signal,
      onMessage: (message, thread) => this.#listen(message, thread, state, timeLimit),
    }).finally(() => clearTimeout(state.timer));
    if (state.failure !== null) throw new Error(state.failure);
    const task = state.reading === null ? undefined : this.tasks[state.reading];
    if (state.reading === null || !task)
      return state.ready ? null : (died ?? new Error("线程未能启动"));
    this.#finish(state.reading, await refuseDocument(task, place, reasonOf(died, timeLimit)));
    return null;
  }

  /** Takes a message of a thread and gives it the next document. */
  #listen(message: WorkerMessage, thread: Worker, state: ThreadState, timeLimit: number): void {
    const stop = (): void => void thread.terminate();
    clearTimeout(state.timer);
    if ("failure" in message) {
      state.failure = message.failure;
      return stop();
    }
    if ("ready" in message) state.ready = true;
    else if (state.reading !== null) this.#finish(state.reading, message.result);
    state.reading = this.#next < this.tasks.length ? this.#next++ : null;
    if (state.reading === null) return stop();
    state.timer = setTimeout(stop, timeLimit);
    thread.postMessage(this.tasks[state.reading]);
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
