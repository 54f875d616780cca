import { timeInChina } from "#domain/desk/china-time";
import { stateRecords } from "#desk/desk-states.server";
import { listRecords } from "#desk/intake-records.server";
import { explainFailure } from "#desk/explain-failure.server";
import { findBodies } from "#desk/original.server";
import { formToken, isFormToken } from "#desk/form-token.server";
import { findNextDocument } from "#desk/next-document.server";
import { listChanges, REVIEW_ACTIONS } from "#desk/review-changes.server";
import type { RowHistory } from "#desk/row-history.server";
import {
  findSubject,
  isUnread,
  readEditions,
  readSubject,
  type ReviewSubject,
} from "#desk/review-subject.server";
import { listSubjectFindings } from "#desk/subject-findings.server";
import { readReviewedRows } from "#desk/reviewed-rows.server";
import { ProgramFailed } from "#desk/run-program.server";
import { isUndoable } from "#desk/undo-change.server";
import { type Actor, hasRole } from "#domain/desk/actor";
import { formatDeskState } from "#domain/desk/desk-state";
import { INTAKE_STATES } from "#domain/desk/intake-state";
import { nameOfAction } from "#domain/desk/journal";
import { formatJournalValue } from "#domain/desk/journal-values";
import type { BodyChoice, Original, OriginalBlock } from "#domain/desk/original";
import { buildReviewTables, isLeft, placeKey } from "#domain/desk/review-cells";
import { formatCellLabel } from "#domain/form/cell-label";
import { FIRST_YEAR } from "#domain/form/edition";
import { BODY_KINDS } from "#domain/report/body";
import { datasetOf } from "#domain/report/division";
import { adviseAtDesk } from "#domain/report/identity-advice";
import type { PagePlaces } from "#domain/report/page-places";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import type { ReviewedTableCode } from "#domain/reviewed/tables";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** Blocks of a document that are shown; a report has some hundred. */
const MOST_BLOCKS = 3_000;

/** All that the page shows of a document under review. */
export async function loadReview(id: string, address: URL, actor: Actor) {
  const store = dataStore();
  const subject = await findSubject(store, id, actor);
  if (!subject) throw new Response("没有这份文件，或者它不在您负责的地区。", { status: 404 });
  const common = {
    id,
    name: subject.name,
    mayChange: hasRole(actor, "review"),
    token: formToken(actor),
    state: await stateOf(store, subject),
    next: subject.record === null ? null : await findNextDocument(store, id, actor),
    dataset: datasetOfSubject(subject),
  };
  try {
    return { ...common, failure: null, read: await loadRead(store, subject, address) };
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    return { ...common, failure: error.message, read: null };
  }
}

/** How the document stands at the desk, beside the others; null of that of a loaded report. */
async function stateOf(store: Store, { record }: ReviewSubject) {
  if (record === null) return null;
  const beside = (await listRecords(deskFolderOf(store))).find(({ id }) => id === record.id);
  const [stated] = await stateRecords(store, [beside ?? record]);
  return {
    name: formatDeskState(record, stated?.state ?? "waiting"),
    isSettled: INTAKE_STATES[record.state].isSettled,
  };
}

/** Whether the document is of an invented body: null where that is not known or real. */
function datasetOfSubject({ record, document }: ReviewSubject) {
  const division = record?.reading?.found.division ?? document.manifest?.division ?? null;
  return division === null ? null : datasetOf(division);
}

async function loadRead(store: Store, subject: ReviewSubject, address: URL) {
  const typed = (address.searchParams.get("q") ?? "").trim();
  const [{ original, report, rows }, changes, found, findings] = await Promise.all([
    readSubject(store, subject),
    listChanges({ store, subject }),
    findBodies(typed),
    listSubjectFindings(store, subject),
  ]);
  const unread = isUnread(original);
  const editions = readEditions((name) => address.searchParams.get(name));
  const tables =
    original.report === null || (unread && report === null)
      ? []
      : buildReviewTables(original.report, rows, editions);
  const marked = new Set(
    tables.flatMap(({ cells }) =>
      cells.flatMap((cell) => (isLeft(cell) ? (placeKey(cell.where) ?? []) : [])),
    ),
  );
  return {
    report,
    refusal: original.refusal === null ? null : adviseAtDesk(original.refusal),
    title: titleOf(original),
    problems: (original.report?.problems ?? []).map(({ severity, message }) => ({
      severity,
      message: adviseAtDesk(message),
    })),
    tables,
    isUnread: unread,
    view: viewOf(original, marked),
    identity:
      subject.record === null
        ? null
        : { ...statedIdentity(original, subject.manifestRow), typed, choices: found.map(toChoice) },
    findings,
    isLoaded: subject.record === null,
    changes: await showChanges(store, changes),
  };
}

