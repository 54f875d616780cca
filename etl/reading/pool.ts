import type { ChildProcess } from "node:child_process";
import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { bundle } from "../../tools/bundle.js";
import type { ReadingResult, ReadingTask } from "../intake/ledger";
import { LIMITS } from "../read/limits";
import { ReadingCache } from "./cache";
import { type ChildLimits, runChild } from "./child";
import { reasonOf } from "./death-reason";
import { readDocument, type ReadingPlace, refuseDocument } from "./read-document";
import { openReader } from "./reader";
import type { ReadingMessage } from "./worker";

/** Processes that die before they can read anything, after which the load gives up. */
const FAILED_STARTS = 3;
/** Starting a second process takes longer than reading this many documents in the first. */
const ENOUGH_FOR_TWO = 150;

interface Watch {
  readonly signal: AbortSignal;
  readonly onRead: (done: number) => void;
  /** Hears of each document as its reading begins, and of what came of it. */
  readonly onBegin?: (task: ReadingTask) => void;
  readonly onResult?: (task: ReadingTask, result: ReadingResult) => void;
}

/** Reads documents: small ones in our own figures format here, others in processes that can be stopped. */
export async function readDocuments(
  tasks: readonly ReadingTask[],
  place: ReadingPlace,
  watch: Watch,
): Promise<ReadingResult[]> {
  if (!tasks.every(mayBeFigures)) {
    const workers = tasks.length > ENOUGH_FOR_TWO ? availableParallelism() : 1;
    return readInProcesses(tasks, { place, workers, ...watch });
  }
  const tools = { reader: openReader(), cache: new ReadingCache(place.store) };
  const results: ReadingResult[] = [];
  for (const task of tasks) {
    watch.signal.throwIfAborted();
    watch.onBegin?.(task);
    const result = await readDocument(task, place, tools);
    results.push(result);
    watch.onResult?.(task, result);
    watch.onRead(results.length);
  }
  return results;
}

function mayBeFigures({ path, format }: ReadingTask): boolean {
  return format === "csv" && statSync(path).size <= LIMITS.figuresBytes;
}

export interface PoolInput extends Watch {
  readonly place: ReadingPlace;
  readonly workers: number;
  readonly limits?: ChildLimits;
  readonly script?: URL;
}

/**
 * Reads documents in processes, each one document at a time. One that takes too long or too much
 * memory is stopped: its document is refused, the others go on. What was left of earlier documents may
 * be why memory ran out, so such a document is tried once more in a new process.
 */
export async function readInProcesses(
  tasks: readonly ReadingTask[],
  input: PoolInput,
): Promise<ReadingResult[]> {
  return new ReadingPool(tasks, input).run();
}

/** What a process is doing. */
interface ChildState {
  ready: boolean;
  /** Number of documents it has read. */
  read: number;
  /** Index of the document that it reads. */
  reading: number | null;
  /** Why the load must end. */
  failure: string | null;
  /** Stopped for waiting too long. */
  isLate: boolean;
  timer: NodeJS.Timeout | undefined;
  /** Those of the document that it reads. */
  limits: ChildLimits;
}

class ReadingPool {
  readonly #results: ReadingResult[] = [];
  readonly #again: number[] = [];
  readonly #limits: ChildLimits;
  #next = 0;
  #done = 0;
  #failedStarts = 0;

  constructor(
    private readonly tasks: readonly ReadingTask[],
    private readonly input: PoolInput,
  ) {
    this.#limits = input.limits ?? LIMITS.reading;
  }

  async run(): Promise<ReadingResult[]> {
    const processes = Math.min(this.input.workers, this.tasks.length);
    const script = this.input.script ?? (await bundle("etl/reading/worker.ts"));
    await Promise.all(Array.from({ length: processes }, () => this.#keepReading(script)));
    return this.#results;
  }

  /** One process after another, until no document is left. */
  async #keepReading(script: URL): Promise<void> {
    while (this.#next < this.tasks.length || this.#again.length > 0) {
      const failedStart = await this.#useProcess(script);
      if (failedStart === null) continue;
      this.#failedStarts += 1;
      if (this.#failedStarts >= FAILED_STARTS) throw failedStart;
    }
  }

  /** Uses a process until it ends; the error of one that could not be started. */
  async #useProcess(script: URL): Promise<Error | null> {
    const { place, signal } = this.input;
    const state: ChildState = {
      ready: false,
      read: 0,
      reading: null,
      failure: null,
      isLate: false,
      timer: undefined,
      limits: this.#limits,
    };
    const died = await runChild<ReadingMessage>({
      script,
      data: place,
      limits: this.#limits,
      signal,
      onMessage: (message, child) => this.#listen(message, child, state),
    }).finally(() => clearTimeout(state.timer));
    if (state.failure !== null) throw new Error(state.failure);
    const task = state.reading === null ? undefined : this.tasks[state.reading];
    if (state.reading === null || !task)
      return state.ready ? null : died instanceof Error ? died : new Error("读取进程未能启动");
    if (died === "memory" && state.read > 0) this.#again.push(state.reading);
    else {
      const reason = reasonOf(state.isLate ? "wait" : died, state.limits);
      this.#finish(state.reading, await refuseDocument(task, place, reason));
    }
    return null;
  }

  /** Takes a message of a process and gives it the next document. */
  #listen(message: ReadingMessage, child: ChildProcess, state: ChildState): void {
    const stop = (): void => void child.kill("SIGKILL");
    clearTimeout(state.timer);
    if ("failure" in message) {
      state.failure = message.failure;
      return stop();
    }
    if ("scanning" in message) {
      state.limits = LIMITS.scan;
      state.timer = this.#stopLater(state, stop);
      return;
    }
    if ("ready" in message) state.ready = true;
    else if (state.reading !== null) {
      state.read += 1;
      this.#finish(state.reading, message.result);
    }
    state.reading = this.#take(state.read === 0);
    if (state.reading === null) return stop();
    state.limits = this.#limits;
    state.timer = this.#stopLater(state, stop);
    const task = this.tasks[state.reading];
    if (task) this.input.onBegin?.(task);
    child.send(task ?? {});
  }

  #stopLater(state: ChildState, stop: () => void): NodeJS.Timeout {
    return setTimeout(() => {
      state.isLate = true;
      stop();
    }, state.limits.wait);
  }

  /** The next document: for a new process one that is to be tried again before the others. */
  #take(isNew: boolean): number | null {
    const again = isNew ? this.#again.shift() : undefined;
    if (again !== undefined) return again;
    return this.#next < this.tasks.length ? this.#next++ : null;
  }

  #finish(index: number, result: ReadingResult): void {
    this.#results[index] = result;
    this.#done += 1;
    const task = this.tasks[index];
    if (task) this.input.onResult?.(task, result);
    this.input.onRead(this.#done);
  }
}
