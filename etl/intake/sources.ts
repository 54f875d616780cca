import { readFileSync, statSync, type Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join, posix, relative, resolve, sep } from "node:path";
import { LIMITS } from "../read/limits";
import {
  type Bundle,
  type BundledFile,
  mayBeBundle,
  openBundle,
  type UnopenedFile,
} from "./bundles";
import {
  type FolderManifest,
  MANIFEST_FILE,
  type ManifestRow,
  parseManifest,
  readManifest,
} from "./manifest";
import type { Register } from "./register";
import { passOverSavedFolders } from "./saved-pages";

/** A document given to a load. */
export interface SourceFile {
  /** Where it lies; for a document in an archive or a mail, a way that leads on into that. */
  readonly path: string;
  /** The name that people see: with the folder that was named on the command line, or its own. */
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
  /** Files of archives and mails that could not be unpacked. */
  readonly unopened: readonly UnopenedFile[];
}

/** Files that lie beside documents and are none: notes, and what systems leave behind. */
const NO_DOCUMENT = /^(\.|~\$|README\.|Thumbs\.db$)/iu;

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
  const folders = new Map<string, FolderManifest>();
  const notes: string[] = [];
  const unopened: UnopenedFile[] = [];
  const roots = paths.map((path) => resolve(path));
  for (const root of roots) {
    const entry = await stat(root).catch(() => {
      throw new Error(`没有这个文件或文件夹：${root}`);
    });
    const [base, files] = entry.isDirectory()
      ? [dirname(root), await listFiles(root, notes)]
      : [dirname(dirname(root)), [root]];
    for (const path of files) {
      const folder = dirname(path);
      const folderManifest = folders.get(folder) ?? (await readManifest(folder, isDivision));
      folders.set(folder, folderManifest);
      const file = relative(base, path).split(sep).join("/");
      const manifest = folderManifest.byFile.get(basename(path)) ?? null;
      const bundle = openBundleFile(path, file);
      if (!bundle) {
        found.set(path, { path, file, format: formatOf(path), manifest });
        continue;
      }
      const taken = takeOut(bundle, file, { isDivision, keep });
      for (const { name, kept, manifest: own } of taken.documents) {
        const within = join(path, ...name.split("/"));
        const row = own ?? (taken.documents.length === 1 ? manifest : null);
        found.set(within, {
          path: within,
          file: `${file}/${name}`,
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
  };
}

function formatOf(file: string): string {
  return extname(file).slice(1).toLowerCase();
}

/** Opens a file on the disk as a bundle; undefined for a document, and for one too large to open. */
function openBundleFile(path: string, file: string): Bundle | undefined {
  if (!mayBeBundle(path) || statSync(path).size > LIMITS.bundleBytes) return undefined;
  return openBundle(readFileSync(path), file);
}

/** A document of a bundle, with its row of the manifest.csv in the bundle or, of a mail, its source. */
interface BundledDocument<Kept> {
  readonly name: string;
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
      broken.push({ file: where, reason: `${why}同一级的文件均未载入。` });
      for (const name of kept.keys()) if (posix.dirname(name) === folder) kept.delete(name);
    }
  }
  const { documents, passedOver } = passOverSavedFolders([...kept.keys()]);
  return {
    documents: documents.flatMap((name) => {
      const found = kept.get(name);
      if (!found) return [];
      const row = manifests.get(posix.dirname(name))?.byFile.get(posix.basename(name)) ?? null;
      return [{ name, kept: found.kept, manifest: row ?? toManifestRow(found.source) }];
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

async function listFiles(folder: string, notes: string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.flatMap((entry) => {
    if (entry.name === MANIFEST_FILE || NO_DOCUMENT.test(entry.name)) return [];
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() || (entry.isSymbolicLink() && isLinkToFile(path))
      ? [relative(folder, path).split(sep).join("/")]
      : [];
  });
  const { documents, passedOver } = passOverSavedFolders(names);
  notes.push(...passedOver.map((sentence) => `${basename(folder)}/${sentence}`));
  return documents.map((name) => join(folder, ...name.split("/")));
}

function isLinkToFile(path: string): boolean {
  const found = statTarget(path);
  if (!found) throw new Error(`链接指向的文件不在了：${path}`);
  return found.isFile();
}

function statTarget(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ELOOP")
      throw new Error(`链接绕回了自己，打不开：${link}。请删去这个链接。`, { cause: error });
    throw error;
  }
}
