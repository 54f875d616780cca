import { Worker } from "node:worker_threads";
import type { DeadlineSetting } from "#domain/checks/deadline";
import type { Division } from "#domain/report/division";
import type { LoadedDocument } from "../intake/ledger";
import { openReadings } from "../reading/reader";
import { Register } from "../intake/register";
import type { Store } from "#store/data-folder";
import { bundle } from "../../tools/bundle.js";
import { checkReports, type CheckedDocument } from "./check-reports";
import type { CheckingMessage } from "./checking-worker";

/** What the checks of a load need. */
export interface ChecksInput {
  readonly loaded: readonly LoadedDocument[];
  readonly store: Store;
  readonly divisions: readonly Division[];
  readonly deadlines: readonly DeadlineSetting[];
}

/** Starting a thread takes longer than checking this many reports. */
const ENOUGH_FOR_A_THREAD = 300;

interface ChecksWatch {
  readonly signal: AbortSignal;
  readonly onChecked: (done: number) => void;
}

/**
 * Checks the reports of a load: many of them in a thread of its own, since writing them keeps this
 * one busy.
 *
 * @throws Error with a sentence where that cannot go on, or the reason of the signal
 */
export function runChecks(examination: ChecksInput, watch: ChecksWatch): Promise<readonly CheckedDocument[]> {
  const { loaded, store, divisions, deadlines } = examination;
  if (loaded.length >= ENOUGH_FOR_A_THREAD) return runChecksInThread(examination, watch);
  return checkReports(loaded, {
    register: new Register(divisions),
    readingOf: openReadings(store),
    deadlines,
    onChecked(done) {
      watch.signal.throwIfAborted();
      watch.onChecked(done);
    },
  });
}

async function runChecksInThread(
  examination: ChecksInput,
  { signal, onChecked }: ChecksWatch,
): Promise<readonly CheckedDocument[]> {
  const script = await bundle("etl/build/checking-worker.ts");
  signal.throwIfAborted();
  const worker = new Worker(script, { workerData: examination, execArgv: [] });
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop);
  try {
    return await new Promise<readonly CheckedDocument[]>((resolve, reject) => {
      worker.on("message", (message: CheckingMessage) => {
        if ("done" in message) onChecked(message.done);
        else if ("examined" in message) resolve(message.examined);
        else reject(new Error(message.failure));
      });
      worker.on("error", reject);
      worker.on("exit", () =>
        reject(signal.reason ?? new Error("核查线程意外结束，请再运行一次。")),
      );
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
