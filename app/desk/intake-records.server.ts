import { randomUUID } from "node:crypto";
import { link, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type IntakeRecord, intakeRecordSchema } from "#domain/desk/intake-record";
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

const known = new Map<string, Map<string, KnownRecord>>();

/**
 * Every record of a desk, the earliest first. What has not changed since it was last read is not read again; one that
 * makes no record, as after damage to the disk, is left out.
 */
export async function listRecords(folder: DeskFolder): Promise<IntakeRecord[]> {
  const before = known.get(folder.records) ?? new Map<string, KnownRecord>();
  const names = await readdir(folder.records).catch(() => []);
  const ids = names.flatMap((name) => RECORD.exec(name)?.[1] ?? []);
  const now = new Map<string, KnownRecord>();
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await Promise.all(
      ids.slice(from, from + AT_ONCE).map(async (id) => {
        const path = recordPathOf(folder, id);
        const found = await stat(path).catch(() => null);
        if (found === null) return;
        const stamp = `${found.ino} ${found.mtimeMs} ${found.size}`;
        const same = before.get(id);
        const isSame = same?.stamp === stamp;
        now.set(id, isSame ? same : { stamp, record: await readRecord(folder, id) });
      }),
    );
  known.set(folder.records, now);
  return [...now.values()]
    .flatMap(({ record }) => record ?? [])
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
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
