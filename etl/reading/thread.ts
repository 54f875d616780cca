import { type ResourceLimits, Worker } from "node:worker_threads";

/** A thread and who watches it. */
export interface ThreadInput<Message> {
  readonly script: URL;
  /** What the thread finds as its workerData. */
  readonly data: unknown;
  readonly limits?: ResourceLimits;
  /** Stops the thread. */
  readonly signal: AbortSignal;
  readonly onMessage: (message: Message, thread: Worker) => void;
}

/**
 * Runs a thread until it ends or is stopped. When the promise settles, nothing of the thread runs any
 * more: what it writes to is at rest (docs/decisions/020-threads.md says why no library does this).
 *
 * @returns the error it died of; null for one that ended or was terminated
 * @throws the reason of the signal
 */
export async function runThread<Message>({
  script,
  data,
  limits,
  signal,
  onMessage,
}: ThreadInput<Message>): Promise<Error | null> {
  signal.throwIfAborted();
  const thread = new Worker(script, {
    workerData: data,
    execArgv: [],
    ...(limits ? { resourceLimits: limits } : {}),
  });
  const stop = (): void => void thread.terminate();
  signal.addEventListener("abort", stop);
  try {
    return await new Promise((resolve, reject) => {
      let died: Error | null = null;
      thread.on("message", (message: Message) => onMessage(message, thread));
      thread.on("error", (error) => (died = error));
      thread.on("exit", () => (signal.aborted ? reject(signal.reason) : resolve(died)));
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
