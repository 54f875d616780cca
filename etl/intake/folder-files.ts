import { isUtf8 } from "node:buffer";
import {
  accessSync,
  constants,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
  type Stats,
} from "node:fs";
import { basename, dirname, join, posix, sep } from "node:path";
import type { UnopenedFile } from "./bundles";
import { LIMITS } from "../read/limits";
import { MANIFEST_FILE } from "./manifest";
import { TABLE_TOO_LARGE } from "./reviewed-csv";
import { passOverSavedFolders } from "./saved-pages";

/** A regular file within a folder that was searched whole. */
export interface FolderFile {
  /** Where it lies, its name in letters. */
  readonly path: string;
  /** The way that opens it, byte for byte. */
  readonly bytes: Buffer;
  /** Whether `path` opens it too; false for names in the encoding of older Chinese systems. */
  readonly opensByPath: boolean;
}

/** A table beside documents. */
interface FolderTable {
  readonly table: FolderFile;
  /** Why it is not read; null for one that can be. */
  readonly refusal: string | null;
}

/** What a folder holds, with those below it. */
interface FolderFiles {
  readonly documents: readonly FolderFile[];
  /** The manifest.csv of each folder that has one, or why it is not read. */
  readonly manifests: ReadonlyMap<string, FolderTable>;
  /** Sentences on what was passed over though nothing of it is lost. */
  readonly notes: readonly string[];
  readonly unopened: readonly UnopenedFile[];
  /** Ways at which there is something that cannot be looked at now, so that nothing says it is gone. */
  readonly unreached: readonly string[];
}

/** Files that lie beside documents and are none: notes, and what systems leave behind. */
export const NO_DOCUMENT = /^(\.|~\$|README\.|Thumbs\.db$)/iu;
/** Folders that are hidden or that systems leave behind. */
const LEFT_FOLDER = /^(?:\.|__MACOSX$|\$RECYCLE\.BIN$|System Volume Information$)/iu;

/** Lists the documents in a folder. What is no regular file in it is named, and the rest listed. */
export function listFolder(root: string): FolderFiles {
  const search = beginSearch(root);
  searchFolder({ path: root, bytes: Buffer.from(root), opensByPath: true }, "", search);
  return endSearch(search);
}

/** A file that was named itself, wherever a link to it leads. */
export function listFile(path: string): FolderFiles {
  const search = beginSearch(dirname(path));
  const entry = { path, bytes: Buffer.from(path), opensByPath: true };
  takeTarget(
    entry,
    basename(path),
    tryReading(() => statSync(path)),
    search,
  );
  const beside = join(dirname(path), MANIFEST_FILE);
  takeManifest({ path: beside, bytes: Buffer.from(beside), opensByPath: true }, search);
  return endSearch(search);
}

function beginSearch(root: string): Search {
  return {
    root,
    real: realpathSync.native(Buffer.from(root), { encoding: "buffer" }),
    files: new Map(),
    manifests: new Map(),
    notes: [],
    unopened: [],
    unreached: [],
  };
}

function endSearch({ root, files, notes, ...found }: Search): FolderFiles {
  const { documents, passedOver } = passOverSavedFolders([...files.keys()]);
  return {
    documents: documents.flatMap((name) => files.get(name) ?? []),
    manifests: found.manifests,
    notes: [...notes, ...passedOver.map((sentence) => `${basename(root)}/${sentence}`)],
    unopened: found.unopened,
    unreached: found.unreached,
  };
}

interface Search {
  readonly root: string;
  /** The folder itself, links to it followed. */
  readonly real: Buffer;
  /** By the way from the folder, with `/`. */
  readonly files: Map<string, FolderFile>;
  readonly manifests: Map<string, FolderTable>;
  readonly notes: string[];
  readonly unopened: UnopenedFile[];
  readonly unreached: string[];
}

function searchFolder(folder: FolderFile, way: string, search: Search): void {
  const names = tryReading(() => readdirSync(folder.bytes, { encoding: "buffer" }));
  if ("code" in names) {
    leaveOut(way, `文件夹${reasonOf(names.code)}`, search);
    search.unreached.push(folder.path);
    return;
  }
  // Names in UTF-8 come first: they stay as they are where another name reads the same.
  const sorted = names.found.sort(
    (a, b) => Number(isUtf8(b)) - Number(isUtf8(a)) || Buffer.compare(a, b),
  );
  const seen = new Set<string>();
  for (const bytes of sorted) {
    const name = giveName(decodeName(bytes), seen);
    seen.add(name);
    const entry = {
      path: join(folder.path, name),
      bytes: Buffer.concat([folder.bytes, Buffer.from(sep), bytes]),
      opensByPath: folder.opensByPath && isUtf8(bytes),
    };
    takeEntry(entry, posix.join(way, name), search);
  }
}

