import { bundle } from "../../tools/bundle.js";
import { Register } from "../intake/register";
import { openCompletedReadings } from "../reading/printed-entries";
import { openReadings } from "../reading/reader";
import { runThread } from "../reading/thread";
import { checkReports, type CheckOutcome } from "./check-reports";
import type { CheckingMessage, ChecksInput } from "./checking-worker";

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
 * @throws Error with a sentence where the checks fail, or the reason of the signal
 */
export async function runChecks(input: ChecksInput, watch: ChecksWatch): Promise<CheckOutcome> {
  const { loaded, store, divisions, deadlines, corrections, entries, known } = input;
  const toRead = loaded.filter(({ identity }) => !known?.sections.has(identity.reportId));
  if (toRead.length >= ENOUGH_FOR_A_THREAD) return runChecksInThread(input, watch);
  const readings = openCompletedReadings(openReadings(store), entries);
  return checkReports(loaded, {
    register: new Register(divisions),
    readingOf: ({ document }) => readings(document),
    deadlines,
    corrections,
    known,
    onChecked(done) {
      watch.signal.throwIfAborted();
      watch.onChecked(done);
    },
  });
}

async function runChecksInThread(
  data: ChecksInput,
  { signal, onChecked }: ChecksWatch,
): Promise<CheckOutcome> {
  const outcome: { checked?: CheckOutcome; failure?: string } = {};
  const died = await runThread<CheckingMessage>({
    script: await bundle("etl/build/checking-worker.ts"),
    data,
    signal,
    onMessage(message) {
      if ("done" in message) onChecked(message.done);
      else Object.assign(outcome, message);
    },
  });
  if (outcome.checked) return outcome.checked;
  if (outcome.failure !== undefined) throw new Error(outcome.failure);
  throw died ?? new Error("核查线程意外结束，请再运行一次。");
}
