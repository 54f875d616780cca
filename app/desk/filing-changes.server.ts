import { fetchReport } from "#db/queries/reports.server";
import { mayChange } from "#domain/desk/actor";
import { BODY_KIND_CODES, type BodyKind, DIVISION_KINDS, SCOPE_CODES } from "#domain/report/body";
import { reportId } from "#domain/report/report-row";
import { RowRefused } from "#domain/reviewed/edit-table";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import type { ReviewedTableCode } from "#domain/reviewed/tables";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { listRecords } from "./intake-records.server";
import { recordRows, type RowAuthor, signRow } from "./row-history.server";
import { changeRow, readReviewedRows } from "./reviewed-rows.server";
import { undoLine } from "./undo-change.server";

/** Who asks for a change of deadlines or of confirmed absences, and what the form says. */
interface FilingRequest extends RowAuthor {
  readonly form: FormData;
}

/** What was done, in a sentence. Each throws RowRefused with one where it cannot be done; then nothing is changed. */
type FilingAction = (request: FilingRequest) => Promise<string>;

/** The changes that a form of the page may ask for, by the name under which it does. */
export const FILING_ACTIONS: ReadonlyMap<string, FilingAction> = new Map([
  ["absence", confirmAbsence],
  ["deadline", setDeadline],
  ["remove", removeRow],
  ["undo", undoChange],
]);

/** The tables that the page changes, with the action that each change is. */
const FILING_TABLES = {
  absences: "absence_confirmed",
  deadlines: "deadline_set",
} as const satisfies Partial<Record<ReviewedTableCode, string>>;
type FilingTable = keyof typeof FILING_TABLES;

