import { open, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import {
  ARCHIVE_FOLDER,
  archivePathOf,
  databaseFileOf,
  manifestFileOf,
  POINTER_FILE,
  VERSIONS_FOLDER,
} from "./version";
import { PROJECT } from "./project.js";

/** Where what is kept. */
export interface Store {
  /** The data folder; documents are named from here, so that it can be moved. */
  readonly root: string;
  /** The published databases with their manifests. */
  readonly versions: string;
  /** The file that names the version in use. */
  readonly pointer: string;
  readonly archive: string;
  /** What the reader made of each document, and the last loads of each report; may be deleted at any time. */
  readonly readings: string;
  readonly lock: string;
  /** The one file to write, where versions are not kept (`--db`). */
  readonly single: string | null;
}

/**
 * The data folder: what GONGKAI_DATA names, else `data`. A relative path is taken from the folder of the
 * project, so that the load, the server and what they start mean the same wherever they were started.
 */
export function dataFolder(): string {
  return resolve(PROJECT, process.env["GONGKAI_DATA"] || "data");
}

function makeStore(root: string, single: string | null): Store {
  const versions = join(root, VERSIONS_FOLDER);
  return {
    root,
    versions,
    pointer: join(versions, POINTER_FILE),
    archive: join(root, ARCHIVE_FOLDER),
    readings: join(root, "readings"),
    lock: join(root, "load.lock"),
    single,
  };
}

/** The store of the data folder, whose versions the app follows. */
export function dataStore(root: string = dataFolder()): Store {
  return makeStore(root, null);
}

/** A store whose database is one named file; what else is kept lies in a folder beside it. */
export function singleFileStore(file: string): Store {
  const database = resolve(file);
  return makeStore(join(dirname(database), `${basename(database)}.files`), database);
}

/** Path of a version's database. */
export function databaseOf(store: Store, version: number): string {
  return join(store.versions, databaseFileOf(version));
}

export function manifestOf(store: Store, version: number): string {
  return join(store.versions, manifestFileOf(version));
}

export function ledgerOf(store: Store, version: number): string {
  return join(store.versions, `${version}.documents.json`);
}

/** Path of an archived document. */
export function archivePath(store: Store, hash: string): string {
  return join(store.archive, archivePathOf(hash));
}

/** A document's path as the ledger names it, and back. */
export function ledgerPath(store: Store, path: string): string {
  return relative(store.root, path);
}

/** The bytes at offset 8 of every DuckDB database. */
const DUCKDB_MAGIC = "DUCK";

/** Throws a sentence where a database is to be written over something that is no database. */
export async function refuseToOverwrite(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) throw new Error(`--db 指的是文件夹，不是文件：${file}。请另给一个文件名。`);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    if (buffer.toString("latin1", 8, bytesRead) !== DUCKDB_MAGIC)
      throw new Error(
        `--db 指的文件已经存在，而且不是数据库，不能覆盖：${file}。请另给一个文件名。`,
      );
  } finally {
    await handle.close();
  }
}
