import { lstat, mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join, parse } from "node:path";
import process from "node:process";
import { waitingPathOf } from "#desk/receive.server";
import { putNewRows } from "#desk/reviewed-rows.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { type Bundle, mayBeBundle, openBundle } from "#etl/intake/bundles";
import type { ReadingTask } from "#etl/intake/ledger";
import { readManifest } from "#etl/intake/manifest";
import { deskFolderOf } from "#store/desk-folder";
import { applyTables } from "./apply-tables";
import { openUnderNote } from "./opening";
import {
  endingOf,
  fileNameOf,
  type Placement,
  placementOf,
  type Placing,
  recordIdIn,
  refuse,
} from "./placement";
import { unpack } from "./unpack";

/** A document in the folder of documents, with how it is to be read. */
export interface PlacedDocument {
  readonly record: IntakeRecord;
  readonly task: ReadingTask;
}

/** Documents that are put in their place at a time, before they are read. */
const AT_ONCE = 100;
/** Milliseconds after which the bytes of a record that are not there will not come any more. */
const PATIENCE = 30_000;

/**
 * Puts what waits into the folder of documents, archives and mails unpacked, with what tables in it say of the others,
 * and gives back the first of it to be read. Doing it again after it was cut short comes to the same.
 */
export async function placeWaiting(
  waiting: readonly IntakeRecord[],
  { store, register, signal }: Pick<Placing, "store" | "register" | "signal">,
): Promise<PlacedDocument[]> {
  if (waiting.length === 0) return [];
  const folder = deskFolderOf(store);
  await mkdir(folder.documents, { recursive: true });
  const names = await readdir(folder.documents);
  const there = new Map(names.map((name) => [recordIdIn(name), name]));
  const placing = { store, folder, register, signal, there };
  const stated = await applyTables(waiting, placing);
  const placements: Placement[] = [];
  for (const record of stated.documents) {
    signal.throwIfAborted();
    if (placements.length >= AT_ONCE) break;
    const placed = await placeOne(record, stated.rowOf(record), placing);
    placements.push(...placed);
  }
  await putNewRows(
    store,
    "manifest",
    placements.map(({ row }) => row),
  );
  return toTasks(placements, placing);
}

/** The documents that a record comes to: one, those of an archive, or none where it cannot be taken as it lies there. */
async function placeOne(
  record: IntakeRecord,
  row: ManifestRow | null,
  placing: Placing,
): Promise<Placement[]> {
  const { folder, there, signal } = placing;
  try {
    const known = there.get(record.id);
    if (known !== undefined) {
      if (await isOrdinaryFile(join(folder.documents, known)))
        return [placementOf(record, known, row)];
      await refuse(record, STRANGE, folder);
      return [];
    }
    const path = waitingPathOf(folder, record);
    if (!(await isThere(path))) {
      const age = Date.now() - Date.parse(record.receivedAt);
      if (age > PATIENCE) await refuse(record, "收到的文件已不在原处，请重新放入。", folder);
      return [];
    }
    if (!(await isOrdinaryFile(path))) {
      await refuse(record, STRANGE, folder);
      return [];
    }
    const placed = await openUnderNote(folder, record.id, () => take(record, row, placing));
    if (placed !== "deadly") return placed;
    await refuse(record, DEADLY, folder);
    return [];
  } catch (error) {
    if (signal.aborted) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await refuse(record, "收到的文件打不开，没有读取。请移除后重新放入。", folder);
    return [];
  }
}

const STRANGE = "收到的文件在工作台的文件夹里被换成了链接或文件夹，没有读取。请移除后重新放入。";
const DEADLY =
  "打开这个文件时读取程序两次中断（可能解开后太大），没有读取。请先解开，把里面的报告逐份放入。";

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** Whether a file is one itself, and no link to another. */
async function isOrdinaryFile(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() === true;
}

/** Moves a document to where it is read, or unpacks an archive. */
async function take(
  record: IntakeRecord,
  row: ManifestRow | null,
  placing: Placing,
): Promise<Placement[]> {
  const { folder, there } = placing;
  const path = waitingPathOf(folder, record);
  const bundle = await openWaiting(path, record);
  if (bundle) return unpack(bundle, { record, path, row }, placing);
  const file = fileNameOf(record, endingOf(record.name, await readHead(path)));
  await rename(path, join(folder.documents, file));
  there.set(record.id, file);
  return [placementOf(record, file, row)];
}

async function openWaiting(path: string, { name }: IntakeRecord): Promise<Bundle | undefined> {
  if (!mayBeBundle(name, await readHead(path))) return undefined;
  return openBundle(await readFile(path), name);
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What is to be read, each with its row of the manifest as a load would find it. */
async function toTasks(
  placements: readonly Placement[],
  { folder, register }: Placing,
): Promise<PlacedDocument[]> {
  const isDivision = (code: string): boolean => register.withCode(code) !== undefined;
  const manifest = await readManifest(folder.documents, isDivision);
  const placed: PlacedDocument[] = [];
  for (const { record } of placements) {
    const { file } = record;
    if (file === null) continue;
    const flaw = manifest.flaws.get(file);
    if (flaw !== undefined) {
      await refuse(record, flaw, folder);
      continue;
    }
    const task = {
      path: join(folder.documents, file),
      file: manifest.names.get(file) ?? record.name,
      format: parse(file).ext.slice(1),
      manifest: manifest.byFile.get(file) ?? null,
    };
    placed.push({ record, task });
  }
  return placed;
}
