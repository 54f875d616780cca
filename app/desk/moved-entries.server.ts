import { DataUnavailable } from "#db/engine/connection.server";
import { fetchReport } from "#db/queries/reports.server";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { listRecords } from "./intake-records.server";
import type { ReviewSubject } from "./review-subject.server";
import { changeRows, readReviewedRows } from "./reviewed-rows.server";
import { recordRows, type RowAuthor } from "./row-history.server";

/** What is said of a row that names no other source: the document that it was copied from. */
export function sourceOf({ name }: Pick<ReviewSubject, "name">): string {
  return `原件“${name}”`;
}

/**
 * Lets what people copied from a document, or corrected in it, follow it from the report that it was taken for to the one
 * that it is of now. Where another document is of the report before, only rows that name this one follow.
 * @returns a sentence on what followed and what stays; empty where there was nothing
 */
export async function moveEntries(
  author: RowAuthor,
  subject: ReviewSubject,
  before: string | null,
  after: string | null,
): Promise<string> {
  const { store } = author;
  if (before === null || before === after) return "";
  const rows = (await readReviewedRows(store, "corrections")).filter(
    ({ report }) => report === before,
  );
  if (rows.length === 0) return "";
  const isShared = await hasOtherDocument(store, subject, before);
  const source = sourceOf(subject);
  const own = rows.filter((row) => !isShared || row["source"] === source);
  const edits =
    after === null ? [] : own.map((row) => ({ before: row, after: { ...row, report: after } }));
  const { changes, refused } = await changeRows(store, "corrections", edits);
  const reason = "随文件改定的机关、年度转移";
  const unrecorded = await recordRows(author, "cells_moved", after ?? "", changes, reason);
  const stay = rows.length - changes.length;
  return [
    changes.length === 0 ? "" : `已录入、更正的${changes.length}格一同转到新的报告。`,
    stay === 0
      ? ""
      : `有${stay}格录入或更正仍记在原来的报告（${before}）名下${whyStaying(after, refused.length)}。`,
    unrecorded,
  ].join("");
}

function whyStaying(after: string | null, refused: number): string {
  if (after === null) return "，机关、年度、范围指定完整以后请重新录入";
  return refused > 0
    ? "：新的报告的这些格已另有录入，请核对"
    : "：另有文件也是那份报告，分不出是从哪一份录的，请核对";
}

/** Whether another document is of a report: one of the desk, or the one in use. */
async function hasOtherDocument(
  store: Store,
  { id, document }: ReviewSubject,
  report: string,
): Promise<boolean> {
  const records = await listRecords(deskFolderOf(store));
  if (records.some((own) => own.id !== id && own.reading?.identity?.reportId === report))
    return true;
  if ((await currentVersion(store)) === null) return false;
  const inUse = await fetchReport(report).catch((error: unknown) => {
    if (error instanceof DataUnavailable) return null;
    throw error;
  });
  return !!inUse && inUse.document_hash !== document.hash;
}
