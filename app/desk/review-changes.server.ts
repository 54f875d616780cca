import { type Actor, mayChange } from "#domain/desk/actor";
import {
  buildReviewTables,
  type ChosenEditions,
  type ReviewTable,
} from "#domain/desk/review-cells";
import { cellByName } from "#domain/form/cells";
import { formatCellLabel } from "#domain/form/cell-label";
import { hasBeenDoubted } from "#domain/desk/intake-record";
import type { Original } from "#domain/desk/original";
import { RowRefused } from "#domain/reviewed/edit-table";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import type { ReviewedTableCode } from "#domain/reviewed/tables";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { writeRecord } from "./intake-records.server";
import { moveEntries, sourceOf } from "./moved-entries.server";
import { readOriginal } from "./original.server";
import { keepReading } from "./reading-process.server";
import {
  findSubject,
  isUnread,
  readEditions,
  type ReadSubject,
  readSubject,
  type ReviewSubject,
} from "./review-subject.server";
import { listSubjectFindings } from "./subject-findings.server";
import { listRowHistory, recordRows, type RowHistory, signRow } from "./row-history.server";
import {
  changeRow,
  putRow,
  putRows,
  readReviewedRows,
  type WrittenChange,
} from "./reviewed-rows.server";
import { undoLine } from "./undo-change.server";

/** Who asks for a change of what. */
export interface ReviewRequest {
  readonly store: Store;
  readonly subject: ReviewSubject;
  readonly actor: Actor;
  readonly form: FormData;
  readonly now: Date;
}

/** What a person types for what the reader found, with either width of the sign, and for a cell that prints nothing. */
const AS_SEEN: ReadonlySet<string> = new Set(["=", "＝"]);
const BLANK = "空";
const BLANKS: ReadonlySet<string> = new Set([BLANK, "空白"]);

/** What was done, in a sentence. Each throws RowRefused with one where it cannot be done; then nothing is changed. */
export type ReviewAction = (request: ReviewRequest) => Promise<string>;

/** The changes that a form of the page may ask for, by the name under which it does. */
export const REVIEW_ACTIONS: ReadonlyMap<string, ReviewAction> = new Map([
  ["enter", enterCells],
  ["correct", correctCell],
  ["identity", setIdentity],
  ["accept", acceptFinding],
  ["undo", undoChange],
]);

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function reportOf({ report }: ReadSubject): string {
  if (report === null)
    throw new RowRefused("还没有认定是哪个机关、哪一年的报告，请先在上面指定，再录入单元格。");
  return report;
}

/** Copies what cells print from the original: every field `cell:NAME` that is filled in. */
async function enterCells(request: ReviewRequest): Promise<string> {
  const { store, subject, form } = request;
  const read = await readSubject(store, subject);
  const report = reportOf(read);
  const source = field(form, "source") || sourceOf(subject);
  const reason = field(form, "reason") || "读取程序没有读到或认不准，照原件录入";
  const editions = readEditions((name) => form.get(name));
  const tables = read.original.report
    ? buildReviewTables(read.original.report, read.rows, editions)
    : [];
  const cells = new Map(
    tables.flatMap((table) => table.cells.map((cell) => [cell.name, cell] as const)),
  );
  // A person may say once that all that he left out is blank in the original too.
  const areBlank = new Set(
    tables
      .filter(({ isBlank, code }) => isBlank && form.get(`blanks:${code}`) === "yes")
      .flatMap((table) => table.cells)
      .flatMap(({ name, entered }) => (entered === null ? name : [])),
  );
  const rows: RowValues[] = [];
  for (const [key, value] of form) {
    const name = key.startsWith("cell:") ? key.slice("cell:".length) : "";
    const own = typeof value === "string" ? value.trim() : "";
    const typed = own === "" && areBlank.has(name) ? BLANK : own;
    const cell = cells.get(name);
    if (typed !== "" && key.startsWith("cell:") && !cell)
      throw new RowRefused("打开页面以后，这张表的格式换过。请刷新页面后再录入；这次没有保存。");
    if (typed === "" || !cell) continue;
    const isAsSeen = AS_SEEN.has(typed);
    if (isAsSeen && (cell.state === "missing" || cell.state === "illegible"))
      throw new RowRefused(
        `${formatCellLabel(name)}没有读到或认不准，不能用“=”确认，请照原件录入；这次没有保存。`,
      );
    const printed = isAsSeen ? cell.seen.trim() : BLANKS.has(typed) ? "" : typed;
    if (cell.entered === printed && !cell.isStale) continue;
    rows.push({
      ...{ report, cell: name, expected: cell.seen, corrected: printed },
      ...{ reason, source, ...signRow(request), kind: "printed" },
    });
  }
  if (rows.length === 0) return "没有填写新的内容。";
  const changes: WrittenChange[] = await removeOtherEdition(request, report, tables, editions);
  const put = await putRows(store, "corrections", rows);
  changes.push(...put.changes);
  const refused = put.refused.map(
    ({ row, why }) => `${formatCellLabel(row["cell"] ?? "")}：${why}`,
  );
  const unrecorded = await recordRows(request, "cell_entered", report, changes, reason);
  await readDoubtedAgain(request);
  const saved = rows.length - refused.length;
  if (refused.length > 0)
    throw new RowRefused(
      `${saved}格已保存，${refused.length}格没有：${refused.join("")}${unrecorded}`,
    );
  return `已照原件录入${saved}格，发布后生效。${unrecorded}`;
}

