import { statSync, type Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { type FolderManifest, MANIFEST_FILE, type ManifestRow, readManifest } from "./manifest";
import type { Register } from "./register";

/** A document given to a load. */
export interface SourceFile {
  readonly path: string;
  /** The name that people see: with the folder that was named on the command line, or its own. */
  readonly file: string;
  readonly format: string;
  readonly manifest: ManifestRow | null;
}

/** The documents given to a load, and the folders that were searched whole. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** A document known from under these and not among the files has been withdrawn. */
  readonly roots: readonly string[];
  /** Sentences on rows of manifests that name no document. */
  readonly warnings: readonly string[];
}

/** Files that lie beside documents and are none: notes, and what systems leave behind. */
const NO_DOCUMENT = /^(\.|~\$|README\.|Thumbs\.db$)/iu;

/** Finds the documents under the given paths, each once, in order. Throws for a path that is not there. */
export async function findSources(paths: readonly string[], register: Register): Promise<Sources> {
  const found = new Map<string, SourceFile>();
  const folders = new Map<string, FolderManifest>();
  const roots = paths.map((path) => resolve(path));
  for (const root of roots) {
    const entry = await stat(root).catch(() => {
      throw new Error(`没有这个文件或文件夹：${root}`);
    });
    const [base, files] = entry.isDirectory()
      ? [dirname(root), await listFiles(root)]
      : [dirname(dirname(root)), [root]];
    for (const path of files) {
      const folder = dirname(path);
      const folderManifest =
        folders.get(folder) ?? (await readManifest(folder, (code) => register.has(code)));
      folders.set(folder, folderManifest);
      found.set(path, {
        path,
        file: relative(base, path).split(sep).join("/"),
        format: extname(path).slice(1).toLowerCase(),
        manifest: folderManifest.byFile.get(basename(path)) ?? null,
      });
    }
  }
  return {
    files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    roots,
    warnings: [...folders.values()].flatMap(({ warnings }) => warnings),
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name === MANIFEST_FILE || NO_DOCUMENT.test(entry.name)) return [];
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() || (entry.isSymbolicLink() && isLinkToFile(path)) ? [path] : [];
  });
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
