import { parentPort, workerData } from "node:worker_threads";
import { failureInWords } from "#etl/load/failure-words";
import { readingsIn } from "#etl/load/reading-source";
import { Register } from "#etl/load/register";
import { checkReports, type Examined } from "./check-reports";
import type { Examination } from "./examine";

/** What the thread says: how far it is, then what was found, or why it cannot go on. */
export type CheckingMessage =
  | { readonly done: number }
  | { readonly examined: readonly Examined[] }
  | { readonly failure: string };

/** Checks reports in a thread of its own, while another writes them. */
async function work({ loaded, store, divisions, deadlines }: Examination): Promise<void> {
  const say = (message: CheckingMessage): void => parentPort?.postMessage(message);
  try {
    const sources = {
      register: new Register(divisions),
      readingOf: readingsIn(store),
      deadlines,
      onChecked: (done: number) => say({ done }),
    };
    say({ examined: await checkReports(loaded, sources) });
  } catch (error) {
    say({ failure: failureInWords(error) });
  }
}

const examination: Examination = workerData;
await work(examination);
