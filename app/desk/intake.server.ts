import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Actor, mayChange } from "#domain/desk/actor";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { readRecord, removeRecord } from "./intake-records.server";
import { isUnsettled } from "./reading-process.server";
import { waitingPathOf } from "./receive.server";
import { changeRow, readReviewedRows } from "./reviewed-rows.server";

/** Whether somebody may see and change a document: its division's, or where that is not known what he handed in. */
export function mayHandle(actor: Actor, { reading, receivedBy }: IntakeRecord): boolean {
  const division = reading?.found.division ?? null;
  if (division === null && receivedBy === actor.name) return actor.divisions.length > 0;
  return mayChange(actor, division);
}

/**
 * Takes a document off the desk with its row of the manifest; where readers see it, they do until the next version.
 * @returns what was removed; null where there is no such document, or it is being read
 */
export async function removeDocument(
  store: Store,
  id: string,
  actor: Actor,
): Promise<IntakeRecord | null> {
  const folder = deskFolderOf(store);
  const record = await readRecord(folder, id);
  if (record === null || isUnsettled(record) || !mayHandle(actor, record)) return null;
  const { file } = record;
  if (file !== null) {
    await rm(join(folder.documents, file), { force: true });
    const rows = await readReviewedRows(store, "manifest");
    const row = rows.find((each) => each["file"] === file);
    if (row) await changeRow(store, { table: "manifest", before: row, after: null });
  }
  await rm(waitingPathOf(folder, record), { force: true });
  // Last, so that what failed before can be tried again.
  await removeRecord(folder, id);
  return record;
}
