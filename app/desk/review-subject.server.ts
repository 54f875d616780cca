import { join } from "node:path";
import { fetchReport } from "#db/queries/reports.server";
import { type Actor, mayChange } from "#domain/desk/actor";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { Original } from "#domain/desk/original";
import type { ChosenEditions } from "#domain/desk/review-cells";
import { TABLE_CODES } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { CORRECTION_TABLE, type CorrectionRow } from "#domain/reviewed/corrections";
import { MANIFEST_TABLE, type ManifestRow } from "#domain/reviewed/manifest";
import { readRow, type RowValues } from "#domain/reviewed/reviewed-table";
import { currentVersion } from "#store/current-version";
import { archivePath, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { mayHandle } from "./intake.server";
import { readRecord } from "./intake-records.server";
import { readOriginal, type ShownDocument } from "./original.server";
import { readReviewedRows } from "./reviewed-rows.server";

/** A document under review: one of the desk, or that of a loaded report. */
export interface ReviewSubject {
  readonly id: string;
  /** The name people call the document. */
  readonly name: string;
  readonly document: ShownDocument;
  /** Its record, of a document of the desk. */
  readonly record: IntakeRecord | null;
  /** Its row of the manifest as it is written; null where there is none, and for a loaded report. */
  readonly manifestRow: RowValues | null;
}

/** Whether an id is that of a desk document; others are ids of reports. */
const RECORD_ID = /^[0-9a-f]{16}(?:-\d{1,4})?$/u;

/** What is reviewed under an id, where somebody may see it; null where there is no such thing. */
export async function findSubject(
  store: Store,
  id: string,
  actor: Actor,
): Promise<ReviewSubject | null> {
  return RECORD_ID.test(id) ? findRecord(store, id, actor) : findLoaded(store, id, actor);
}

async function findRecord(store: Store, id: string, actor: Actor): Promise<ReviewSubject | null> {
  const folder = deskFolderOf(store);
  const record = await readRecord(folder, id);
  if (!record?.file || record.hash === null || !mayHandle(actor, record)) return null;
  const { file, hash, name } = record;
  const rows = await readReviewedRows(store, "manifest");
  const manifestRow = rows.find((row) => row["file"] === file) ?? null;
  const read = manifestRow && readRow(MANIFEST_TABLE, manifestRow);
  const manifest = read && "row" in read ? read.row.manifest : null;
  const document = { path: join(folder.documents, file), name, hash, manifest };
  return { id, name, document, record, manifestRow };
}

async function findLoaded(store: Store, id: string, actor: Actor): Promise<ReviewSubject | null> {
  if ((await currentVersion(store)) === null) return null;
  const report = await fetchReport(id);
  if (!report || !mayChange(actor, report.division_code)) return null;
  const { body, kind, division_code: division, year, scope, published_on: publishedOn } = report;
  const { source, file: name, document_hash: hash } = report;
  const manifest: ManifestRow = { body, kind, division, year, scope, publishedOn, source };
  const document = { path: archivePath(store, hash), name, hash, manifest };
  return { id, name, document, record: null, manifestRow: null };
}

/** What is reviewed, read: the original, the id of its report and the rows of corrections.csv about it. */
export interface ReadSubject {
  readonly original: Original;
  readonly report: string | null;
  readonly rows: readonly CorrectionRow[];
}

/** Whether nothing of a document could be read, so that all that is known of it is what people state and type. */
export function isUnread({ report }: Original): boolean {
  return report === null || report.problems.some(({ code }) => code === "document_unreadable");
}

/** The editions in which a person wants to copy tables: fields `edition:TABLE` of an address or of a form. */
export function readEditions(fieldOf: (name: string) => unknown): ChosenEditions {
  return Object.fromEntries(
    TABLE_CODES.flatMap((code) => {
      const chosen = fieldOf(`edition:${code}`);
      const edition = EDITIONS.find((each) => String(each) === chosen);
      return edition === undefined ? [] : [[code, edition]];
    }),
  );
}

/** Throws ProgramFailed where the document takes too much. */
export async function readSubject(store: Store, subject: ReviewSubject): Promise<ReadSubject> {
  const original = await readOriginal(subject.document);
  const { identity } = original;
  // What is typed belongs to a report by its whole identity: the scope of one that cannot be read is stated first.
  const isOpen = identity?.scope === "unknown" && isUnread(original);
  const report = isOpen ? null : (identity?.reportId ?? null);
  const written = report === null ? [] : await readReviewedRows(store, "corrections");
  const rows = written
    .filter((values) => values["report"] === report)
    .flatMap((values) => {
      const read = readRow(CORRECTION_TABLE, values);
      return "row" in read ? [read.row] : [];
    });
  return { original, report, rows };
}