function titleOf({ report }: Original): string | null {
  if (!report?.body) return null;
  return `${report.body}${report.year === null ? "" : `${report.year}年度`}报告`;
}

/** The original as it is shown: pages as pictures with boxes, or what the reader makes of it, as text and tables. */
function viewOf({ blocks, places, isPicture }: Original, marked: ReadonlySet<string>) {
  if (isPicture) return { kind: "picture" as const };
  if (places !== null && places.pages.length > 0) return pagesOf(places, blocks, marked);
  return {
    kind: "blocks" as const,
    blocks: blocks.slice(0, MOST_BLOCKS).map((block) => showBlock(block, marked)),
    isCut: blocks.length > MOST_BLOCKS,
  };
}

function showBlock(block: OriginalBlock, marked: ReadonlySet<string>) {
  if (block.kind === "text") {
    const key = placeKey(block.where);
    return {
      kind: "text" as const,
      text: block.text,
      key,
      marked: key !== null && marked.has(key),
    };
  }
  return {
    kind: "table" as const,
    rows: block.rows.map((row) =>
      row.map(({ text, where, rowSpan, columnSpan }) => {
        const key = placeKey(where);
        return { text, key, rowSpan, columnSpan, marked: key !== null && marked.has(key) };
      }),
    ),
  };
}

/** Lines of text that stand under the picture of a page until it is drawn. */
const MOST_LINES = 80;

function linesOf(blocks: readonly OriginalBlock[], page: number): string[] {
  return blocks
    .flatMap((block) => {
      if (block.kind === "text") return block.where.page === page ? block.text : [];
      return block.rows.flatMap((row) => {
        if (!row.some(({ where }) => where.page === page)) return [];
        return row.map(({ text }) => text.replaceAll(/\s+/gu, "")).join(" ");
      });
    })
    .filter((line) => line.trim() !== "")
    .slice(0, MOST_LINES);
}

function pagesOf(
  { pages, cells, lines }: PagePlaces,
  blocks: readonly OriginalBlock[],
  marked: ReadonlySet<string>,
) {
  const boxes = [
    ...cells.flatMap(({ boxes: own, ...where }) =>
      own.map((box, part) => ({ ...box, key: placeKey(where), part })),
    ),
    ...lines.map(({ line, ...box }) => ({
      ...box,
      key: placeKey({ page: box.page, line }),
      part: 0,
    })),
  ];
  return {
    kind: "pages" as const,
    pages: pages.map(({ page, width, height }) => ({
      page,
      ratio: width / height,
      lines: linesOf(blocks, page),
      boxes: boxes
        .filter((box) => box.page === page && box.key !== null)
        .map((box) => ({
          key: box.part === 0 ? box.key : null,
          marked: box.key !== null && marked.has(box.key),
          left: share(box.x, width),
          top: share(box.y, height),
          width: share(box.width, width),
          height: share(box.height, height),
        })),
    })),
  };
}

/** A share of a page in percent, to a hundredth. */
function share(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 100;
}

/** What is known of whose report it is, and what the manifest states. */
function statedIdentity({ report }: Original, row: RowValues | null) {
  const year = row?.["year"] || (report?.year === null || !report ? "" : String(report.year));
  return {
    body: report?.body ?? null,
    kind: report?.kind ? BODY_KINDS[report.kind] : null,
    year,
    years: listYears(new Date(), year),
    scope: row?.["scope"] || (report?.scope ?? "unknown"),
    publishedOn: row?.["published_on"] || (report?.publishedOn ?? ""),
    source: row?.["source"] ?? "",
    isStated: (row?.["body"] ?? "") !== "",
  };
}

/**
 * The years of which a report can be, the newest first: from that of the statutory form to the last that has ended in
 * China, and the one that the document names whatever it is.
 */
export function listYears(now: Date, named: string): string[] {
  const thisYear = Number(timeInChina(now.toISOString()).slice(0, 4));
  const years = Array.from({ length: Math.max(0, thisYear - FIRST_YEAR) }, (_, index) =>
    String(thisYear - 1 - index),
  );
  return named === "" || years.includes(named)
    ? years
    : [...years, named].toSorted((one, other) => Number(other) - Number(one));
}

function toChoice({ division, place, kind, body }: BodyChoice) {
  return { value: `${division} ${kind} ${body}`, body, place: `${place}（${division}）` };
}

