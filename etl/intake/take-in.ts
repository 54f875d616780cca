import { isAbsolute, relative, resolve, sep } from "node:path";
import { hashOfFile } from "#store/content-hash";
import { readingKey, type ReadingResult, type ReadingTask, type SourceDocument } from "./ledger";
import type { SourceFile, Sources } from "./sources";
import { archivePath, ledgerPath, type Store } from "#store/data-folder";

/** What a load adds to the ledger. */
export interface Intake {
  readonly ledger: readonly SourceDocument[];
  /** The documents given to this load, as the ledger has them now. */
  readonly received: readonly SourceDocument[];
  /** Hashes of the documents that had to be read. */
  readonly read: readonly string[];
}

export interface IntakeInput {
  readonly store: Store;
  readonly readerVersion: string;
  /** Number of the data version that this load makes. */
  readonly version: number;
  readonly now: string;
  readonly readAll: (tasks: readonly ReadingTask[]) => Promise<ReadingResult[]>;
}

/**
 * Adds the documents given to a load to the ledger: unchanged ones as they are, others after reading
 * them. Marks those that were replaced or removed. Documents from elsewhere that an older reader read are read again.
 */
export async function takeInDocuments(
  known: readonly SourceDocument[],
  { files, roots, unreached }: Sources,
  input: IntakeInput,
): Promise<Intake> {
  const { store } = input;
  const byPath = new Map(known.map((document) => [`${document.path} ${document.hash}`, document]));
  const knownPaths = new Set(known.map(({ path }) => path));
  const present = new Set(files.map((file) => ledgerPath(store, file.path)));

  const received: SourceDocument[] = [];
  const toRead: {
    readonly task: ReadingTask;
    readonly path: string;
    readonly before?: SourceDocument;
  }[] = [];
  for (const file of files) {
    const path = ledgerPath(store, file.path);
    // One that is new is read, and hashed, by the process that reads it.
    const hash = knownPaths.has(path) ? (file.kept?.hash ?? (await hashOfFile(file.path))) : null;
    const before = hash === null ? undefined : byPath.get(`${path} ${hash}`);
    if (before && isUnchanged(before, file, input)) received.push(revive(before, input));
    else {
      const { file: name, format, manifest } = file;
      const task = { path: file.kept?.path ?? file.path, file: name, format, manifest };
      toRead.push({ task, path, ...(before ? { before } : {}) });
    }
  }
  const elsewhere = known.filter(
    (document) => document.gone === null && !present.has(document.path),
  );
  const isIn = (places: readonly string[], document: SourceDocument): boolean =>
    places.some((place) => isUnder(place, store, document));
  const gone = elsewhere.filter((document) => isIn(roots, document) && !isIn(unreached, document));
  const stale = elsewhere.filter(
    (document) => !gone.includes(document) && isStale(document, input),
  );
  for (const before of stale) {
    const { path, file, format, manifest } = before;
    const archived = archivePath(store, before.hash);
    toRead.push({ task: { path: archived, file, format, manifest }, path, before });
  }

  const results = await input.readAll(toRead.map(({ task }) => task));
  const documents = toRead.map(({ task, path, before }, index): SourceDocument => {
    const result = results[index];
    if (!result) throw new Error(`No result for ${path}`);
    const { file, format, manifest } = task;
    const arrival =
      before?.gone === null ? before : { arrived: input.version, loadedAt: input.now };
    const { arrived, loadedAt } = arrival;
    return { path, file, format, manifest, ...result, arrived, loadedAt, gone: null };
  });
  received.push(...documents.filter((document) => present.has(document.path)));
  return {
    ...mergeLedger(known, [...received, ...documents], present, gone),
    received,
    read: results.map(({ hash }) => hash),
  };
}

function isUnchanged(
  before: SourceDocument,
  file: SourceFile,
  { readerVersion: version }: IntakeInput,
): boolean {
  const { hash } = before;
  return before.reading === readingKey({ hash, file: file.file, manifest: file.manifest, version });
}

function isStale(document: SourceDocument, { readerVersion: version }: IntakeInput): boolean {
  const { hash, file, manifest } = document;
  return document.reading !== readingKey({ hash, file, manifest, version });
}

/** A document that had gone and is there again counts as having come now. */
function revive(document: SourceDocument, { version, now }: IntakeInput): SourceDocument {
  return document.gone === null
    ? document
    : { ...document, gone: null, arrived: version, loadedAt: now };
}

function isUnder(root: string, store: Store, document: SourceDocument): boolean {
  const way = relative(root, resolve(store.root, document.path));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function mergeLedger(
  known: readonly SourceDocument[],
  current: readonly SourceDocument[],
  present: ReadonlySet<string>,
  gone: readonly SourceDocument[],
): { readonly ledger: readonly SourceDocument[] } {
  const keyOf = (document: SourceDocument): string => `${document.path} ${document.hash}`;
  const ledger = new Map<string, SourceDocument>();
  for (const document of known) {
    const replaced = document.gone === null && present.has(document.path);
    const fate = gone.includes(document) ? "withdrawn" : replaced ? "replaced" : document.gone;
    ledger.set(keyOf(document), { ...document, gone: fate });
  }
  for (const document of current) ledger.set(keyOf(document), document);
  return { ledger: [...ledger.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}
