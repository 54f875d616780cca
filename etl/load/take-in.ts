import { isAbsolute, relative, resolve, sep } from "node:path";
import { hashOfFile } from "./content-hash";
import type { Entry, ReadingTask } from "./ledger";
import type { ReadingResult } from "./read-document";
import { readingKey } from "./readings";
import type { SourceFile, Sources } from "./sources";
import { archivedIn, ledgerPath, type Store } from "./store";

/** What a load adds to the ledger. */
export interface Intake {
  readonly ledger: readonly Entry[];
  /** The documents handed in this time, as the ledger has them now. */
  readonly received: readonly Entry[];
  /** Hashes of the documents that had to be read. */
  readonly read: readonly string[];
}

export interface IntakeInput {
  readonly store: Store;
  /** Version of the reader. */
  readonly version: string;
  readonly generation: number;
  readonly now: string;
  readonly readAll: (tasks: readonly ReadingTask[]) => Promise<ReadingResult[]>;
}

/**
 * Takes in what was handed in: unchanged documents as they are known, others by reading them. Marks
 * what was replaced or has gone. Documents from elsewhere that an older reader read are read again.
 */
export async function takeIn(
  known: readonly Entry[],
  { files, roots }: Sources,
  input: IntakeInput,
): Promise<Intake> {
  const { store } = input;
  const byPath = new Map(known.map((entry) => [`${entry.path} ${entry.hash}`, entry]));
  const present = new Set(files.map((file) => ledgerPath(store, file.path)));

  const received: Entry[] = [];
  const toRead: { readonly task: ReadingTask; readonly path: string; readonly before?: Entry }[] =
    [];
  for (const file of files) {
    const path = ledgerPath(store, file.path);
    const hash = await hashOfFile(file.path);
    const before = byPath.get(`${path} ${hash}`);
    if (before && isUnchanged(before, hash, file, input)) received.push(revived(before, input));
    else toRead.push({ task: file, path, ...(before ? { before } : {}) });
  }
  const elsewhere = known.filter((entry) => entry.gone === null && !present.has(entry.path));
  const gone = elsewhere.filter((entry) => roots.some((root) => liesUnder(root, store, entry)));
  const stale = elsewhere.filter((entry) => !gone.includes(entry) && isStale(entry, input));
  for (const before of stale) {
    const { path, file, format, listing } = before;
    const archived = archivedIn(store, before.hash);
    toRead.push({ task: { path: archived, file, format, listing }, path, before });
  }

  const results = await input.readAll(toRead.map(({ task }) => task));
  const entries = toRead.map(({ task, path, before }, index): Entry => {
    const result = results[index];
    if (!result) throw new Error(`No result for ${path}`);
    const { file, format, listing } = task;
    const arrival =
      before?.gone === null ? before : { arrived: input.generation, loadedAt: input.now };
    const { arrived, loadedAt } = arrival;
    return { path, file, format, listing, ...result, arrived, loadedAt, gone: null };
  });
  received.push(...entries.filter((entry) => present.has(entry.path)));
  return {
    ...merged(known, [...received, ...entries], present, gone),
    received,
    read: results.map(({ hash }) => hash),
  };
}

function isUnchanged(
  before: Entry,
  hash: string,
  file: SourceFile,
  { version }: IntakeInput,
): boolean {
  return before.reading === readingKey({ hash, file: file.file, listing: file.listing, version });
}

function isStale(entry: Entry, { version }: IntakeInput): boolean {
  const { hash, file, listing } = entry;
  return entry.reading !== readingKey({ hash, file, listing, version });
}

/** A document that had gone and is there again counts as having come now. */
function revived(entry: Entry, { generation, now }: IntakeInput): Entry {
  return entry.gone === null ? entry : { ...entry, gone: null, arrived: generation, loadedAt: now };
}

function liesUnder(root: string, store: Store, entry: Entry): boolean {
  const way = relative(root, resolve(store.root, entry.path));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function merged(
  known: readonly Entry[],
  current: readonly Entry[],
  present: ReadonlySet<string>,
  gone: readonly Entry[],
): { readonly ledger: readonly Entry[] } {
  const keyOf = (entry: Entry): string => `${entry.path} ${entry.hash}`;
  const ledger = new Map<string, Entry>();
  for (const entry of known) {
    const replaced = entry.gone === null && present.has(entry.path);
    const fate = gone.includes(entry) ? "withdrawn" : replaced ? "replaced" : entry.gone;
    ledger.set(keyOf(entry), { ...entry, gone: fate });
  }
  for (const entry of current) ledger.set(keyOf(entry), entry);
  return { ledger: [...ledger.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}
