import { timeInChina } from "#domain/desk/china-time";
import { randomUUID } from "node:crypto";
import { listLeaving, listPublished } from "#desk/published.server";
import { explainFailure } from "#desk/explain-failure.server";
import { formToken, isFormToken } from "#desk/form-token.server";
import { mayHandle, removeDocument } from "#desk/intake.server";
import { type StatedRecord, stateRecords } from "#desk/desk-states.server";
import { isLeftToReview } from "#domain/desk/desk-state";
import { isDocumentGone, listRecords } from "#desk/intake-records.server";
import {
  cancelReading,
  isReadingNow,
  isUnsettled,
  keepReading,
  resumeReading,
} from "#desk/reading-process.server";
import { receive, type Reception } from "#desk/receive.server";
import { UploadRefused } from "#desk/upload.server";
import { type Actor, hasRole, mayChange } from "#domain/desk/actor";
import { INTAKE_LIMITS } from "#domain/desk/intake-limits";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { type JournalAction, type JournalEntry, UNRECORDED } from "#domain/desk/journal";
import { keysOf, mapValues } from "#domain/records";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { appendToJournal } from "#store/journal";
import { reportLink } from "#tables/links";
import { type TablePage, tablePageOf } from "#tables/order";
import { DESK_CHOICES, type DeskChoice } from "./choices";
import { type DeskRow, toDeskRow } from "./rows";

/** The documents of the desk, or of one batch, as far as an address asks for them. */
export interface DeskList {
  readonly rows: readonly DeskRow[];
  readonly page: TablePage;
  /** Documents of the batch by choice. */
  readonly counts: Readonly<Record<DeskChoice, number>>;
  /** Documents of other batches that a person has to look at. */
  readonly leftElsewhere: number;
  /** Of the whole desk: how many wait, and of how many in the batches they came in. */
  readonly waiting: number;
  readonly ofWaiting: number;
  readonly isReading: boolean;
}

/** What came together, for the choice of a batch. */
interface BatchOption {
  readonly batch: string;
  readonly words: string;
}

/** Batches that can be chosen. */
const MOST_BATCHES = 100;
const CHOICES = keysOf(DESK_CHOICES);

/** What the list of an address shows; has what waits read, where what was reading it has failed. */
export async function loadList(address: URL, actor: Actor): Promise<DeskList> {
  const [records] = await Promise.all([fetchRecords(actor), keepReading(dataStore())]);
  return listOf(records, address.searchParams);
}

/** What the page shows; has what waits read, where nobody does it. */
export async function loadDesk(address: URL, actor: Actor) {
  const store = dataStore();
  const [records] = await Promise.all([fetchRecords(actor), keepReading(store)]);
  const { searchParams } = address;
  return {
    ...(await listOf(records, searchParams)),
    leaving: await nameLeaving(store, actor),
    choice: choiceOf(searchParams),
    batch: searchParams.get("batch") ?? "",
    batches: listBatches(records),
    total: records.length,
    known: Number(searchParams.get("known") ?? "0") || 0,
    token: formToken(actor),
    mayPublish: hasRole(actor, "publish"),
    nextBatch: randomUUID(),
    limits: {
      megabytes: INTAKE_LIMITS.fileBytes / 1024 / 1024,
      bundleMegabytes: INTAKE_LIMITS.bundleBytes / 1024 / 1024,
      files: INTAKE_LIMITS.files,
    },
  };
}

/** Reports that are named where readers see them though their documents are gone; the number is of all. */
const MOST_LEAVING = 20;

async function nameLeaving(store: Store, actor: Actor) {
  const all = await listLeaving(store, await listRecords(deskFolderOf(store)));
  const own = all.filter(({ division }) => mayChange(actor, division));
  const reports = own.slice(0, MOST_LEAVING).map(({ id, body, year }) => ({
    to: reportLink(id),
    title: `${body}${year}年度报告`,
  }));
  return { total: own.length, reports };
}

async function fetchRecords(actor: Actor): Promise<IntakeRecord[]> {
  const records = await listRecords(deskFolderOf(dataStore()));
  return records.filter((record) => mayHandle(actor, record));
}

async function listOf(
  records: readonly IntakeRecord[],
  parameters: URLSearchParams,
): Promise<DeskList> {
  const folder = deskFolderOf(dataStore());
  const batch = parameters.get("batch") ?? "";
  const all = await stateRecords(dataStore(), records);
  const isOwn = ({ record }: StatedRecord): boolean => batch === "" || record.batch === batch;
  const own = all.filter(isOwn);
  const choice = choiceOf(parameters);
  const chosen = own.filter(({ state }) => choice === "all" || state === choice);
  // The newest batch first, each in the order in which it came.
  const ordered = chosen.toSorted(({ record: a }, { record: b }) =>
    a.batch === b.batch ? 0 : a.receivedAt < b.receivedAt ? 1 : -1,
  );
  const page = tablePageOf(parameters, ordered.length);
  const waiting = records.filter(isUnsettled);
  const shown = ordered.slice(Math.max(0, page.first - 1), page.last);
  const published = await listPublished(
    dataStore(),
    shown.map(({ record }) => record),
  );
  const busy = new Set(waiting.map((record) => record.batch));
  return {
    rows: await Promise.all(
      shown.map(async (stated) => {
        const { record } = stated;
        const isGone = await isDocumentGone(folder, record);
        return toDeskRow(stated, isGone, published.has(record.hash ?? ""));
      }),
    ),
    page,
    counts: countStates(own),
    leftElsewhere: all.filter((each) => !isOwn(each) && isLeftToReview(each.state)).length,
    waiting: waiting.length,
    ofWaiting: records.filter((record) => busy.has(record.batch)).length,
    isReading: waiting.length > 0 && (await isReadingNow(dataStore())),
  };
}

