import { basename, dirname, join, relative, resolve } from "node:path";
import {
  archivedAt,
  ARCHIVE_FOLDER,
  databaseFile,
  GENERATIONS_FOLDER,
  manifestFile,
  POINTER_FILE,
} from "#domain/report/generation";

/** Where a load keeps what. */
export interface Store {
  /** The data folder; documents are named from here, so that it can be moved. */
  readonly root: string;
  readonly generations: string;
  readonly pointer: string;
  readonly archive: string;
  /** What the reader made of each document; may be deleted at any time. */
  readonly readings: string;
  readonly lock: string;
  /** The one file to write, where generations are not kept (`--db`). */
  readonly single: string | null;
}

/** The data folder: GONGKAI_DATA where it says anything, else `data` where the command was given. */
export function dataFolder(): string {
  return resolve(process.env["GONGKAI_DATA"] || "data");
}

function storeAt(root: string, single: string | null): Store {
  const generations = join(root, GENERATIONS_FOLDER);
  return {
    root,
    generations,
    pointer: join(generations, POINTER_FILE),
    archive: join(root, ARCHIVE_FOLDER),
    readings: join(root, "readings"),
    lock: join(root, "load.lock"),
    single,
  };
}

/** The store of the data folder, whose generations the app follows. */
export function dataStore(root: string = dataFolder()): Store {
  return storeAt(root, null);
}

/** A store whose database is one named file; what else is kept lies in a folder beside it. */
export function singleFileStore(file: string): Store {
  const database = resolve(file);
  return storeAt(join(dirname(database), `${basename(database)}.files`), database);
}

/** Path of a generation's database. */
export function databaseOf(store: Store, generation: number): string {
  return join(store.generations, databaseFile(generation));
}

export function manifestOf(store: Store, generation: number): string {
  return join(store.generations, manifestFile(generation));
}

export function ledgerOf(store: Store, generation: number): string {
  return join(store.generations, `${generation}.documents.json`);
}

/** Path of an archived document. */
export function archivedIn(store: Store, hash: string): string {
  return join(store.archive, archivedAt(hash));
}

/** A document's path as the ledger names it, and back. */
export function ledgerPath(store: Store, path: string): string {
  return relative(store.root, path);
}
