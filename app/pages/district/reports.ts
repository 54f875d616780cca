import {
  deadlineOf,
  type DeadlineSetting,
  type ExpectedReport,
  type Timeliness,
  TIMELINESS,
  timelinessOf,
} from "#domain/checks/deadline";
import { BODY_KINDS, type BodyKind, type Scope, SCOPES } from "#domain/report/body";
import { absenceOf } from "#domain/checks/filing";
import { ABSENCES, type ConfirmedAbsence, formatConfirmed } from "#domain/report/absence";
import type { TableColumn } from "#tables/column";

/** A report of a division as a list names it. */
export interface ListedReport {
  readonly id: string;
  readonly body: string;
  readonly kind: BodyKind;
  readonly year: number;
  readonly scope: Scope;
  readonly published_on: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly remarks: number;
}

/** A report that is loaded, or a place where one is due. */
export interface ReportSlot {
  readonly kind: BodyKind;
  readonly scope: Scope;
  readonly report: ListedReport | null;
  readonly timeliness: Timeliness;
  readonly words: string;
  /** SHA-256 of the document of a report that was taken down again; null elsewhere. */
  readonly original: string | null;
}

export interface YearOfReports {
  readonly year: number;
  /** The government's and its office's, due every year. */
  readonly due: readonly ReportSlot[];
  readonly others: readonly ListedReport[];
}

/** Reports that every division owes every year (条例 art. 49). */
export const DUE_REPORTS = [
  { kind: "government", scope: "jurisdiction" },
  { kind: "office", scope: "organ" },
] as const satisfies readonly { kind: BodyKind; scope: Scope }[];

interface ReportSettings {
  readonly settings?: readonly DeadlineSetting[];
  /** Reports that a person found not to have been published. */
  readonly absences?: readonly Absence[];
}

interface Absence {
  readonly kind: BodyKind;
  readonly year: number;
  readonly confirmed: ConfirmedAbsence;
  readonly original: string | null;
}

/** The reports of a division by year: those due, loaded or missing, and whatever else there is. */
export function reportsByYear(
  reports: readonly ListedReport[],
  years: readonly number[],
  today: string,
  { settings = [], absences = [] }: ReportSettings = {},
): YearOfReports[] {
  return years.map((year) => {
    const ofYear = reports.filter((report) => report.year === year);
    const due = DUE_REPORTS.map((slot) =>
      slotOf(slot, ofYear, { year, today, settings, absences }),
    );
    return {
      year,
      due,
      others: ofYear.filter((report) => due.every((slot) => slot.report?.id !== report.id)),
    };
  });
}

type SlotInput = Pick<ExpectedReport, "year" | "today" | "settings"> &
  Required<Pick<ReportSettings, "absences">>;

function slotOf(
  { kind, scope }: { readonly kind: BodyKind; readonly scope: Scope },
  reports: readonly ListedReport[],
  { year, today, settings, absences }: SlotInput,
): ReportSlot {
  const report = reports.find((each) => each.kind === kind && each.scope === scope) ?? null;
  const timeliness = timelinessOf({
    kind,
    scope,
    year,
    loaded: report !== null,
    publishedOn: report?.published_on ?? null,
    today,
    settings,
  });
  const { date } = deadlineOf(kind, scope, year, settings);
  const absence = absences.find((each) => each.kind === kind && each.year === year);
  const deadline = date === null ? "无法定期限" : `期限${date}`;
  const words = report
    ? `${TIMELINESS[timeliness]}${report.published_on === null ? "" : `，${report.published_on}发布`}`
    : absence
      ? `应报，${ABSENCES[absenceOf(absence.confirmed)].name}（${formatConfirmed(absence.confirmed)}）`
      : `应报，${ABSENCES.not_loaded.name}（${deadline}${timeliness === "not_due" ? "，未到期" : ""}）`;
  const original = report === null ? (absence?.original ?? null) : null;
  return { kind, scope, report, timeliness, words, original };
}

/** A report of a division, or the place of one that is due. */
interface ListedSlot {
  readonly year: number;
  readonly kind: BodyKind;
  readonly scope: Scope;
  readonly report: ListedReport | null;
  readonly words: string;
}

const NOT_LOADED = "这份报告未载入";

/** The list of a division's reports. */
export const REPORT_LIST_COLUMNS: readonly TableColumn<ListedSlot>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => String(year) },
  { id: "scope", header: "数据范围", format: "text", value: ({ scope }) => SCOPES[scope].name },
  { id: "kind", header: "机关类别", format: "text", value: ({ kind }) => BODY_KINDS[kind] },
  {
    id: "body",
    header: "报告机关",
    format: "text",
    value: ({ report }) => report?.body ?? "",
  },
  { id: "id", header: "报告编号", format: "text", value: ({ report }) => report?.id ?? "" },
  { id: "state", header: "公布情况", format: "text", value: ({ words }) => words },
  {
    id: "errors",
    header: "差错",
    format: "count",
    value: ({ report }) => report?.errors ?? null,
    why: () => NOT_LOADED,
  },
  {
    id: "warnings",
    header: "说明",
    format: "count",
    value: ({ report }) => report?.warnings ?? null,
    why: () => NOT_LOADED,
  },
  {
    id: "remarks",
    header: "提示",
    format: "count",
    value: ({ report }) => report?.remarks ?? null,
    why: () => NOT_LOADED,
  },
];
