import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname, extname, join, posix, relative, resolve, sep } from "node:path";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { LIMITS } from "../read/limits";
import {
  type Bundle,
  type BundledFile,
  mayBeBundle,
  openBundle,
  type UnopenedFile,
} from "./bundles";
import { type FolderFile, listFile, listFolder, NO_DOCUMENT } from "./folder-files";
import { type FolderManifest, MANIFEST_FILE, NO_MANIFEST, parseManifest } from "./manifest";
import type { Register } from "./register";
import { passOverSavedFolders } from "./saved-pages";

/** A document given to a load. */
export interface SourceFile {
  /** Where it lies; for a document in an archive or a mail, a way that leads on into that. */
  readonly path: string;
  /** The name that people see: of its manifest.csv, else with the folder that was named on the command line. */
  readonly file: string;
  readonly format: string;
  readonly manifest: ManifestRow | null;
  /** Where a document from an archive or a mail was put; left out for one that lies in a folder. */
  readonly kept?: KeptFile;
}

interface KeptFile {
  readonly hash: string;
  readonly path: string;
}

/** The documents given to a load, and the folders that were searched whole. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** A document known from under these and not among the files has been withdrawn. */
  readonly roots: readonly string[];
  /** Sentences on rows of manifests that name no document, and on folders that were passed over. */
  readonly warnings: readonly string[];
  /** What could not be opened in folders, and files of archives and mails that could not be unpacked. */
  readonly unopened: readonly UnopenedFile[];
  /** Ways that cannot be looked at now: a document known from there has not been withdrawn. */
  readonly unreached: readonly string[];
}

interface SourcesInput {
  readonly register: Register;
  /** Keeps the bytes of a document that lies in an archive or a mail. */
  readonly keep: (bytes: Uint8Array) => KeptFile;
}

/** Finds the documents under the given paths, each once, in order. Throws for a path that is not there. */
export async function findSources(
  paths: readonly string[],
  { register, keep }: SourcesInput,
): Promise<Sources> {
  const isDivision = (code: string): boolean => register.has(code);
  const found = new Map<string, SourceFile>();
  const folders = new Map<string, OpenedManifest>();
  const notes: string[] = [];
  const unopened: UnopenedFile[] = [];
  const unreached: string[] = [];
  const roots = paths.map((path) => resolve(path));
  for (const root of roots) {
    const entry = await stat(root).catch(() => {
      throw new Error(`没有这个文件或文件夹：${root}`);
    });
    const base = entry.isDirectory() ? dirname(root) : dirname(dirname(root));
    const listed = entry.isDirectory() ? listFolder(root) : listFile(root);
    notes.push(...listed.notes);
    unopened.push(...listed.unopened);
    unreached.push(...listed.unreached);
    const present = new Set(listed.documents.map(({ path }) => path));
    for (const document of listed.documents) {
      const { path } = document;
      const folder = dirname(path);
      const isThere = (name: string): boolean => {
        const named = join(folder, name);
        return present.has(named) || existsSync(named);
      };
      const way = relative(base, path).split(sep).join("/");
      const known = folders.get(folder);
      const folderManifest =
        known ?? openManifest(listed.manifests.get(folder), isDivision, isThere);
      folders.set(folder, folderManifest);
      if (!known && folderManifest.refusal !== undefined)
        unopened.push({
          file: posix.join(posix.dirname(way), MANIFEST_FILE),
          reason: folderManifest.refusal,
        });
      const file = folderManifest.names.get(basename(path)) ?? way;
      const flaw = folderManifest.flaws.get(basename(path));
      if (flaw !== undefined) unopened.push({ file, reason: `未采用：${flaw}` });
      if (flaw !== undefined || folderManifest.refusal !== undefined) {
        unreached.push(path);
        continue;
      }
      const manifest = folderManifest.byFile.get(basename(path)) ?? null;
      const bundle = openBundleFile(document, file);
      if (!bundle) {
        const source = { path, file, format: formatOf(path), manifest };
        if (document.opensByPath) found.set(path, source);
        else if (statSync(document.bytes).size > LIMITS.bytes)
          unopened.push({ file, reason: TOO_LARGE });
        else found.set(path, { ...source, kept: keep(readFileSync(document.bytes)) });
        continue;
      }
      const taken = takeOut(bundle, file, { isDivision, keep });
      for (const { name, called, kept, manifest: own } of taken.documents) {
        const within = join(path, ...name.split("/"));
        const row = own ?? (taken.documents.length === 1 ? manifest : null);
        found.set(within, {
          path: within,
          file: called ?? `${file}/${name}`,
          format: formatOf(name),
          manifest: row,
          kept,
        });
      }
      notes.push(...taken.warnings);
      unopened.push(...taken.unopened);
    }
  }
  return {
    files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    roots,
    warnings: [...[...folders.values()].flatMap(({ warnings }) => warnings), ...notes],
    unopened,
    unreached,
  };
}

