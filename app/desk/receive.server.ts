import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  bytesAllowedOf,
  explainPassedOver,
  INTAKE_LIMITS,
  keptEndingOf,
} from "#domain/desk/intake-limits";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { DeskFolder } from "#store/desk-folder";
import { syncPath } from "#store/durable-file";
import { createRecord, listRecords, writeRecord } from "./intake-records.server";
import { DeskRoom } from "./room.server";
import {
  type OwnFormTest,
  type RefusedUpload,
  type Upload,
  UploadRefused,
  withUploads,
} from "./upload.server";

/** What became of the files of a form. */
export interface Reception {
  /** Documents and archives that wait to be read now. */
  readonly taken: readonly IntakeRecord[];
  /** How many were received before under the same name, with the same content. */
  readonly known: number;
  /** Files that are of no kind that can be read, empty or too large. */
  readonly refused: readonly IntakeRecord[];
}

interface ReceptionInput {
  readonly folder: DeskFolder;
  readonly receivedBy: string;
  readonly now: () => Date;
  readonly isOwnForm: OwnFormTest;
}

const BATCH = /^[\w-]{1,40}$/u;
let atWork = 0;

/**
 * Receives the files of a form: each waits to be read then, whole on the disk. Of a form that is cut off, forged or
 * beyond the limits nothing is left.
 * @throws UploadRefused with the reason.
 */
export async function receive(
  request: Request,
  { folder, receivedBy, now, isOwnForm }: ReceptionInput,
): Promise<Reception> {
  if (atWork >= INTAKE_LIMITS.atOnce) throw new UploadRefused("正在接收别的文件，请过几秒再试。");
  atWork += 1;
  try {
    await removeLeftovers(folder);
    const room = await DeskRoom.of(folder);
    const rules = {
      folder: folder.incoming,
      files: INTAKE_LIMITS.files,
      bytes: INTAKE_LIMITS.batchBytes,
      bytesOf: bytesAllowedOf,
      tooMany: `一批最多${INTAKE_LIMITS.files}个文件，都没有收。请分成几批，或装成ZIP。`,
      judge,
      isOwnForm,
      makeRoom: (bytes: number) => room.make(bytes),
    };
    return await withUploads(request, rules, async ({ uploads, refused, fields }) => {
      const receivedAt = now().toISOString();
      const given = fields.get("batch") ?? "";
      const batch = BATCH.test(given) ? given : receivedAt.replaceAll(/\D/gu, "").slice(0, 14);
      await refuseBeyondBatch(folder, batch, uploads);
      return keep(uploads, refused, folder, { receivedAt, receivedBy, batch });
    });
  } finally {
    atWork -= 1;
  }
}

function judge(name: string): "take" | Pick<RefusedUpload, "reason" | "isPassedOver"> {
  const passed = explainPassedOver(name);
  if (passed !== null) return { reason: passed, isPassedOver: true };
  if (keptEndingOf(name) !== null) return "take";
  return {
    reason:
      "从扩展名看不是年度报告，没有收。能读网页、Word、WPS、Excel、PDF、OFD、文本，和装有它们的ZIP。",
  };
}

/** Of a batch that comes in several forms the limits hold for all of them together. */
async function refuseBeyondBatch(
  folder: DeskFolder,
  batch: string,
  uploads: readonly Upload[],
): Promise<void> {
  const own = (await listRecords(folder)).filter((record) => record.batch === batch);
  const bytes = [...own, ...uploads].reduce((sum, each) => sum + each.bytes, 0);
  if (own.length + uploads.length > INTAKE_LIMITS.files || bytes > INTAKE_LIMITS.batchBytes)
    throw new UploadRefused(
      `一批最多${INTAKE_LIMITS.files}个文件、${INTAKE_LIMITS.batchBytes / 1024 / 1024}MB，其余没有收。请另起一批。`,
    );
}

type Arrival = Pick<IntakeRecord, "receivedAt" | "receivedBy" | "batch">;

const UNREAD = {
  state: "waiting",
  settledAt: null,
  reading: null,
  refusal: null,
  duplicateOf: null,
  otherVersion: null,
} as const;

