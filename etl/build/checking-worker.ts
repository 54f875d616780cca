import { parentPort, workerData } from "node:worker_threads";
import type { DeadlineSetting } from "#domain/checks/deadline";
import type { Division } from "#domain/report/division";
import type { Store } from "#store/data-folder";
import type { LoadedDocument } from "../intake/ledger";
import { openCompletedReadings } from "../reading/printed-entries";
import { openReadings } from "../reading/reader";
import { Register } from "../intake/register";
import type { Correction, PrintedEntry } from "#domain/reviewed/corrections";
import { checkReports, type CheckOutcome, type KnownChecks } from "./check-reports";

/** What the checks of a load need. */
export interface ChecksInput {
  readonly loaded: readonly LoadedDocument[];
  readonly store: Store;
  readonly divisions: readonly Division[];
  readonly deadlines: readonly DeadlineSetting[];
  readonly corrections: readonly Correction[];
  /** What people copied from the originals. */
  readonly entries: readonly PrintedEntry[];
  readonly known: KnownChecks | null;
}

/** Message of the thread: how many reports are checked, then what was found, or why it failed. */
export type CheckingMessage =
  { readonly done: number } | { readonly checked: CheckOutcome } | { readonly failure: string };

/** Checks reports in a thread of its own, while another writes them. */
async function work({
  loaded,
  store,
  divisions,
  deadlines,
  corrections,
  entries,
  known,
}: ChecksInput): Promise<void> {
  const say = (message: CheckingMessage): void => parentPort?.postMessage(message);
  try {
    const readings = openCompletedReadings(openReadings(store), entries);
    const sources = {
      register: new Register(divisions),
      readingOf: ({ document }: LoadedDocument) => readings(document),
      deadlines,
      corrections,
      known,
      onChecked: (done: number) => say({ done }),
    };
    say({ checked: await checkReports(loaded, sources) });
  } catch (error) {
    say({ failure: error instanceof Error ? error.message : String(error) });
  }
}

await work(workerData);
