import { formatCellLabel } from "../../form/cell-label";
import { cellsIn } from "../../form/cells";
import { cellName } from "../../form/cell-name";
import type { Edition } from "../../form/edition";
import { SCOPE_CODES } from "../../report/body";
import type { Level } from "../../report/division";
import { explainMissingLastYear } from "../check-context";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  formatPlainNumber,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

const TABLE = "proactive_disclosure";

/** Amounts above which 万元 is unlikely to be the unit, in 万元, by level of the division. */
const IMPLAUSIBLE_FEES: Record<Level, number> = {
  county: 1_000_000,
  city: 10_000_000,
  province: 50_000_000,
};
/** A change by this factor between two years suggests that 元 was entered as 万元. */
const UNIT_SLIP = 1000;

const linesCrossedBy = (edition: Edition, column: string): string[] =>
  cellsIn(TABLE, edition)
    .filter((cell) => cell.column === column)
    .map((cell) => cell.line);

const STOCKS = linesCrossedBy(2021, "in_force");
const POWERS = linesCrossedBy(2019, "decisions");
const ITEMS = linesCrossedBy(2019, "items_change");

const regulationsIn = (edition: Edition): string[] =>
  cellsIn(TABLE, edition)
    .filter((cell) => cell.line === "regulations")
    .map((cell) => cell.name);
const REGULATIONS: Record<Edition, readonly string[]> = {
  2019: regulationsIn(2019),
  2021: regulationsIn(2021),
};

function checkRollForward({ report, context, values, before }: CheckSubject): RuleOutcome[] {
  return STOCKS.map((line) => {
    const stock = cellName(line, "in_force");
    const issued = cellName(line, "issued");
    const repealed = cellName(line, "repealed");
    const cells = [stock, issued, repealed];
    if (!before) return notEvaluable(cells, explainMissingLastYear(context));
    if (before.report.forms[TABLE] !== 2021)
      return notEvaluable(cells, "上年为2019年格式，无现行有效件数");
    const now = values.valueOf(stock);
    const made = values.valueOf(issued);
    const gone = values.valueOf(repealed);
    const old = before.values.valueOf(stock);
    if (now === null || made === null || gone === null || old === null)
      return notEvaluable(cells, "本年或上年有数字缺失");
    const right = old + made - gone;
    const expression = `${now} ${now === right ? "=" : "≠"} ${old}+${made}-${gone}`;
    const comparison = { cells, expression, left: now, right };
    if (now === right) return holds(comparison);
    return fails(
      comparison,
      `${formatCellLabel(stock)}${report.year}年为${now}，按上年${old}件加本年制发${made}件减废止${gone}件应为${right}，相差${Math.abs(now - right)}`,
    );
  });
}

function checkRegulationPower({ report, values }: CheckSubject): RuleOutcome[] {
  const edition = report.forms[TABLE];
  if (!edition) return [notEvaluable([], "本表缺失")];
  const cells = REGULATIONS[edition];
  if (!report.kind || !report.level) return [notEvaluable(cells, "未识别机关类型或层级")];
  const entitled = report.level !== "county" && ["government", "office"].includes(report.kind);
  const stated = cells.filter((cell) => (values.valueOf(cell) ?? 0) > 0);
  const [first] = stated;
  if (entitled || !first) return [holds({ cells })];
  const value = values.valueOf(first) ?? 0;
  return [
    fails(
      { cells: stated, expression: `${value} > 0`, left: value, right: 0 },
      `${formatCellLabel(first)}为${value}，该机关一般无规章制定权`,
    ),
  ];
}

function checkItemsCarried({ context, values, before }: CheckSubject): RuleOutcome[] {
  return ITEMS.map((line) => {
    const prior = cellName(line, "items_prior_year");
    const change = cellName(line, "items_change");
    const cells = [prior, change];
    if (!before) return notEvaluable(cells, explainMissingLastYear(context));
    if (before.report.forms[TABLE] !== 2019)
      return notEvaluable(cells, "未载入同一机关、同一范围的2019年格式上年报告");
    const now = values.valueOf(prior);
    const old = before.values.valueOf(prior);
    const grown = before.values.valueOf(change);
    if (now === null || old === null || grown === null)
      return notEvaluable(cells, "本年或上年有数字缺失");
    const right = old + grown;
    const sign = grown < 0 ? "-" : "+";
    const expression = `${now} ${now === right ? "=" : "≠"} ${old}${sign}${Math.abs(grown)}`;
    const comparison = { cells, expression, left: now, right };
    if (now === right) return holds(comparison);
    return fails(
      comparison,
      `${formatCellLabel(prior)}为${now}，按上年报告的项目数${old}与增减${grown}应为${right}`,
    );
  });
}

function checkItemsAsDecisions({ values }: CheckSubject): RuleOutcome[] {
  return POWERS.map((line) => {
    const made = cellName(line, "decisions");
    const cells = [cellName(line, "items_prior_year"), cellName(line, "items_change"), made];
    const prior = values.valueOf(cellName(line, "items_prior_year"));
    const change = values.valueOf(cellName(line, "items_change"));
    const decisions = values.valueOf(made);
    if (prior === null || change === null || decisions === null)
      return notEvaluable(cells, "该行有数字缺失");
    const right = prior + change;
    const sign = change < 0 ? "-" : "+";
    const comparison = {
      cells,
      expression: `${decisions} = ${prior}${sign}${Math.abs(change)}`,
      left: decisions,
      right,
    };
    if (change === 0 || decisions === 0 || decisions !== right) return holds(comparison);
    return fails(
      comparison,
      `${formatCellLabel(made)}为${decisions}，恰为上年项目数${prior}加本年增减${change}，处理决定数量一栏可能填了项目数`,
    );
  });
}