/** Takes back what was copied into cells of another edition than the one that a person now copies a table in. */
async function removeOtherEdition(
  { store }: ReviewRequest,
  report: string,
  tables: readonly ReviewTable[],
  editions: ChosenEditions,
): Promise<WrittenChange[]> {
  const changes: WrittenChange[] = [];
  for (const { code, cells } of tables.filter((table) => table.isBlank && editions[table.code])) {
    const names = new Set(cells.map(({ name }) => name));
    for (const before of await readReviewedRows(store, "corrections")) {
      const cell = cellByName(before["cell"] ?? "");
      if (before["report"] !== report || before["kind"] !== "printed") continue;
      if (cell?.table === code && !names.has(cell.name))
        changes.push(await changeRow(store, { table: "corrections", before, after: null }));
    }
  }
  return changes;
}

/** Corrects a figure that is misprinted, for a reason. */
async function correctCell(request: ReviewRequest): Promise<string> {
  const { store, subject, form } = request;
  const read = await readSubject(store, subject);
  const report = reportOf(read);
  const name = field(form, "cell");
  if (!cellByName(name)) throw new RowRefused("请选择要更正的格。");
  const entry = read.rows.find(({ kind, cell }) => kind === "printed" && cell === name);
  const found = read.original.report?.cells.find(
    ({ line, column }) => `${line}_${column}` === name,
  );
  const expected = entry?.kind === "printed" ? entry.printed : found?.raw;
  if (expected === undefined)
    throw new RowRefused(`${formatCellLabel(name)}还没有读到，请先照原件录入它印的内容。`);
  const reason = field(form, "reason");
  const change = await putRow(store, "corrections", {
    ...{ report, cell: name, expected, corrected: field(form, "corrected"), reason },
    ...{ source: field(form, "source"), ...signRow(request), kind: "" },
  });
  const unrecorded = await recordRows(request, "cell_corrected", report, [change], reason);
  return `${formatCellLabel(name)}已更正，原印的数字保留，发布后生效。${unrecorded}`;
}

/** States whose report a document of the desk is; it is read again at once. */
async function setIdentity(request: ReviewRequest): Promise<string> {
  const { store, subject, form } = request;
  const { record, manifestRow } = subject;
  if (!record?.file) throw new RowRefused("这份报告不是从工作台收的，请改它所在文件夹的清单。");
  const chosen = field(form, "body");
  const [division = "", kind = "", ...body] = chosen.split(" ");
  if (division !== "" && !mayChange(request.actor, division))
    throw new RowRefused("所选机关不在您负责的地区，没有指定。");
  const stated: RowValues = chosen === "" ? {} : { division, kind, body: body.join(" ") };
  const reason = field(form, "reason");
  const own = await readOriginal({ ...subject.document, manifest: null });
  const [year, scope] = [field(form, "year"), field(form, "scope")];
  const row: RowValues = { ...manifestRow, ...stated, year, scope };
  if (isUnread(own) && (!row["body"] || year === "" || scope === ""))
    throw new RowRefused(
      "这份文件读不出来，机关、年度、数据范围都要照原件指定；还缺的请选上，这次没有保存。",
    );
  const contradiction = findContradiction(own, stated, year);
  if (contradiction !== null && (reason === "" || field(form, "confirmed") === ""))
    throw new RowRefused(
      `${contradiction}确实如此的，请写明理由，并勾选“与文件所写不同，已经核实”；这次没有保存。`,
    );
  const { report: before } = await readSubject(store, subject);
  const change = await putRow(store, "manifest", {
    name: record.name,
    ...row,
    file: record.file,
    published_on: field(form, "published_on"),
    source: field(form, "source"),
    ...(contradiction === null ? {} : { note: `与文件所写不同，已经核实：${reason}` }),
  });
  const unrecorded = await recordRows(request, "identity_set", record.name, [change], reason);
  const moved = await followIdentity(request, before);
  await readAgain(request);
  return `已指定，正在按新的信息重新读取，读完后本页自动更新。${moved}${unrecorded}`;
}