export function toFilingTable(code: string): FilingTable | null {
  return code === "absences" || code === "deadlines" ? code : null;
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function refuseOtherArea({ actor }: RowAuthor, division: string): void {
  if (!mayChange(actor, division === "" ? null : division))
    throw new RowRefused(
      division === ""
        ? "对全部地区的规定，只有负责全部地区的人可以写；请选择您负责的地区。"
        : "这个地区不在您负责的范围，没有保存。",
    );
}

/** Confirms that a body has not published its report of a year, or has taken it down again. */
async function confirmAbsence(request: FilingRequest): Promise<string> {
  const { store, form } = request;
  const [division = "", kind = "", ...rest] = field(form, "body").split(" ");
  if (division === "") throw new RowRefused("请先查找机关，再在结果里选一个。");
  refuseOtherArea(request, division);
  const [body, year] = [rest.join(" "), field(form, "year")];
  const withdrawn = field(form, "withdrawn");
  // What was published and taken down may well be there.
  const found =
    withdrawn === "" ? await findReport(store, { division, kind, body, year: Number(year) }) : null;
  if (found !== null)
    throw new RowRefused(
      `${body}${year}年度的报告${found}，不能登记为未公布；公布后又撤下的，请写明撤下日期。没有保存。`,
    );
  const [reason, source] = [field(form, "reason"), field(form, "source")];
  const after = { division, kind, body, year, reason, source, ...signRow(request), withdrawn };
  const same = (row: RowValues): boolean =>
    row["division"] === division &&
    row["kind"] === kind &&
    row["year"] === year &&
    (DIVISION_KINDS.some((each) => each === kind) || row["body"] === body);
  const before = (await readReviewedRows(store, "absences")).find(same) ?? null;
  if (withdrawn === "" && before?.["withdrawn"])
    throw new RowRefused(
      `${body}${year}年度的报告已登记为${before["withdrawn"]}撤下；要改为未公布，请先在下面删去它。没有保存。`,
    );
  const change = await changeRow(store, { table: "absences", before, after });
  const unrecorded = await recordRows(
    request,
    "absence_confirmed",
    `${body}${year}年度`,
    [change],
    reason,
  );
  return `已登记${body}${year}年度${withdrawn === "" ? "未公布" : "已撤下"}，发布后生效。${unrecorded}`;
}

/** Where a report is that a person takes for not published, in words; null where there is none. */
async function findReport(
  store: Store,
  of: { readonly division: string; readonly kind: string; readonly body: string; year: number },
): Promise<string | null> {
  const kind: BodyKind | undefined = BODY_KIND_CODES.find((each) => each === of.kind);
  if (kind === undefined) return null;
  const isSingle = DIVISION_KINDS.includes(kind);
  const records = await listRecords(deskFolderOf(store));
  const own = records.find(({ state, reading }) => {
    const identity = reading?.identity;
    return (
      state === "read" &&
      identity?.division === of.division &&
      identity.kind === kind &&
      identity.year === of.year &&
      (isSingle || identity.body === of.body)
    );
  });
  if (own) return `已经收到（“${own.name}”）`;
  if (!isSingle || (await currentVersion(store)) === null) return null;
  const ids = SCOPE_CODES.map((scope) => reportId(`${of.division}-${kind}`, of.year, scope));
  const loaded = await Promise.all(ids.map(fetchReport));
  return loaded.some((report) => report !== null && report !== undefined) ? "已经载入" : null;
}

const NO_DATE = "无";

/** Sets the date of a local notice by which reports are due. */
async function setDeadline(request: FilingRequest): Promise<string> {
  const { store, form } = request;
  const division = field(form, "division");
  refuseOtherArea(request, division);
  const [kind, years, basis] = [field(form, "kind"), field(form, "years"), field(form, "basis")];
  const typed = field(form, "due");
  const [, month = "", day = ""] = /^(\d{1,2})[-月./](\d{1,2})日?$/u.exec(typed) ?? [];
  const due = typed === NO_DATE ? "none" : `${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (month === "" && due !== "none")
    throw new RowRefused("期限请写作月-日，如02-20；没有期限的写“无”。");
  const written = await readReviewedRows(store, "deadlines");
  const isOverlapping = (row: RowValues): boolean =>
    row["division"] === division &&
    row["kind"] === kind &&
    (years === "" || row["years"] === "" || (row["years"] ?? "").split(";").includes(years));
  if (written.some(isOverlapping))
    throw new RowRefused(
      "同一地区、同类机关已经有涵盖这个年度的规定，请先在下面删去它，再写新的。",
    );
  const after = { division, kind, years, due, basis };
  const change = await changeRow(store, { table: "deadlines", before: null, after });
  const unrecorded = await recordRows(
    request,
    "deadline_set",
    division === "" ? "全部地区" : division,
    [change],
    basis,
  );
  return `已写入公布期限，发布后生效。${unrecorded}`;
}

/** Takes away a row as it was seen. */
async function removeRow(request: FilingRequest): Promise<string> {
  const { store, form } = request;
  const table = toFilingTable(field(form, "table"));
  const at = Number(field(form, "row"));
  const before = table === null ? undefined : (await readReviewedRows(store, table))[at];
  if (table === null || !before || JSON.stringify(before) !== field(form, "seen"))
    throw new RowRefused("这一行已经不是打开页面时的样子。请看过现在的内容再删。");
  refuseOtherArea(request, before["division"] ?? "");
  const change = await changeRow(store, { table, before, after: null });
  const about = `${before["body"] ?? ""}${before["year"] ?? before["division"] ?? ""}`;
  const unrecorded = await recordRows(
    request,
    FILING_TABLES[table],
    about || "全部地区",
    [change],
    "删去",
  );
  return unrecorded === ""
    ? "已删去，发布后生效；可以在下面的改动记录中撤销。"
    : `已删去，发布后生效。${unrecorded}`;
}

/** Puts back the row that a line of the journal changed. */
async function undoChange(request: FilingRequest): Promise<string> {
  const { sentence } = await undoLine(
    request,
    field(request.form, "line"),
    ({ table }) => toFilingTable(table) !== null,
    ({ before, after }) => refuseOtherArea(request, (after ?? before)?.["division"] ?? ""),
  );
  return sentence;
}
