import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { link, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type IntakeRecord, intakeRecordSchema } from "#domain/desk/intake-record";
import { relateDocuments } from "#domain/desk/related-documents";
import { type DeskFolder, recordPathOf } from "#store/desk-folder";
import { syncPath, writeDurably } from "#store/durable-file";

const RECORD = /^([0-9a-f]{16}(?:-\d{1,4})?)\.json$/u;
/** Numbers that documents of one content may bear. */
const MOST_OF_ONE_CONTENT = 9_999;
/** Records that are looked at together. */
const AT_ONCE = 64;

/** A record as it was last read. */
interface KnownRecord {
  /** Changes with the file. */
  readonly stamp: string;
  /** Null where the file makes no record. */
  readonly record: IntakeRecord | null;
}

/** All records of a desk as they were last listed. */
interface KnownRecords {
  /** Changes with every record, each of which is written by rename; null where that was too near to tell. */
  readonly stamp: string | null;
  readonly byId: ReadonlyMap<string, KnownRecord>;
  /** The earliest first. */
  readonly listed: readonly IntakeRecord[];
}

const known = new Map<string, KnownRecords>();

/** Milliseconds after which a file system gives a change another time than the one before. */
const TICK = 50;

/**
 * Every record of a desk, the earliest first, put beside one another. What has not changed since it was last read is not
 * read again; one that makes no record, as after damage to the disk, is left out.
 */
export async function listRecords(folder: DeskFolder): Promise<IntakeRecord[]> {
  const before = known.get(folder.records);
  const stamp = await stampOf(folder.records);
  if (before && stamp !== null && before.stamp === stamp) return [...before.listed];
  const names = await readdir(folder.records).catch(() => []);
  const ids = names.flatMap((name) => RECORD.exec(name)?.[1] ?? []);
  const byId = new Map<string, KnownRecord>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    // To wait for each stat costs ten times the stat itself; whatever else is asked for has its turn between.
    if (from > 0) await setImmediate();
    const changed: { readonly id: string; readonly stamp: string }[] = [];
    for (const id of ids.slice(from, from + AT_ONCE)) {
      const found = statSync(recordPathOf(folder, id), { throwIfNoEntry: false });
      if (found === undefined) continue;
      const own = `${found.ino} ${found.mtimeMs} ${found.size}`;
      const same = before?.byId.get(id);
      if (same?.stamp === own) byId.set(id, same);
      else changed.push({ id, stamp: own });
    }
    await Promise.all(
      changed.map(async ({ id, stamp: own }) => {
        byId.set(id, { stamp: own, record: await readRecord(folder, id) });
      }),
    );
  }
  const inOrder = [...byId.values()]
    .flatMap(({ record }) => record ?? [])
    .map((record) => ({ record, order: orderOf(record) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ record }) => record);
  const listed = relateDocuments(inOrder);
  known.set(folder.records, { stamp, byId, listed });
  return [...listed];
}

/** Changes with every file that gets a name in a folder; null where it is not there, or changed only just now. */
async function stampOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || Date.now() - found.mtimeMs < TICK) return null;
  return `${found.ino} ${found.mtimeMs}`;
}

function orderOf({ receivedAt, name, id }: IntakeRecord): string {
  return `${receivedAt} ${name} ${id}`;
}

/** The record of a document; null where there is none. */
export async function readRecord(folder: DeskFolder, id: string): Promise<IntakeRecord | null> {
  if (!RECORD.test(`${id}.json`)) return null;
  const text = await readFile(recordPathOf(folder, id), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return intakeRecordSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether a document that was read is no file of the folder of documents any more. */
export async function isDocumentGone(
  folder: DeskFolder,
  { state, file }: Pick<IntakeRecord, "state" | "file">,
): Promise<boolean> {
  if (state !== "read" || file === null) return false;
  const found = await lstat(join(folder.documents, file)).catch(() => null);
  return found?.isFile() !== true;
}

/** Writes a record in the place of the one there was. */
export async function writeRecord(folder: DeskFolder, record: IntakeRecord): Promise<void> {
  await mkdir(folder.records, { recursive: true });
  await writeDurably(recordPathOf(folder, record.id), JSON.stringify(record));
}

export async function removeRecord(folder: DeskFolder, id: string): Promise<void> {
  await rm(recordPathOf(folder, id), { force: true });
}

/**
 * Gives a document the first free id of its content and writes its record; of a document of the same content and name
 * that is there already, gives back that one's.
 * @param digest the hash of its content, or of what else tells it from others
 */
export async function createRecord(
  folder: DeskFolder,
  digest: string,
  facts: Omit<IntakeRecord, "id">,
): Promise<{ readonly record: IntakeRecord; readonly isNew: boolean }> {
  await mkdir(folder.records, { recursive: true });
  const stem = digest.slice(0, 16);
  for (let number = 1; number <= MOST_OF_ONE_CONTENT; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    const record = { id, ...facts };
    if (await writeNew(recordPathOf(folder, id), JSON.stringify(record)))
      return { record, isNew: true };
    const other = await readRecord(folder, id);
    if (other?.name === facts.name && other.hash === facts.hash)
      return { record: other, isNew: false };
  }
  throw new Error("同一内容的文件太多，没有收。");
}

/** Writes a file that is not there yet, whole or not at all; false where it is there. */
async function writeNew(path: string, content: string): Promise<boolean> {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, content);
    await syncPath(beside);
    await link(beside, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}
