import { isAbsolute, relative, resolve, sep } from "node:path";
import { hashOfFile } from "#store/content-hash";
import { readingKey, type ReadingResult, type ReadingTask, type SourceDocument } from "./ledger";
import type { SourceFile, Sources } from "./sources";
import { archivePath, ledgerPath, type Store } from "#store/data-folder";

/** What a load adds to the ledger. */
export interface Intake {
  readonly ledger: readonly SourceDocument[];
  /** The documents handed in this time, as the ledger has them now. */
  readonly received: readonly SourceDocument[];
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
export async function takeInDocuments(
  known: readonly SourceDocument[],
  { files, roots }: Sources,
  input: IntakeInput,
): Promise<Intake> {
  const { store } = input;
  const byPath = new Map(known.map((entry) => [`${entry.path} ${entry.hash}`, entry]));
  const present = new Set(files.map((file) => ledgerPath(store, file.path)));

  const received: SourceDocument[] = [];
  const toRead: {
    readonly task: ReadingTask;
    readonly path: string;
    readonly before?: SourceDocument;
  }[] = [];
  for (const file of files) {
    const path = ledgerPath(store, file.path);
    const hash = await hashOfFile(file.path);
    const before = byPath.get(`${path} ${hash}`);
    if (before && isUnchanged(before, hash, file, input)) received.push(revive(before, input));
    else toRead.push({ task: file, path, ...(before ? { before } : {}) });
  }
  const elsewhere = known.filter((entry) => entry.gone === null && !present.has(entry.path));
  const gone = elsewhere.filter((entry) => roots.some((root) => isUnder(root, store, entry)));
  const stale = elsewhere.filter((entry) => !gone.includes(entry) && isStale(entry, input));
  for (const before of stale) {
    const { path, file, format, manifest } = before;
    const archived = archivePath(store, before.hash);
    toRead.push({ task: { path: archived, file, format, manifest }, path, before });
  }

  const results = await input.readAll(toRead.map(({ task }) => task));
  const entries = toRead.map(({ task, path, before }, index): SourceDocument => {
    const result = results[index];
    if (!result) throw new Error(`No result for ${path}`);
    const { file, format, manifest } = task;
    const arrival =
      before?.gone === null ? before : { arrived: input.generation, loadedAt: input.now };
    const { arrived, loadedAt } = arrival;
    return { path, file, format, manifest, ...result, arrived, loadedAt, gone: null };
  });
  received.push(...entries.filter((entry) => present.has(entry.path)));
  return {
    ...mergeLedger(known, [...received, ...entries], present, gone),
    received,
    read: results.map(({ hash }) => hash),
  };
}

function isUnchanged(
  before: SourceDocument,
  hash: string,
  file: SourceFile,
  { version }: IntakeInput,
): boolean {
  return before.reading === readingKey({ hash, file: file.file, manifest: file.manifest, version });
}

function isStale(entry: SourceDocument, { version }: IntakeInput): boolean {
  const { hash, file, manifest } = entry;
  return entry.reading !== readingKey({ hash, file, manifest, version });
}

/** A document that had gone and is there again counts as having come now. */
function revive(entry: SourceDocument, { generation, now }: IntakeInput): SourceDocument {
  return entry.gone === null ? entry : { ...entry, gone: null, arrived: generation, loadedAt: now };
}

function isUnder(root: string, store: Store, entry: SourceDocument): boolean {
  const way = relative(root, resolve(store.root, entry.path));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function mergeLedger(
  known: readonly SourceDocument[],
  current: readonly SourceDocument[],
  present: ReadonlySet<string>,
  gone: readonly SourceDocument[],
): { readonly ledger: readonly SourceDocument[] } {
  const keyOf = (entry: SourceDocument): string => `${entry.path} ${entry.hash}`;
  const ledger = new Map<string, SourceDocument>();
  for (const entry of known) {
    const replaced = entry.gone === null && present.has(entry.path);
    const fate = gone.includes(entry) ? "withdrawn" : replaced ? "replaced" : entry.gone;
    ledger.set(keyOf(entry), { ...entry, gone: fate });
  }
  for (const entry of current) ledger.set(keyOf(entry), entry);
  return { ledger: [...ledger.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}