function countStates(stated: readonly StatedRecord[]): Record<DeskChoice, number> {
  const counts = mapValues(DESK_CHOICES, () => 0);
  counts.all = stated.length;
  for (const { state } of stated) counts[state] += 1;
  return counts;
}

function choiceOf(parameters: URLSearchParams): DeskChoice {
  return CHOICES.find((choice) => choice === parameters.get("show")) ?? "all";
}

function listBatches(records: readonly IntakeRecord[]): BatchOption[] {
  const batches = new Map<string, { readonly first: IntakeRecord; count: number }>();
  for (const record of records) {
    const known = batches.get(record.batch);
    if (known) known.count += 1;
    else batches.set(record.batch, { first: record, count: 1 });
  }
  return [...batches]
    .toReversed()
    .slice(0, MOST_BATCHES)
    .map(([batch, { first, count }]) => ({
      batch,
      words: `${timeInChina(first.receivedAt)}收到的${count}份`,
    }));
}

/** What became of a form with files. */
export type DeskReception =
  | { readonly state: "refused"; readonly reason: string }
  | {
      readonly state: "received";
      readonly batch: string;
      readonly taken: number;
      readonly known: number;
    };

/** Receives the files of a form and has them read. */
export async function receiveFiles(request: Request, actor: Actor): Promise<DeskReception> {
  const store = dataStore();
  if (actor.divisions.length === 0)
    return { state: "refused", reason: "您的权限没有包含任何地区，不能收件。" };
  try {
    const reception = await receive(request, {
      folder: deskFolderOf(store),
      receivedBy: actor.name,
      now: () => new Date(),
      isOwnForm: (fields) => isFormToken(fields.get("token") ?? "", actor),
    });
    const unrecorded = await record(
      actor,
      "received",
      reception.taken.map(({ name, hash }) => ({ subject: name, after: hash })),
    );
    await keepReading(store);
    // What came is there, and more is not to come while nobody can see from whom.
    if (unrecorded !== null)
      return { state: "refused", reason: `已经发送的文件收到了。${unrecorded}` };
    return describeReception(reception);
  } catch (error) {
    const why = error instanceof UploadRefused ? error.message : explainFailure(error);
    if (why !== null) return { state: "refused", reason: why };
    throw error;
  }
}

function describeReception({ taken, refused, known }: Reception): DeskReception {
  const [first] = [...taken, ...refused];
  if (!first && known === 0)
    return { state: "refused", reason: "没有收到文件。请先选择文件，或把文件拖进来。" };
  return {
    state: "received",
    batch: first?.batch ?? "",
    taken: taken.length + refused.length,
    known,
  };
}

/** Does what a button of the page asks for. @returns a sentence where it was not done; else null */
export async function changeDesk(form: FormData, actor: Actor): Promise<string | null> {
  try {
    return await followButton(form, actor);
  } catch (error) {
    const why = explainFailure(error);
    if (why !== null) return why;
    throw error;
  }
}

async function followButton(form: FormData, actor: Actor): Promise<string | null> {
  const store = dataStore();
  if (!isFormToken(String(form.get("token") ?? ""), actor))
    return "页面打开得太久，或系统重新启动过。请再点一次。";
  const own = (record: IntakeRecord): boolean => mayHandle(actor, record);
  switch (form.get("intent")) {
    case "cancel": {
      const cancelled = await cancelReading(store, own);
      return record(
        actor,
        "cancelled",
        cancelled.map(({ name }) => ({ subject: name })),
      );
    }
    case "resume":
      await resumeReading(store, own);
      return null;
    case "remove": {
      const removed = await removeDocument(store, String(form.get("id") ?? ""), actor);
      if (removed === null) return "这份文件已经不在，或正在读取；没有移除。";
      return record(actor, "removed", [{ subject: removed.name, before: removed.hash }]);
    }
    default:
      return "没有这样的操作。";
  }
}

/**
 * Adds a line to the journal for each document that something was done to.
 * @returns a sentence where that could not be done; what was done stays done
 */
async function record(
  actor: Actor,
  action: JournalAction,
  changes: readonly (Pick<JournalEntry, "subject"> & Partial<JournalEntry>)[],
): Promise<string | null> {
  if (changes.length === 0) return null;
  const at = new Date().toISOString();
  const common = { at, actor: actor.name, action, before: null, after: null, reason: "" };
  return appendToJournal(dataStore(), ...changes.map((change) => ({ ...common, ...change }))).then(
    () => null,
    () => UNRECORDED,
  );
}
