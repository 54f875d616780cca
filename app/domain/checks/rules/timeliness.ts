import { EDITIONS } from "../../form/edition";
import { SCOPE_CODES } from "../../report/body";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";
import { deadlineOf, isBeforeYearEnd } from "../deadline";

/** The check that a report fails when it was published late. */
export const LATE_RULE = "TIME-DUE";

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
  if (isBeforeYearEnd(publishedOn, year))
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
