import { formatCellLabel, formatColumnLabel } from "../../form/cell-label";
import { printedCellsIn } from "../../form/cell-positions";
import { CELLS, TABLE_CODES, type TableCode, tableOf, TABLES } from "../../form/cells";
import { cellName } from "../../form/cell-name";
import { EDITIONS } from "../../form/edition";
import { BALANCE } from "../../form/identities";
import { REQUESTS } from "../../form/requests";
import { formatSimilarity, measureSimilarity } from "../../narrative/text-similarity";
import { type Scope, SCOPES } from "../../report/body";
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

/** How many times as large or small a figure may become before it counts as a jump, from this base. */
const JUMP = { factor: 10, base: 30 } as const;
/** Share of shared passages from which a section counts as copied from last year. */
const NEAR_IDENTICAL = 0.9;
/** Cells other than 0 that two tables must share before their likeness means anything. */
const ENOUGH_VALUES = 6;

const COMPARABLE = ["jurisdiction", "organ"] as const satisfies readonly Scope[];
const [, CARRIED_IN] = BALANCE.left;
const [, CARRIED_OUT] = BALANCE.right;

/** What is carried over, column by column; a slip moves a column and the total, and is told once. */
function checkCarriedOver(subject: CheckSubject): RuleOutcome[] {
  const outcomes = compareCarriedOver(subject);
  const failing = outcomes.filter(({ state }) => state === "fails");
  // The total is the last column and says most.
  const lead = failing.at(-1);
  if (!lead || failing.length === 1) return outcomes;
  const columns = failing.map(
    ({ cells: [into = ""], left, right }) => `${formatColumnLabel(into)}${left}与${right}`,
  );
  const merged = {
    ...lead,
    cells: [...new Set([...lead.cells, ...failing.flatMap(({ cells }) => cells)])],
    message: `${lead.message}；不符的共${failing.length}列：${columns.join("、")}`,
  };
  return [...outcomes.filter(({ state }) => state !== "fails"), merged];
}

function compareCarriedOver({ report, context, values, before }: CheckSubject): RuleOutcome[] {
  return REQUESTS.columns.map(({ code }) => {
    const into = cellName(CARRIED_IN, code);
    const out = cellName(CARRIED_OUT, code);
    const cells = [into, out];
    if (!before) return notEvaluable(cells, explainMissingLastYear(context));
    const now = values.valueOf(into);
    const old = before.values.valueOf(out);
    if (now === null || old === null || !report.forms.requests || !before.report.forms.requests)
      return notEvaluable(cells, "本年或上年有数字缺失");
    const comparison = {
      cells,
      expression: `${now} ${now === old ? "=" : "≠"} ${old}`,
      left: now,
      right: old,
    };
    if (now === old) return holds(comparison);
    return fails(
      comparison,
      `表三“${formatColumnLabel(into)}”列：本年上年结转为${now}，上年报告结转下年度为${old}，相差${Math.abs(now - old)}`,
    );
  });
}

function checkScopeKept({ report, context }: CheckSubject): RuleOutcome[] {
  const [last] = context.lastYear;
  if (!last) return [notEvaluable([], "未载入上年报告")];
  if (context.lastYear.some(({ scope }) => scope === report.scope)) return [holds({ cells: [] })];
  const words = `上年报告范围为${SCOPES[last.scope].name}，本年为${SCOPES[report.scope].name}，跨年数字不作比较`;
  return [fails({ cells: [] }, words)];
}

const PENDING = CELLS.filter(({ column }) => column === "pending");

function checkPendingReappears({ context, values, before }: CheckSubject): RuleOutcome[] {
  return PENDING.map(({ line, name }) => {
    const total = cellName(line, "total");
    const cells = [total, name];
    if (!before) return notEvaluable(cells, explainMissingLastYear(context));
    const old = before.values.valueOf(name);
    const now = values.valueOf(total);
    if (old === null || now === null) return notEvaluable(cells, "本年或上年有数字缺失");
    const comparison = {
      cells,
      expression: `${now} ${now >= old ? "≥" : "<"} ${old}`,
      left: now,
      right: old,
    };
    if (now >= old) return holds(comparison);
    return fails(
      comparison,
      `${formatCellLabel(total)}为${now}，少于上年尚未审结的${old}件，结转案件似未计入`,
    );
  });
}

const REQUEST_TOTALS = REQUESTS.lines
  .filter((line) => !("group" in line) || "sumOf" in line)
  .map((line) => cellName(line.code, "total"));
const WATCHED = [
  ...REQUEST_TOTALS,
  ...CELLS.filter((cell) => cell.column === "decisions" || cell.column === "amount_wan").map(
    (cell) => cell.name,
  ),
  ...CELLS.filter((cell) => cell.table === "review_litigation" && cell.column === "total").map(
    (cell) => cell.name,
  ),
];