/** A manifest, or why it and the documents beside it are not read: it might say whose they are. */
interface OpenedManifest extends FolderManifest {
  readonly refusal?: string;
}

function openManifest(
  found: { readonly table: FolderFile; readonly refusal: string | null } | undefined,
  isDivision: (code: string) => boolean,
  isThere: (name: string) => boolean,
): OpenedManifest {
  if (!found) return NO_MANIFEST;
  const refuse = (why: string): OpenedManifest => ({
    ...NO_MANIFEST,
    refusal: `${why.replace(/[。；]?$/, "。")}同一级的文件均未采用。`,
  });
  const { table, refusal } = found;
  if (refusal !== null) return refuse(refusal);
  try {
    return parseManifest(readFileSync(table.bytes), table.path, isDivision, isThere);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(file: string): string {
  return extname(file).slice(1).toLowerCase();
}

const TOO_LARGE = `超过${LIMITS.bytes / 1024 / 1024}MB，不像一份年度报告，未读取`;

/** Opens a file on the disk as a bundle; undefined for a document, and for one too large to open. */
function openBundleFile({ path, bytes }: FolderFile, file: string): Bundle | undefined {
  if (statSync(bytes).size > LIMITS.bundleBytes || !mayBeBundle(path, readHead(bytes)))
    return undefined;
  return openBundle(readFileSync(bytes), file);
}

/** The first bytes of a file, by which an archive is known. */
function readHead(path: Buffer): Uint8Array {
  const opened = openSync(path, "r");
  try {
    const head = Buffer.alloc(4);
    return head.subarray(0, readSync(opened, head));
  } finally {
    closeSync(opened);
  }
}

/** A document of a bundle, with its row of the manifest.csv in the bundle or, of a mail, its source. */
interface BundledDocument<Kept> {
  readonly name: string;
  /** What that manifest.csv says people call it; null where it says nothing. */
  readonly called: string | null;
  readonly kept: Kept;
  readonly manifest: ManifestRow | null;
}

/** Takes the documents out of a bundle one after another, so that only one is in memory at a time. */
export function takeOut<Kept>(
  { files, unopened }: Bundle,
  file: string,
  input: {
    readonly isDivision: (code: string) => boolean;
    readonly keep: (bytes: Uint8Array) => Kept;
  },
): {
  readonly documents: readonly BundledDocument<Kept>[];
  readonly warnings: readonly string[];
  readonly unopened: readonly UnopenedFile[];
} {
  const kept = new Map<string, Pick<BundledFile, "source"> & { readonly kept: Kept }>();
  const tables = new Map<string, Uint8Array>();
  for (const { name, bytes, source } of files) {
    if (posix.basename(name) === MANIFEST_FILE) tables.set(posix.dirname(name), bytes);
    else if (!NO_DOCUMENT.test(posix.basename(name)))
      kept.set(name, { source, kept: input.keep(bytes) });
  }
  const manifests = new Map<string, FolderManifest>();
  const broken: UnopenedFile[] = [];
  for (const [folder, bytes] of tables) {
    const where = posix.join(file, folder, MANIFEST_FILE);
    const isThere = (name: string): boolean => kept.has(posix.join(folder, name));
    try {
      manifests.set(folder, parseManifest(bytes, where, input.isDivision, isThere));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      broken.push({ file: where, reason: `${why}同一级的文件均未采用。` });
      for (const name of kept.keys()) if (posix.dirname(name) === folder) kept.delete(name);
    }
  }
  for (const [folder, { flaws }] of manifests)
    for (const [name, reason] of flaws) {
      kept.delete(posix.join(folder, name));
      broken.push({ file: posix.join(file, folder, name), reason: `未采用：${reason}` });
    }
  const { documents, passedOver } = passOverSavedFolders([...kept.keys()]);
  return {
    documents: documents.flatMap((name) => {
      const found = kept.get(name);
      if (!found) return [];
      const manifest = manifests.get(posix.dirname(name));
      const row = manifest?.byFile.get(posix.basename(name)) ?? toManifestRow(found.source);
      const called = manifest?.names.get(posix.basename(name)) ?? null;
      return [{ name, called, kept: found.kept, manifest: row }];
    }),
    warnings: [
      ...[...manifests.values()].flatMap(({ warnings }) => warnings),
      ...passedOver.map((sentence) => `${file}/${sentence}`),
    ],
    unopened: [...unopened, ...broken],
  };
}

/** What a mail states about a document that came with it. */
function toManifestRow(source: string | null): ManifestRow | null {
  return source === null
    ? null
    : {
        body: null,
        kind: null,
        division: null,
        year: null,
        scope: null,
        publishedOn: null,
        source,
      };
}