/** Where a person states another body or year than the document itself names, in a sentence; null where he does not. */
function findContradiction(
  { report }: Original,
  { division, kind, body }: RowValues,
  year: string,
): string | null {
  if (report === null) return null;
  const isOther =
    division !== undefined &&
    report.body !== null &&
    (report.division === null
      ? report.body !== body
      : report.division !== division ||
        (report.kind !== null && report.kind !== kind) ||
        (report.kind === "department" && report.body !== body));
  const isOtherYear = year !== "" && report.year !== null && report.year !== Number(year);
  if (!isOther && !isOtherYear) return null;
  const told = [
    isOther ? `文件写的是“${report.body ?? ""}”，指定的是“${body ?? ""}”。` : "",
    isOtherYear ? `文件写的是${report.year ?? ""}年度，指定的是${year}年度。` : "",
  ];
  return told.join("");
}

/** What is said at the desk of a document that was refused or doubted may change by what is copied from it. */
async function readDoubtedAgain(request: ReviewRequest): Promise<void> {
  const { record } = request.subject;
  if (record !== null && (record.state === "refused" || hasBeenDoubted(record)))
    await readAgain(request);
}

async function readAgain({ store, subject: { record } }: ReviewRequest): Promise<void> {
  if (record === null) return;
  await writeRecord(deskFolderOf(store), { ...record, state: "waiting", settledAt: null });
  await keepReading(store);
}

/** Accepts a finding that a person has examined. */
async function acceptFinding(request: ReviewRequest): Promise<string> {
  const { store, subject, form } = request;
  const reason = field(form, "reason");
  const findings = await listSubjectFindings(store, subject);
  const finding = findings.find(({ fingerprint }) => fingerprint === field(form, "fingerprint"));
  if (!finding || finding.standing === "accepted")
    throw new RowRefused("这份报告没有这条待反馈的发现，可能已经接受过；请刷新页面。");
  const { report } = await readSubject(store, subject);
  const { rule, message, fingerprint, values } = finding;
  const row = { fingerprint, values, reason, ...signRow(request) };
  const { before, after, ...change } = await putRow(store, "accepted", row);
  // The row names the finding by numbers; the journal says in words which it is.
  const inWords = (own: RowValues | null) => own && { finding: `${rule}：${message}`, ...own };
  const told = { ...change, before: inWords(before), after: inWords(after) };
  const unrecorded = await recordRows(
    request,
    "finding_accepted",
    report ?? subject.id,
    [told],
    reason,
  );
  return `已接受，发布后不再列为待反馈。${unrecorded}`;
}

/** Puts back the row that a line of the journal changed. */
async function undoChange(request: ReviewRequest): Promise<string> {
  const { store, subject, form } = request;
  const { report } = await readSubject(store, subject);
  const { change, sentence } = await undoLine(
    request,
    field(form, "line"),
    isAbout(subject, report),
  );
  const moved = change.table === "manifest" ? await followIdentity(request, report) : "";
  if (change.table === "manifest") await readAgain(request);
  if (change.table === "corrections") await readDoubtedAgain(request);
  return `${sentence}${moved}`;
}

/** Moves what was typed from the report that the document was taken for to the one that it is of now. */
async function followIdentity(request: ReviewRequest, before: string | null): Promise<string> {
  const { store, subject, actor } = request;
  if (before === null) return "";
  const again = await findSubject(store, subject.id, actor);
  const after = again && (await readSubject(store, again)).report;
  return moveEntries(request, subject, before, after);
}

/** The changes of rows about a document, the newest first. */
export async function listChanges({
  store,
  subject,
}: Pick<ReviewRequest, "store" | "subject">): Promise<RowHistory[]> {
  const { report } = await readSubject(store, subject);
  return listRowHistory(store, isAbout(subject, report));
}

/** Whether a change of a row is about a document, or about its report. */
function isAbout(subject: ReviewSubject, report: string | null) {
  const subjects = new Set([report, subject.id, subject.record?.name]);
  return ({ subject: about, table }: Pick<RowHistory, "table" | "subject">): boolean =>
    DOCUMENT_TABLES.has(table) && subjects.has(about);
}

const DOCUMENT_TABLES: ReadonlySet<ReviewedTableCode> = new Set([
  "corrections",
  "manifest",
  "accepted",
]);