function checkFeeUnit({ report, values, before }: CheckSubject): RuleOutcome[] {
  const name = cellName("fees", "amount_wan");
  const now = values.valueOf(name);
  if (now === null) return [notEvaluable([name], "未填收费金额")];
  const limit = report.level && IMPLAUSIBLE_FEES[report.level];
  const old = before?.report.forms[TABLE] === 2021 ? before.values.valueOf(name) : null;
  const jumps = old && now && (now / old >= UNIT_SLIP || old / now >= UNIT_SLIP) ? old : null;
  const isLarge = Boolean(limit && now > limit);
  const comparison = {
    cells: [name],
    expression: [
      ...(jumps === null ? [] : [`${formatPlainNumber(jumps)} → ${formatPlainNumber(now)}`]),
      ...(isLarge ? [`${formatPlainNumber(now)} > ${limit}`] : []),
    ].join("；"),
    left: now,
    right: jumps,
  };
  if (jumps === null && !isLarge) return [holds(comparison)];
  const changes = [
    ...(jumps === null
      ? [`为${formatPlainNumber(now)}万元`]
      : [`由上年${formatPlainNumber(jumps)}变为${formatPlainNumber(now)}，相差千倍以上`]),
    ...(isLarge ? ["超出同级常见规模"] : []),
  ];
  return [
    fails(
      comparison,
      `${formatCellLabel(name)}${changes.join("，")}，${isLarge ? "可能以元计" : "单位可能误用"}`,
    ),
  ];
}

function checkProcurementUnit({ report, values }: CheckSubject): RuleOutcome[] {
  const name = cellName("procurement", "amount");
  const cell = report.cells.get(name);
  const value = values.valueOf(name);
  if (!cell || value === null) return [notEvaluable([name], "未填采购总金额")];
  const stated = cell.unit !== undefined || cell.raw.includes("元");
  const comparison = { cells: [name], expression: cell.raw.trim(), left: value };
  if (value === 0 || stated) return [holds(comparison)];
  return [fails(comparison, `${formatCellLabel(name)}印为${cell.raw.trim()}，未注明元或万元`)];
}

const SHARED = { tables: [TABLE], scopes: SCOPE_CODES } as const;

/** The check that an amount fails which may be in another unit than its cell's. */
export const UNIT_RULE = "T2-UNIT";

/** Table 二: stocks carried forward, powers, items and units. */
export const PROACTIVE_DISCLOSURE_RULES = [
  {
    id: "T2-ROLL",
    severity: "W",
    name: "现行有效件数前后年衔接",
    basis: "2021年格式中，现行有效件数为年末存量；修订可能同时计入制发和废止，故请说明而非认定差错",
    expression: "本年现行有效＝上年现行有效＋本年制发－本年废止",
    request: "请说明差额（如修订、转化、清理口径）。",
    ...SHARED,
    editions: [2021],
    rightIn: { lastYear: 0 },
    evaluate: checkRollForward,
  },
  {
    id: "T2-REG",
    severity: "W",
    name: "规章制定权",
    basis: "《立法法》规定，规章由国务院部门、省级和设区的市、自治州人民政府制定",
    expression: "无规章制定权的机关，规章各栏为0",
    request: "请确认是否把规范性文件填入规章一行。",
    ...SHARED,
    editions: [2019, 2021],
    rightIn: "nowhere",
    evaluate: checkRegulationPower,
  },
  {
    id: "T2-CHG",
    severity: "W",
    name: "权力事项数量前后年衔接",
    basis: "2019年格式中，上一年项目数量、本年增/减指权力事项数",
    expression: "本年所填上一年项目数＝上年报告的项目数＋上年增减",
    request: "请说明项目数量的口径。",
    ...SHARED,
    editions: [2019],
    rightIn: { lastYear: 0 },
    evaluate: checkItemsCarried,
  },
  {
    id: "T2-DEC",
    severity: "W",
    name: "处理决定数量误填项目数",
    basis: "2019年格式中，处理决定数量指全年作出的决定，不是事项数",
    expression: "处理决定数量≠上一年项目数＋本年增减（增减不为0时）",
    request: "请确认该栏所填是否为全年作出的处理决定数量。",
    ...SHARED,
    editions: [2019],
    evaluate: checkItemsAsDecisions,
  },
  {
    id: UNIT_RULE,
    severity: "W",
    name: "收费金额单位",
    basis: "2021年格式中，本年收费金额单位为万元",
    expression: "金额不超出同级常见规模，与上年之比在千倍以内",
    request: "请确认该金额是否以万元计。",
    ...SHARED,
    editions: [2021],
    rightIn: { lastYear: 0 },
    speaksFor: ["Y-JUMP"],
    evaluate: checkFeeUnit,
  },
  {
    id: "T2-PROC",
    severity: "W",
    name: "采购金额单位",
    basis: "2019年格式未印采购总金额的单位，报告应自行注明",
    expression: "采购总金额注明元或万元",
    request: "请注明该金额的单位。",
    ...SHARED,
    editions: [2019],
    evaluate: checkProcurementUnit,
  },
] as const satisfies readonly CheckRule[];