async function keep(
  uploads: readonly Upload[],
  refused: readonly RefusedUpload[],
  folder: DeskFolder,
  arrival: Arrival,
): Promise<Reception> {
  await mkdir(folder.waiting, { recursive: true });
  const taken: IntakeRecord[] = [];
  const unusable: IntakeRecord[] = [];
  let known = 0;
  for (const [place, upload] of uploads.entries()) {
    const { name, bytes } = upload;
    if (bytes === 0) {
      unusable.push(await recordRefusal(folder, { name, bytes, reason: "文件是空的。" }, arrival));
      continue;
    }
    const receivedAt = arrivalOf(place, arrival.receivedAt);
    const record = await keepOne(upload, folder, { ...arrival, receivedAt });
    if (record === null) known += 1;
    else taken.push(record);
  }
  for (const each of refused) unusable.push(await recordRefusal(folder, each, arrival));
  return { taken, known, refused: unusable };
}

/**
 * When a document of a form or an archive came: a millisecond after the one before it there, so that those of one report
 * count in the order in which they stand there where nothing else tells which is the later.
 */
export function arrivalOf(place: number, receivedAt: string): string {
  return new Date(Date.parse(receivedAt) + place).toISOString();
}

/** Null where the same document is there already. */
async function keepOne(
  { path, name, bytes, hash }: Upload,
  folder: DeskFolder,
  arrival: Arrival,
): Promise<IntakeRecord | null> {
  // The bytes are there before the record says so: of a reception that is cut short at worst a file stays unnamed.
  const held = join(folder.waiting, `${randomUUID()}${PART}`);
  await rename(path, held);
  const facts = { name, hash, bytes, file: null, ...arrival, ...UNREAD };
  const { record, isNew } = await createRecord(folder, hash, facts);
  const isAgain = !isNew && record.file === null && (await mayComeAgain(folder, record));
  if (!isNew && !isAgain) {
    await rm(held, { force: true });
    return null;
  }
  await rename(held, waitingPathOf(folder, record));
  await syncPath(folder.waiting);
  if (isNew) return record;
  const again = { ...record, ...arrival, ...UNREAD };
  await writeRecord(folder, again);
  return again;
}

/** Whether a document was given up before it was read, or its bytes were lost where a reception was cut short. */
async function mayComeAgain(folder: DeskFolder, record: IntakeRecord): Promise<boolean> {
  if (record.state === "cancelled") return true;
  if ((await lstat(waitingPathOf(folder, record)).catch(() => null)) !== null) return false;
  // One that is being read lies there before its record says so.
  const names = await readdir(folder.documents).catch((): string[] => []);
  return !names.some((name) => name.includes(record.id));
}

/** Where the bytes of a document lie before it is unpacked and read. */
export function waitingPathOf(folder: DeskFolder, { id, name }: IntakeRecord): string {
  return join(folder.waiting, `${id}.${keptEndingOf(name) ?? "bin"}`);
}

/** Records a file that was not taken, so that it is named where the others are. */
async function recordRefusal(
  folder: DeskFolder,
  { name, bytes, reason, isPassedOver = false }: RefusedUpload,
  arrival: Arrival,
): Promise<IntakeRecord> {
  const digest = createHash("sha256").update(`refused ${name} ${bytes}`).digest("hex");
  const { record } = await createRecord(folder, digest, {
    name,
    hash: null,
    bytes,
    file: null,
    ...arrival,
    ...UNREAD,
    state: isPassedOver ? "skipped" : "refused",
    settledAt: arrival.receivedAt,
    refusal: reason,
  });
  return record;
}

const cleared = new Set<string>();

/** Ending of a file that no record names yet. */
const PART = ".part";

/** Removes what receptions of an earlier process left behind. */
async function removeLeftovers({ incoming, waiting }: DeskFolder): Promise<void> {
  if (cleared.has(incoming)) return;
  cleared.add(incoming);
  for (const folder of [incoming, waiting]) {
    const names = await readdir(folder).catch(() => []);
    const parts = names.filter((name) => name.endsWith(PART));
    await Promise.all(parts.map((name) => rm(join(folder, name), { force: true })));
  }
}
