import { ABSENCES } from "../report/absence";
import { type BodyKind, type Scope, speaksForGovernment } from "../report/body";

/** Month and day by which the report of a year must be public, in the year after. */
interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** A date set by a local notice. `due: null` says that there is none. */
export interface DeadlineSetting {
  /** Code of the division it holds in, with all that lies in it; everywhere when left out. */
  readonly division?: string;
  readonly kind: BodyKind;
  /** Report years it holds for; every year when left out. */
  readonly years?: readonly number[];
  readonly due: MonthDay | null;
  /** The notice that sets it. */
  readonly basis: string;
}

/** A date by which a report is due. */
interface Deadline {
  /** YYYY-MM-DD; null where neither the statute nor a notice sets one. */
  readonly date: string | null;
  readonly basis: string;
  readonly statutory: boolean;
}

const DEPARTMENT = { due: { month: 1, day: 31 }, basis: "《条例》第四十九条第一款" } as const;
const GOVERNMENT = { due: { month: 3, day: 31 }, basis: "《条例》第四十九条第二款" } as const;
const NONE = { due: null, basis: "《条例》未规定日期，由当地通知确定" } as const;

/**
 * The dates of 条例 art. 49. An office or a zone that reports for the whole jurisdiction reports as a government
 * does; for a zone's own report the statute has no date.
 */
function statutoryDateOf(
  kind: BodyKind,
  scope: Scope,
): { readonly due: MonthDay | null; readonly basis: string } {
  if (speaksForGovernment(kind, scope)) return GOVERNMENT;
  if (kind === "township" || kind === "zone") return NONE;
  return DEPARTMENT;
}

/** The settings that hold in a division: its own before those of the city and the province around it. */
export function settingsFor(
  division: string,
  settings: readonly DeadlineSetting[],
): DeadlineSetting[] {
  const stem = (code: string): string => code.replace(/(?:00)+$/, "");
  return settings
    .filter((setting) => division.startsWith(stem(setting.division ?? "")))
    .toSorted((a, b) => stem(b.division ?? "").length - stem(a.division ?? "").length);
}

const pad = (count: number): string => String(count).padStart(2, "0");

/** A day of a year, YYYY-MM-DD; the last of its month for 29 February of a year that has none. */
function formatDue(year: number, { month, day }: MonthDay): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${pad(month)}-${pad(Math.min(day, last))}`;
}

/** When the report of a year is due: by a local setting if one fits, else by the statute. */
export function deadlineOf(
  kind: BodyKind,
  scope: Scope,
  year: number,
  settings: readonly DeadlineSetting[],
): Deadline {
  const local = settings.find(
    (setting) => setting.kind === kind && (setting.years?.includes(year) ?? true),
  );
  const { due, basis } = local ?? statutoryDateOf(kind, scope);
  const date = due && formatDue(year + 1, due);
  return { date, basis, statutory: local === undefined };
}

/** Whether a report was published by its date, or why that cannot be known. */
export const TIMELINESS = {
  not_due: "未到期",
  missing: ABSENCES.not_loaded.name,
  late: "逾期",
  on_time: "按时",
  early: "发布日期早于年度终了",
  undated: "发布日期不明",
  no_date: "无法定日期",
} as const;
export type Timeliness = keyof typeof TIMELINESS;

/** What decides the timeliness of one report, loaded or not. Dates are YYYY-MM-DD. */
export interface ExpectedReport {
  readonly kind: BodyKind;
  readonly scope: Scope;
  readonly year: number;
  /** Whether a report is loaded. */
  readonly loaded: boolean;
  readonly publishedOn: string | null;
  readonly today: string;
  readonly settings: readonly DeadlineSetting[];
}

/** Whether a report bears a date (YYYY-MM-DD) at which its year was not yet over, so that it cannot tell of all of it. */
export function isBeforeYearEnd(publishedOn: string, year: number): boolean {
  return publishedOn <= `${year}-12-31`;
}

/** Whether the report of a body for a year is due, and was published in time. */
export function timelinessOf(expected: ExpectedReport): Timeliness {
  const { kind, scope, year, publishedOn, today, loaded } = expected;
  const { date } = deadlineOf(kind, scope, year, expected.settings);
  if (!loaded) return today <= (date ?? `${year + 1}-12-31`) ? "not_due" : "missing";
  if (publishedOn !== null && isBeforeYearEnd(publishedOn, year)) return "early";
  if (date === null) return "no_date";
  if (publishedOn === null) return "undated";
  return publishedOn <= date ? "on_time" : "late";
}