function takeEntry(entry: FolderFile, way: string, search: Search): void {
  const name = posix.basename(way);
  const own = tryReading(() => lstatSync(entry.bytes));
  if ("found" in own && own.found.isDirectory()) {
    if (!LEFT_FOLDER.test(name)) return searchFolder(entry, way, search);
    search.notes.push(`${basename(search.root)}/${way}：是隐藏的或系统留下的文件夹，已略过`);
    return;
  }
  if (name === MANIFEST_FILE) return takeManifest(entry, search);
  if (NO_DOCUMENT.test(name)) return;
  const target = "found" in own && own.found.isSymbolicLink() ? followLink(entry, search) : own;
  if ("note" in target) {
    search.notes.push(`${basename(search.root)}/${way}：${target.note}`);
    return;
  }
  takeTarget(entry, way, target, search);
}

function takeManifest(table: FolderFile, search: Search): void {
  const own = tryReading(() => lstatSync(table.bytes));
  if ("code" in own && own.code === "ENOENT") return;
  const target = "found" in own && own.found.isSymbolicLink() ? followLink(table, search) : own;
  const refusal =
    "note" in target
      ? target.note
      : (refusalOf(readableOr(table, target)) ??
        ("found" in target && target.found.size > LIMITS.tableBytes ? TABLE_TOO_LARGE : null));
  search.manifests.set(dirname(table.path), { table, refusal });
}

/** What is at the end of a way, or why it cannot be read. */
function readableOr({ bytes }: FolderFile, target: Target): Target {
  const readable = tryReading(() => accessSync(bytes, constants.R_OK));
  return "found" in target && "code" in readable ? readable : target;
}

function takeTarget(entry: FolderFile, way: string, target: Target, search: Search): void {
  const seen = readableOr(entry, target);
  const refusal = refusalOf(seen);
  if (refusal === null) search.files.set(way, entry);
  else leaveOut(way, refusal, search);
  if ("code" in seen) search.unreached.push(entry.path);
}

type Found<T> = { readonly found: T } | { readonly code: string };
type Target = Found<Stats> | { readonly outside: true };

const UNREADABLE = "没有读取权限，未读取；请改权限后再载入";

function refusalOf(target: Target): string | null {
  if ("outside" in target) return "是指向文件夹之外的链接，未读取；请把文件本身放进来";
  if ("code" in target) return reasonOf(target.code);
  return target.found.isFile() ? null : `是${kindOf(target.found)}，不是普通文件，未读取`;
}

function followLink({ bytes }: FolderFile, { real }: Search): Target | { readonly note: string } {
  const end = tryReading(() => realpathSync.native(bytes, { encoding: "buffer" }));
  if ("code" in end) return end.code === "ENOENT" ? { code: "DANGLING" } : end;
  const within = Buffer.concat([real, Buffer.from(real.toString() === sep ? "" : sep)]);
  const isRoot = end.found.equals(real);
  if (!isRoot && !end.found.subarray(0, within.length).equals(within)) return { outside: true };
  const target = tryReading(() => statSync(bytes));
  return "found" in target && target.found.isDirectory()
    ? { note: "是指向所载文件夹内另一处的链接，其中的文件在原处载入，已略过" }
    : target;
}

const REASONS: Readonly<Record<string, string>> = {
  DANGLING: "是链接，它指向的文件不在了，未读取；请补上文件，或删去链接",
  ELOOP: "是链接，绕回了自己，打不开，未读取；请删去这个链接",
  EACCES: UNREADABLE,
  EPERM: UNREADABLE,
};

function reasonOf(code: string): string {
  return REASONS[code] ?? `打不开（${code}），未读取；请检查后再载入`;
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "管道";
  return stats.isSocket() ? "套接字" : "设备";
}

function leaveOut(way: string, reason: string, { root, unopened }: Search): void {
  unopened.push({ file: posix.join(basename(root), way), reason });
}

function tryReading<T>(read: () => T): Found<T> {
  try {
    return { found: read() };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string")
      return { code: error.code };
    throw error;
  }
}

/** A name in UTF-8 or, from older Chinese systems, in GB18030. */
function decodeName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : new TextDecoder("gb18030").decode(bytes);
}

/** Numbers a name that reads as another does: 年报.docx, 年报 (2).docx. */
function giveName(name: string, seen: ReadonlySet<string>): string {
  const { name: stem, ext } = posix.parse(name);
  let given = name;
  for (let count = 2; seen.has(given); count += 1) given = `${stem} (${count})${ext}`;
  return given;
}
