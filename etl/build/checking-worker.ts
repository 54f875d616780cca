import { parentPort, workerData } from "node:worker_threads";
import { openReadings } from "../reading/reader";
import { Register } from "../intake/register";
import { checkReports, type CheckedDocument } from "./check-reports";
import type { ChecksInput } from "./run-checks";

/** What the thread says: how far it is, then what was found, or why it cannot go on. */
export type CheckingMessage =
  | { readonly done: number }
  | { readonly checked: readonly CheckedDocument[] }
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
    say({ checked: await checkReports(loaded, sources) });
  } catch (error) {
    say({ failure: error instanceof Error ? error.message : String(error) });
  }
}

await work(workerData);
