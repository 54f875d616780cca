import { EDITIONS } from "../../form/edition";
import type { BodyKind } from "../../report/body";
import { SCOPE_CODES, type Scope } from "../../report/body";
import type { CheckRule, RuleOutcome, CheckSubject } from "../check-rule";
import { deadlineOf, type DeadlineSetting } from "../deadline";
import { notEvaluable, fails, holds } from "../check-rule";

/** The check that a report fails when it was published late. */
export const LATE_RULE = "TIME-DUE";

/** Where a report stands against its date. */
export const TIMELINESS = {
  not_due: "未到期",
  missing: "未报送",
  late: "逾期",
  on_time: "按时",
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

/** Where a body's report of a year stands: not due, missing, late, on time, undated, or without a date. */
export function timelinessOf(expected: ExpectedReport): Timeliness {
  const { kind, scope, year, publishedOn, today, loaded } = expected;
  const { date } = deadlineOf(kind, scope, year, expected.settings);
  if (!loaded) return today <= (date ?? `${year + 1}-12-31`) ? "not_due" : "missing";
  if (date === null) return "no_date";
  if (publishedOn === null) return "undated";
  return publishedOn <= date ? "on_time" : "late";
}

/** Days by which a page's date may pass the deadline before a moved website is likelier than delay. */
const SITE_MIGRATION_DAYS = 120;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function checkPublicationDate({ report, context }: CheckSubject): RuleOutcome[] {
  const { kind, scope, year, publishedOn } = report;
  if (!kind) return [notEvaluable([], "未识别机关类型，无法确定期限")];
  const { date, basis, statutory } = deadlineOf(kind, scope, year, context.deadlines);
  if (date === null) return [notEvaluable([], basis)];
  if (publishedOn === null) return [notEvaluable([], "未读取到发布日期")];
  if (publishedOn <= `${year}-12-31`)
    return [
      {
        ...fails(
          { cells: [], expression: `${publishedOn} ≤ ${year}-12-31` },
          `发布日期${publishedOn}早于报告年度终了，数据期限不完整`,
        ),
        severity: "W",
        topic: "early",
      },
    ];
  const days = daysBetween(date, publishedOn);
  const comparison = {
    cells: [],
    expression: `${publishedOn} ${days > 0 ? ">" : "≤"} ${date}`,
    left: days,
    right: 0,
  };
  if (days <= 0) return [holds(comparison)];
  return [
    {
      ...fails(comparison, `页面发布日期为${publishedOn}，期限为${date}（${basis}），晚${days}天`),
      severity: statutory && days <= SITE_MIGRATION_DAYS ? "E" : "W",
      topic: "late",
    },
  ];
}

/** Publication against the statutory or the local date. */
export const TIMELINESS_RULES = [
  {
    id: LATE_RULE,
    severity: "E",
    name: "按期公布",
    basis: "《条例》第四十九条，部门1月31日前，政府3月31日前；未按要求公布的依第四十七条督促整改",
    expression: "发布日期不晚于期限；页面迁移可能改变日期，晚四个月以上的请说明",
    request: "请说明公布时间，或提供原发布日期。",
    tables: [],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    evaluate: checkPublicationDate,
  },
] as const satisfies readonly CheckRule[];