/** Changes of rows in words, and of each whether it can be taken back. */
export async function showChanges(store: Store, changes: readonly RowHistory[]) {
  const tables = [...new Set(changes.map(({ table }) => table))];
  const rows = new Map(
    await Promise.all(
      tables.map(async (table) => [table, await readReviewedRows(store, table)] as const),
    ),
  );
  return changes.map((change) => showChange(change, rows.get(change.table) ?? []));
}

function showChange(change: RowHistory, rows: readonly RowValues[]) {
  const { line, at, actor, action, reason, table, before, after } = change;
  return {
    line,
    at: timeInChina(at),
    actor,
    reason,
    action: nameOfAction(action),
    about: aboutOf(change),
    before: before === null ? nothingBefore(table, after) : formatRow(table, before),
    after: after === null ? "无" : formatRow(table, after),
    // Only what still stands as it was written can be put back.
    canUndo:
      isUndoable(change) &&
      (after === null
        ? !rows.some((row) => before !== null && isSame(row, before))
        : rows.some((row) => isSame(row, after))),
  };
}

/** What a change is about, in words; '' where the page itself says it. */
function aboutOf({ table, subject, before, after }: RowHistory): string {
  const { finding, cell = "" } = after ?? before ?? {};
  if (table === "absences" || table === "deadlines") return subject;
  return finding === undefined ? formatCellLabel(cell) : `“${finding}”`;
}

function isSame(row: RowValues, after: RowValues): boolean {
  return Object.entries(row).every(([name, value]) => (after[name] ?? "") === value);
}

/** What stood before a row was written: of a cell what was read or printed there. */
function nothingBefore(table: ReviewedTableCode, after: RowValues | null): string {
  if (table !== "corrections") return "无";
  const found = after?.["expected"] ?? "";
  return found === "" ? "没有读到" : `原印“${found}”`;
}

/** Columns that the line says elsewhere, or that only the program reads. */
const UNSAID = ["finding", "file", "name", "fingerprint", "values", "reason", "by", "date"];

/** What a row says, in short: the figure of a correction with its grounds, the columns of others. */
function formatRow(table: ReviewedTableCode, row: RowValues): string {
  if (table === "corrections") {
    const { corrected = "", source = "" } = row;
    const figure = corrected === "" ? "空白" : `“${corrected}”`;
    return source === "" ? figure : `${figure}（依据：${source}）`;
  }
  if (table === "accepted") return "接受";
  if (table === "absences") return `未公布（${row["reason"] ?? ""}；依据：${row["source"] ?? ""}）`;
  const said = Object.entries(row).filter(([column]) => !UNSAID.includes(column));
  return formatJournalValue(Object.fromEntries(said)) ?? "空白";
}

export interface ReviewAnswer {
  readonly ok: boolean;
  /** The name of what was asked for, one of REVIEW_ACTIONS. */
  readonly action: string;
  readonly sentence: string;
  /** What was typed into the cells, where it was not saved. */
  readonly typed: Readonly<Record<string, string>>;
  /** What was chosen of whose report it is, where it was not saved. */
  readonly stated: Readonly<Record<string, string>>;
}

/** Does what a form of the page asks for. */
export async function changeReview(
  id: string,
  form: FormData,
  actor: Actor,
): Promise<ReviewAnswer> {
  const typed = Object.fromEntries(
    [...form].flatMap(([key, value]) =>
      key.startsWith("cell:") && typeof value === "string" ? [[key.slice(5), value]] : [],
    ),
  );
  const asked = String(form.get("do"));
  const stated =
    asked === "identity"
      ? Object.fromEntries(
          [...form].flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
        )
      : {};
  const fail = (sentence: string): ReviewAnswer => {
    return { ok: false, action: asked, sentence, typed, stated };
  };
  const token = form.get("token");
  if (typeof token !== "string" || !isFormToken(token, actor))
    return fail("页面打开得太久，或系统重新启动过，没有保存。请再按一次保存。");
  const store = dataStore();
  const subject = await findSubject(store, id, actor);
  const action = REVIEW_ACTIONS.get(asked);
  if (!subject || !action) return fail("没有这份文件，或者它不在您负责的地区。");
  try {
    const sentence = await action({ store, subject, actor, form, now: new Date() });
    return { ok: true, action: asked, sentence, typed: {}, stated: {} };
  } catch (error) {
    const why = explainFailure(error);
    if (why !== null) return fail(why);
    throw error;
  }
}
