import { deadlineOf, type DeadlineSetting } from "../checks/deadline";
import { TIMELINESS, timelinessOf, type Expected, type Timeliness } from "../checks/timeliness";
import type { BodyKind } from "../report/body-kind";
import type { Scope } from "../report/scope";

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

/** The reports of a division by year: those due, loaded or missing, and whatever else there is. */
export function reportsByYear(
  reports: readonly ListedReport[],
  years: readonly number[],
  today: string,
  settings: readonly DeadlineSetting[] = [],
): YearOfReports[] {
  return years.map((year) => {
    const ofYear = reports.filter((report) => report.year === year);
    const due = DUE_REPORTS.map((slot) => slotOf(slot, ofYear, { year, today, settings }));
    return {
      year,
      due,
      others: ofYear.filter((report) => due.every((slot) => slot.report?.id !== report.id)),
    };
  });
}

type SlotQuestion = Pick<Expected, "year" | "today" | "settings">;

function slotOf(
  { kind, scope }: { readonly kind: BodyKind; readonly scope: Scope },
  reports: readonly ListedReport[],
  { year, today, settings }: SlotQuestion,
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
  const deadline = date === null ? "无法定期限" : `期限${date}`;
  const words = report
    ? `${TIMELINESS[timeliness]}${report.published_on === null ? "" : `，${report.published_on}发布`}`
    : `应报，未载入（${deadline}${timeliness === "not_due" ? "，未到期" : ""}）`;
  return { kind, scope, report, timeliness, words };
}
