import { formatCellLabel } from "../../form/cell-label";
import { cellNameAt, cellPositionOf } from "../../form/cell-positions";
import { cellsIn, type TableCode, TABLES } from "../../form/cells";
import { EDITIONS } from "../../form/edition";
import { identitiesIn } from "../../form/identities";
import { isMoneyUnit } from "../../form/table";
import { SCOPE_CODES } from "../../report/body";
import { PRINTED } from "../../report/report-values";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  formatPlainNumber,
  holds,
  type RuleOutcome,
} from "../check-rule";

const countsIn = new Map(
  TABLES.flatMap((table) =>
    EDITIONS.map((edition) => {
      const counts = cellsIn(table.code, edition).filter(
        (cell) => !cell.signed && !isMoneyUnit(cell.unit),
      );
      return [`${table.code}${edition}`, counts.map((cell) => cellPositionOf(cell.name))] as const;
    }),
  ),
);

/** Every printed count that is negative or not whole. */
function checkCounts(
  { report, values, everything }: CheckSubject,
  table: TableCode,
): RuleOutcome[] {
  const edition = report.forms[table];
  if (!edition) return [];
  const outcomes: RuleOutcome[] = [];
  for (const position of countsIn.get(`${table}${edition}`) ?? []) {
    const value = values.at(position);
    if (value >= 0 && Number.isInteger(value)) continue;
    if (!(values.bitsAt(position) & PRINTED)) continue;
    const name = cellNameAt(position);
    const comparison = { cells: [name], expression: formatPlainNumber(value), left: value };
    outcomes.push(
      fails(
        comparison,
        `${formatCellLabel(name)}印为${formatPlainNumber(value)}，件数应为不小于0的整数`,
      ),
    );
  }
  return everything && outcomes.length === 0 ? [holds({ cells: [] })] : outcomes;
}

/** A sum down that exceeds its total by no more than 部分公开: those cases may stand twice. */
function checkCountedTwice({ report, values, everything }: CheckSubject): RuleOutcome[] {
  const edition = report.forms.requests;
  if (!edition) return [];
  const outcomes: RuleOutcome[] = [];
  for (const identity of identitiesIn("requests", edition)) {
    if (identity.kind !== "down") continue;
    const [total = 0] = identity.left;
    const excess = identity.right.reduce((sum, at) => sum + values.at(at), 0) - values.at(total);
    if (excess <= 0 || !(values.bitsAt(total) & PRINTED)) continue;
    const partial = identity.cells.find((name) => name.startsWith("partially_disclosed_"));
    const parts = values.sumOf(identity.cells.slice(1));
    if (parts === null || partial === undefined) continue;
    const cases = values.valueOf(partial) ?? 0;
    const cells = [partial, ...identity.cells.filter((name) => name !== partial)];
    const comparison = { cells, expression: `${excess} ≤ ${cases}`, left: excess, right: cases };
    if (excess <= cases)
      outcomes.push(
        fails(
          comparison,
          `${formatCellLabel(partial)}为${cases}，该列各项之和比总计多${excess}，区分处理的件数可能又计入其他情形`,
        ),
      );
  }
  return everything && outcomes.length === 0 ? [holds({ cells: [] })] : outcomes;
}

const COUNTS = {
  severity: "E",
  basis: "报告格式中，各项单位为件、项、个",
  expression: "每格为不小于0的整数（增减数除外）",
  request: "请核对该格数字及小数点、正负号。",
  editions: EDITIONS,
  scopes: SCOPE_CODES,
} as const;

/** Whether the printed figures are counts at all, and counted once. */
export const WHOLE_NUMBER_RULES = [
  {
    id: "T2-NEG",
    name: "表二件数为非负整数",
    ...COUNTS,
    tables: ["proactive_disclosure"],
    evaluate: (subject) => checkCounts(subject, "proactive_disclosure"),
  },
  {
    id: "T3-NEG",
    name: "表三件数为非负整数",
    ...COUNTS,
    tables: ["requests"],
    evaluate: (subject) => checkCounts(subject, "requests"),
  },
  {
    id: "T4-NEG",
    name: "表四件数为非负整数",
    ...COUNTS,
    tables: ["review_litigation"],
    evaluate: (subject) => checkCounts(subject, "review_litigation"),
  },
  {
    id: "T3-PART",
    severity: "I",
    name: "部分公开只计一次",
    basis: "《条例》第三十七条；表三“区分处理的，只计这一情形，不计其他情形”",
    expression: "办理结果各项之和不因部分公开而大于总计",
    request: "请确认部分公开的件数是否只计一次。",
    tables: ["requests"],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    evaluate: checkCountedTwice,
  },
] as const satisfies readonly CheckRule[];