function checkJumps({ context, values, before, everything }: CheckSubject): RuleOutcome[] {
  if (!before) return [notEvaluable([], explainMissingLastYear(context))];
  const outcomes = WATCHED.flatMap((name) => {
    const now = values.valueOf(name);
    const old = before.values.valueOf(name);
    if (now === null || old === null || old < JUMP.base) return [];
    const factor = now >= old ? now / old : old / Math.max(now, 1);
    const comparison = {
      cells: [name],
      expression: `${formatPlainNumber(old)} → ${formatPlainNumber(now)}`,
      left: now,
      right: old,
    };
    if (factor < JUMP.factor) return everything ? [holds(comparison)] : [];
    return [
      fails(
        comparison,
        `${formatCellLabel(name)}由上年${formatPlainNumber(old)}变为${formatPlainNumber(now)}，为${now >= old ? `${formatPlainNumber(Math.round(factor * 10) / 10)}倍` : `约${Math.max(Math.round(100 / factor), 0)}%`}`,
      ),
    ];
  });
  return outcomes;
}

function compareTable(
  { report, context, values, before }: CheckSubject,
  table: TableCode,
): RuleOutcome {
  const edition = report.forms[table];
  if (!edition || before?.report.forms[table] !== edition)
    return notEvaluable([], explainMissingLastYear(context));
  const { names, positions } = printedCellsIn(table, edition);
  const same = positions.every((at) => values.at(at) === before.values.at(at));
  const filled = same ? names.filter((name) => (values.valueOf(name) ?? 0) !== 0) : [];
  if (filled.length < ENOUGH_VALUES) return { ...holds({ cells: [] }), topic: table };
  return {
    ...fails(
      { cells: filled },
      `表${tableOf(table).numeral}各格数字与上年完全相同，其中不为0的有${filled.length}格`,
    ),
    topic: table,
  };
}

/** Whether section 五 repeats last year's. */
export function compareImprovements({ report, context, before }: CheckSubject): RuleOutcome {
  const of = (given: typeof report): string =>
    given.sections.find(({ code }) => code === "problems_improvements")?.text ?? "";
  if (!before) return notEvaluable([], explainMissingLastYear(context));
  const [now, old] = [of(report), of(before.report)];
  if (now.length < 60 || old.length < 60) return notEvaluable([], "第五部分缺失或过短，不作比较");
  const share = measureSimilarity(now, old);
  const comparison = {
    cells: [],
    expression: `${Math.round(share * 100)}%`,
    left: share,
    right: NEAR_IDENTICAL,
  };
  if (share < NEAR_IDENTICAL) return { ...holds(comparison), topic: "text" };
  return {
    ...fails(comparison, `第五部分与上年报告${formatSimilarity(share)}`),
    topic: "text",
  };
}

const CROSS_YEAR = { editions: EDITIONS, scopes: COMPARABLE } as const;

/** A report against the same body's report of the year before, of the same scope only. */
export const ACROSS_YEAR_RULES = [
  {
    id: "Y-CARRY",
    severity: "E",
    name: "结转件数前后年衔接",
    basis: "《条例》第三十三条；表三结转下年度即次年的上年结转",
    expression: "本年上年结转＝上年报告结转下年度，七列各自成立",
    request: "请核对两年的结转件数，何者有误？",
    tables: ["requests"],
    ...CROSS_YEAR,
    rightIn: { lastYear: 1 },
    evaluate: checkCarriedOver,
  },
  {
    id: "Y-SCOPE",
    severity: "I",
    name: "数据范围变化",
    basis: "全辖区与本机关的数据不可比",
    expression: "本年与上年报告的数据范围相同",
    request: "请确认两年报告的数据范围。",
    citesBasis: false,
    tables: [],
    editions: EDITIONS,
    scopes: COMPARABLE,
    evaluate: checkScopeKept,
  },
  {
    id: "Y-PENDING",
    severity: "I",
    name: "未审结案件次年再现",
    basis: "表四含上年度结转案件，各年不可相加",
    expression: "本年总计≥上年尚未审结",
    request: "请确认上年未审结案件的去向。",
    citesBasis: false,
    tables: ["review_litigation"],
    ...CROSS_YEAR,
    rightIn: { lastYear: 1 },
    evaluate: checkPendingReappears,
  },
  {
    id: "Y-JUMP",
    severity: "W",
    name: "数字年度间突变",
    basis: `与上年之比达${JUMP.factor}倍以上（上年不少于${JUMP.base}）`,
    expression: `本年与上年之比不超过${JUMP.factor}倍`,
    request: "请说明变化原因，或确认统计口径、单位是否一致。",
    citesBasis: false,
    tables: [...TABLE_CODES],
    ...CROSS_YEAR,
    rightIn: { lastYear: 0 },
    evaluate: checkJumps,
  },
  {
    id: "Y-SAME",
    severity: "W",
    name: "与上年雷同",
    basis: "《条例》第四十七条、第五十条；年度报告不得内容雷同、敷衍",
    expression: "整表数字、第五部分文字不与上年雷同",
    request: "请确认是否沿用了上年内容。",
    tables: [],
    ...CROSS_YEAR,
    evaluate: (subject) => [
      ...TABLES.map((table) => compareTable(subject, table.code)),
      compareImprovements(subject),
    ],
  },
] as const satisfies readonly CheckRule[];
