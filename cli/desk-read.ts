/**
 * Reads what waits at the desk of the data folder, in the processes that a load reads in, and writes what came of each
 * document as it goes. Ends when nothing waits any more; may be ended at any time, and goes on where it was.
 */
import os from "node:os";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { readReviewedRows } from "#desk/reviewed-rows.server";
import { isUnsettled } from "#desk/reading-process.server";
import { listRecords, writeRecord } from "#desk/intake-records.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { CORRECTION_TABLE, type PrintedEntry } from "#domain/reviewed/corrections";
import { readRow } from "#domain/reviewed/reviewed-table";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import type { ReadingResult, ReadingTask } from "#etl/intake/ledger";
import { loadDivisions } from "#etl/intake/register";
import { readerVersion } from "#etl/code-version";
import { ReadingCache } from "#etl/reading/cache";
import { readDocuments } from "#etl/reading/pool";
import { completeReading, groupByReport } from "#etl/reading/printed-entries";
import { dataStore } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { takeLock } from "#store/lock";
import { KnownDocuments } from "./desk/known-documents";
import { describeResult } from "./desk/describe-result";
import { type PlacedDocument, placeWaiting } from "./desk/place-waiting";

/** Milliseconds between looks for what has come, and for how long nothing must have. */
const PAUSE = 250;
const LINGER = 2_000;

const store = dataStore();
const folder = deskFolderOf(store);
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => interrupted.abort(new Error("interrupted")));
// Readers of the pages come first.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const release = await takeLock(folder.readingLock).catch(() => null);
if (release !== null)
  try {
    await readAll();
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
  } finally {
    await release();
  }

async function readAll(): Promise<void> {
  const [divisions, bodies] = [loadDivisions(), loadBodies()];
  const register = new DivisionNames(divisions, bodies);
  const version = await readerVersion(JSON.stringify([divisions, bodies]));
  const cache = new ReadingCache(store);
  let idle = 0;
  while (idle < LINGER) {
    interrupted.signal.throwIfAborted();
    const waiting = (await listRecords(folder)).filter(isUnsettled);
    const placed = await placeWaiting(waiting, { store, register, signal: interrupted.signal });
    if (placed.length === 0) {
      idle += PAUSE;
      await setTimeout(PAUSE);
      continue;
    }
    idle = 0;
    const known = await KnownDocuments.of(store);
    const entries = groupByReport(await listEntries());
    await readPlaced(placed, { version, cache, register, known, entries });
  }
}

/** What people copied from originals, as far as its rows can be read: a load says of the others why not. */
async function listEntries(): Promise<readonly PrintedEntry[]> {
  const rows = await readReviewedRows(store, "corrections").catch(() => []);
  return rows.flatMap((values) => {
    const read = readRow(CORRECTION_TABLE, values);
    return "row" in read && read.row.kind === "printed" ? [read.row] : [];
  });
}

interface Reading {
  readonly version: string;
  readonly cache: ReadingCache;
  readonly register: DivisionNames;
  readonly known: KnownDocuments;
  /** What people copied from originals, by report. */
  readonly entries: ReadonlyMap<string, readonly PrintedEntry[]>;
}

async function readPlaced(
  placed: readonly PlacedDocument[],
  { version, cache, register, known, entries }: Reading,
): Promise<void> {
  const records = new Map(placed.map(({ task, record }) => [task, record]));
  // One record after another, so that what is written last is what came last.
  let written = Promise.resolve();
  const write = (record: IntakeRecord): void => {
    written = written.then(() => writeRecord(folder, record));
    written.catch(() => undefined);
  };
  const onResult = (task: ReadingTask, result: ReadingResult): void => {
    const record = records.get(task);
    if (!record) return;
    cache.refresh();
    const read = cache.of(result.reading);
    const own = entries.get(result.identity?.reportId ?? "");
    const completed = read && own ? completeReading(read, own).read : read;
    const described = { record, task, result, read: completed };
    write(known.place(describeResult(described, register, new Date())));
  };
  try {
    await readDocuments(
      placed.map(({ task }) => task),
      { store, version },
      {
        signal: interrupted.signal,
        onRead: () => undefined,
        onBegin: (task) => {
          const record = records.get(task);
          if (record) write({ ...record, state: "reading" });
        },
        onResult,
      },
    );
  } finally {
    await written;
  }
}
