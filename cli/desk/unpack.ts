import { createHash } from "node:crypto";
import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createRecord, removeRecord } from "#desk/intake-records.server";
import { arrivalOf } from "#desk/receive.server";
import { explainPassedOver, keptEndingOf, tidyGivenName } from "#domain/desk/intake-limits";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { type Bundle, mayBeBundle, openBundle } from "#etl/intake/bundles";
import { takeOut } from "#etl/intake/sources";
import { hashOf } from "#store/content-hash";
import { syncPath } from "#store/durable-file";
import {
  endingOf,
  fileNameOf,
  type Placement,
  placementOf,
  type Placing,
  refuse,
} from "./placement";

interface WaitingBundle {
  readonly record: IntakeRecord;
  /** Where it lies. */
  readonly path: string;
  /** What was said of it, which holds for the only document in it. */
  readonly row: ManifestRow | null;
}

/** A file that was taken out of an archive: where its bytes lie for now. */
interface TakenFile {
  readonly hash: string;
  readonly path: string;
  readonly head: Uint8Array;
  readonly bytes: number;
  /** Why it is not read, being an archive once more. */
  readonly refusal: string | null;
}

/** Puts the documents of an archive or a mail in their places, and forgets the archive where all of it has one. */
export async function unpack(
  bundle: Bundle,
  { record: whole, path, row: own }: WaitingBundle,
  placing: Placing,
): Promise<Placement[]> {
  const { folder, register, there } = placing;
  const aside = join(folder.waiting, `${whole.id}.unpacked`);
  await mkdir(aside, { recursive: true });
  const isDivision = (code: string): boolean => register.withCode(code) !== undefined;
  const keep = (bytes: Uint8Array): TakenFile => keepAside(bytes, aside);
  const taken = takeOut(bundle, whole.name, { isDivision, keep });
  const placements: Placement[] = [];
  let files = 0;
  for (const { name, called, kept, manifest } of taken.documents) {
    placing.signal.throwIfAborted();
    const given = tidyGivenName(called ?? `${whole.name}/${name}`);
    const passed = explainPassedOver(given);
    if (passed !== null) {
      await refuseWithin(
        { name: given, bytes: kept.bytes, reason: passed },
        whole,
        placing,
        "skipped",
      );
      continue;
    }
    files += 1;
    const reason = keptEndingOf(name) === null ? NO_REPORT : refusalWithin(name, kept);
    if (reason !== null) {
      await refuseWithin({ name: given, bytes: kept.bytes, reason }, whole, placing);
      continue;
    }
    const { record } = await createRecord(folder, kept.hash, memberOf(whole, given, kept, files));
    const file = there.get(record.id) ?? fileNameOf(record, endingOf(name, kept.head));
    if (!there.has(record.id)) {
      copyFileSync(kept.path, join(folder.waiting, file));
      await syncPath(join(folder.waiting, file));
      await rename(join(folder.waiting, file), join(folder.documents, file));
      there.set(record.id, file);
    }
    const stated = manifest ?? (taken.documents.length === 1 ? own : null);
    if (record.state !== "read") placements.push(placementOf(record, file, stated));
  }
  for (const { file, reason } of taken.unopened) {
    files += 1;
    await refuseWithin({ name: tidyGivenName(file), bytes: 0, reason }, whole, placing);
  }
  if (taken.warnings.length > 0) {
    const name = tidyGivenName(`${whole.name}/manifest.csv`);
    const reason = taken.warnings.map((warning) => warning.replace(/[。；]?$/u, "。")).join("");
    await refuseWithin({ name, bytes: 0, reason }, whole, placing);
  }
  await rm(aside, { recursive: true, force: true });
  if (files === 0) await refuse(whole, "压缩包或邮件里没有可以读的文件。", folder);
  else {
    await removeRecord(folder, whole.id);
    await rm(path, { force: true });
  }
  return placements;
}

const NO_REPORT = "从扩展名看不是年度报告，没有收。";

function keepAside(bytes: Uint8Array, aside: string): TakenFile {
  const hash = hashOf(bytes);
  const path = join(aside, hash);
  if (!existsSync(path)) writeFileSync(path, bytes);
  const isBundle = mayBeBundle("a.zip", bytes) && openBundle(bytes, "a.zip") !== undefined;
  const refusal = isBundle ? "压缩包套得太深，没有打开；请先解开里面的压缩包。" : null;
  return { hash, path, head: bytes.subarray(0, 4), bytes: bytes.length, refusal };
}

/** A mail whose own text is a report is a document beside its attachments. */
function refusalWithin(name: string, { head, refusal }: TakenFile): string | null {
  const isMail = keptEndingOf(name) === "eml";
  return isMail || !mayBeBundle(name, head) ? null : refusal;
}

function memberOf(
  whole: IntakeRecord,
  name: string,
  { hash, bytes }: Pick<TakenFile, "hash" | "bytes">,
  place: number,
): Omit<IntakeRecord, "id"> {
  const { receivedAt, receivedBy, batch } = whole;
  const unread = { reading: null, refusal: null, duplicateOf: null, otherVersion: null };
  const state = "waiting";
  return {
    name,
    hash,
    bytes,
    file: null,
    receivedAt: arrivalOf(place, receivedAt),
    receivedBy,
    batch,
    state,
    settledAt: null,
    ...unread,
  };
}

async function refuseWithin(
  { name, bytes, reason }: { name: string; bytes: number; reason: string },
  { receivedAt, receivedBy, batch }: IntakeRecord,
  { folder }: Placing,
  state: "refused" | "skipped" = "refused",
): Promise<void> {
  const digest = createHash("sha256").update(`refused ${name} ${bytes}`).digest("hex");
  await createRecord(folder, digest, {
    name,
    hash: null,
    bytes,
    file: null,
    receivedAt,
    receivedBy,
    batch,
    state,
    settledAt: new Date().toISOString(),
    reading: null,
    refusal: reason,
    duplicateOf: null,
    otherVersion: null,
  });
}
