import { type CheckRule, RESULT_STATES, type ResultState } from "#domain/checks/check-rule";
import { type ReportCheckResult } from "#domain/checks/engine";
import { CHECK_RULE_GROUPS, checkRuleOf } from "#domain/checks/rule-list";
import { formatCellLabel, formatColumnLabel, formatLineLabel } from "#domain/form/cell-label";
import { cellByName, tableOf } from "#domain/form/cells";
import { SHOWN_STATES } from "#domain/report/cell-text";
import type { ShownCell } from "#domain/report/shown-tables";
import type { TableColumn } from "#tables/column";

/** The columns of a report as a list, one row a printed cell. */
export const REPORT_CELL_COLUMNS: readonly TableColumn<ShownCell>[] = [
  { id: "cell", header: "单元格代码", format: "text", value: (cell) => cell.name },
  { id: "table", header: "表", format: "text", value: formatTable },
  { id: "line", header: "行", format: "text", value: (cell) => formatLineLabel(cell.name) },
  { id: "column", header: "列", format: "text", value: (cell) => formatColumnLabel(cell.name) },
  {
    id: "unit",
    header: "单位",
    format: "text",
    value: (cell) => cellByName(cell.name)?.unit ?? "",
  },
  { id: "raw", header: "原文", format: "text", value: (cell) => cell.raw },
  {
    id: "state",
    header: "状态",
    format: "text",
    value: (cell) => SHOWN_STATES[cell.state].name,
  },
  { id: "value", header: "印出数值", format: "decimal", value: (cell) => cell.value },
  {
    id: "used",
    header: "采用数值",
    hint: "计入合计和比较的数字：更正，否则唯一的最小修正，否则印出的数字；空白合计由分项算出，证明为0的空白记0；不计入的为空",
    format: "decimal",
    value: (cell) => cell.used,
  },
  {
    id: "total",
    header: "分项合计",
    hint: "与印出的总计不同，或总计空白时由分项算出",
    format: "text",
    value: (cell) => cell.totals?.map(({ value }) => value).join("、") ?? "",
  },
  {
    id: "correction",
    header: "更正理由",
    format: "text",
    value: (cell) => cell.correction?.reason ?? "",
  },
  { id: "place", header: "原件位置", format: "text", value: (cell) => cell.place },
  { id: "note", header: "格内文字", format: "text", value: (cell) => cell.note ?? "" },
];

function formatTable({ name }: ShownCell): string {
  const cell = cellByName(name);
  if (!cell) return "";
  const { numeral, title } = tableOf(cell.table);
  return `表${numeral}　${title}`;
}

/** How many results there are of each state. */
export type ResultCounts = Readonly<Record<ResultState, number>>;

/** What was said of a rule, in one sentence, and how often. */
interface ResultMessage {
  readonly state: ResultState;
  readonly message: string;
  readonly times: number;
  /** The cell to look at; the first where it was said of several. */
  readonly cell: string | null;
}

/** A rule that applies to a report, with its results. */
export interface RuleResults extends Pick<CheckRule, "id" | "name" | "expression" | "basis"> {
  readonly counts: ResultCounts;
  /** What does not hold and why the rest is not evaluable. */
  readonly said: readonly ResultMessage[];
}

export interface ResultGroup {
  readonly name: string;
  readonly rules: readonly RuleResults[];
}

/** How many of some results hold, fail and cannot be evaluated. */
export function countResults(results: readonly Pick<ReportCheckResult, "state">[]): ResultCounts {
  const of = (state: ResultState) => results.filter((one) => one.state === state).length;
  return { holds: of("holds"), fails: of("fails"), notEvaluable: of("notEvaluable") };
}

/** The results on a report by rule, the rules in the order of their declaration. */
export function groupResults(results: readonly ReportCheckResult[]): ResultGroup[] {
  return CHECK_RULE_GROUPS.map(({ name, rules }) => ({
    name,
    rules: rules.flatMap(({ id, name: rule, expression, basis }) => {
      const own = results.filter(({ check }) => check === id);
      if (own.length === 0) return [];
      const said = groupMessages(own.filter(({ state }) => state !== "holds"));
      return [{ id, name: rule, expression, basis, counts: countResults(own), said }];
    }),
  })).filter((group) => group.rules.length > 0);
}

function groupMessages(results: readonly ReportCheckResult[]): ResultMessage[] {
  const said = new Map<string, ResultMessage>();
  for (const { state, message, cells } of results) {
    const before = said.get(message);
    said.set(message, {
      state,
      message,
      times: (before?.times ?? 0) + 1,
      cell: before ? before.cell : (cells[0] ?? null),
    });
  }
  return [...said.values()];
}

/** The results on a report as a list. */
export const CHECK_RESULT_COLUMNS: readonly TableColumn<ReportCheckResult>[] = [
  { id: "check", header: "编号", format: "text", value: ({ check }) => check },
  {
    id: "name",
    header: "核查项",
    format: "text",
    value: ({ check }) => checkRuleOf(check)?.name ?? "",
  },
  { id: "state", header: "结果", format: "text", value: ({ state }) => RESULT_STATES[state] },
  { id: "message", header: "说明", format: "text", value: ({ message }) => message },
  { id: "figures", header: "算式", format: "text", value: ({ expression }) => expression },
  {
    id: "cells",
    header: "单元格",
    format: "text",
    value: ({ cells }) => cells.map(formatCellLabel).join("；"),
  },
  {
    id: "rule",
    header: "规则",
    format: "text",
    value: ({ check }) => checkRuleOf(check)?.expression ?? "",
  },
  {
    id: "basis",
    header: "依据",
    format: "text",
    value: ({ check }) => checkRuleOf(check)?.basis ?? "",
  },
];

/** The results in the order of the rules. */
export function orderByRule(results: readonly ReportCheckResult[]): ReportCheckResult[] {
  return CHECK_RULE_GROUPS.flatMap(({ rules }) =>
    rules.flatMap(({ id }) => results.filter(({ check }) => check === id)),
  );
}
