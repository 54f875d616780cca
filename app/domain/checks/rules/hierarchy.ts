import { formatCellLabel } from "../../form/cell-label";
import { CELLS, tableOf } from "../../form/cells";
import { EDITIONS } from "../../form/edition";
import { reportValuesOf } from "../../report/report-values";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

const TOTALS = CELLS.filter(({ table, column }) =>
  tableOf(table).columns.some((declared) => declared.code === column && declared.sumOf),
);

/** A jurisdiction's figures include those of its divisions, so none may be smaller than their sum. */
function checkAtLeastChildren({
  report,
  context,
  values,
  everything,
}: CheckSubject): RuleOutcome[] {
  if (report.kind === "zone")
    return [notEvaluable([], "管委会的辖区不是一级行政区划，没有下级地区")];
  const children = context.children.filter(
    (child) => child.scope === "jurisdiction" && child.year === report.year,
  );
  if (children.length === 0) return [notEvaluable([], "未载入下级全辖区报告")];
  const expected = context.childrenExpected;
  const share =
    expected === null || expected <= children.length
      ? ""
      : `（应有${expected}个，载入${children.length}个）`;
  const below = children.map((child) => ({ child, values: reportValuesOf(child) }));
  return TOTALS.flatMap((cell) => {
    const edition = report.forms[cell.table];
    if (!edition || !cell.editions.includes(edition)) return [];
    const own = values.valueOf(cell.name);
    const stated = below.filter(({ child }) => child.forms[cell.table] === edition);
    let sum = 0;
    for (const { values: theirs } of stated) sum += theirs.valueOf(cell.name) ?? 0;
    if (own === null || stated.length === 0) return [];
    const comparison = {
      cells: [cell.name],
      expression: `${own} ${own >= sum ? "≥" : "<"} ${sum}`,
      left: own,
      right: sum,
    };
    if (own >= sum) return everything ? [holds(comparison)] : [];
    return [
      fails(
        comparison,
        `${formatCellLabel(cell.name)}为${own}，少于下级${stated.length}个地区之和${sum}${share}，相差${sum - own}`,
      ),
    ];
  });
}

/** A division's own report against the reports of the divisions in it. */
export const HIERARCHY_RULES = [
  {
    id: "H-SUM",
    severity: "W",
    name: "本级不小于下级之和",
    basis: "全辖区报告汇总本行政区域各级行政机关；差额可能来自垂直管理部门或口径",
    expression: "本地区数字≥所载入的下级地区之和",
    request: "请说明汇总范围，或核对漏报、重报。",
    tables: ["requests", "review_litigation"],
    editions: EDITIONS,
    scopes: ["jurisdiction"],
    rightIn: "nowhere",
    evaluate: checkAtLeastChildren,
  },
] as const satisfies readonly CheckRule[];
