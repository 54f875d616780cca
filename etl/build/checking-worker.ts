import { parentPort, workerData } from "node:worker_threads";
import { formatFailure } from "#cli/command-line";
import { openReadings } from "../reading/reader";
import { Register } from "../intake/register";
import { checkReports, type CheckedDocument } from "./check-reports";
import type { ChecksInput } from "./run-checks";

/** What the thread says: how far it is, then what was found, or why it cannot go on. */
export type CheckingMessage =
  | { readonly done: number }
  | { readonly examined: readonly CheckedDocument[] }
  | { readonly failure: string };

/** Checks reports in a thread of its own, while another writes them. */
async function work({ loaded, store, divisions, deadlines }: ChecksInput): Promise<void> {
  const say = (message: CheckingMessage): void => parentPort?.postMessage(message);
  try {
    const sources = {
      register: new Register(divisions),
      readingOf: openReadings(store),
      deadlines,
      onChecked: (done: number) => say({ done }),
    };
    say({ examined: await checkReports(loaded, sources) });
  } catch (error) {
    say({ failure: formatFailure(error) });
  }
}

const examination: ChecksInput = workerData;
await work(examination);
