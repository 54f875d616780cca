import { formatCellLabel, formatColumnLabel, formatLineLabel } from "../../form/cell-label";
import type { TableCode } from "../../form/cells";
import { EDITIONS } from "../../form/edition";
import { identitiesIn, type Identity } from "../../form/identities";
import { PRINTED_CHECK } from "../../form/requests";
import { SCOPE_CODES } from "../../report/body";
import {
  COMPUTED,
  DASH,
  EMPTY,
  MISSING,
  PRINTED,
  type ReportValues,
  UNREADABLE,
} from "../../report/report-values";
import { cellNameAt } from "../../form/cell-positions";
import {
  type CheckRule,
  type CheckSubject,
  formatPlainNumber as figure,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

function formatSide(figures: ReportValues, positions: readonly number[]): string {
  const shown = positions.filter((position) => figures.at(position) !== 0);
  const terms = positions.length > 6 ? shown : positions;
  return terms.map((position) => figure(figures.at(position))).join("+") || "0";
}

function addUp(figures: ReportValues, positions: readonly number[]): number {
  let sum = 0;
  for (const position of positions) sum += figures.at(position);
  return sum;
}

function bitsOf(figures: ReportValues, positions: readonly number[]): number {
  let bits = 0;
  for (const position of positions) bits |= figures.bitsAt(position);
  return bits;
}

function explainNotEvaluable(figures: ReportValues, identity: Identity, bits: number): string {
  const flaw = bits & MISSING ? MISSING : bits & UNREADABLE ? UNREADABLE : DASH;
  const words = { [MISSING]: "未印出", [UNREADABLE]: "无法识别", [DASH]: "以横线填写" }[flaw];
  const culprits = [...identity.left, ...identity.right].filter(
    (position) => figures.bitsAt(position) & flaw,
  );
  const named = culprits.slice(0, 3).map((position) => formatCellLabel(cellNameAt(position)));
  return `${named.join("、")}${culprits.length > 3 ? `等${culprits.length}格` : ""}${words}，无法核对`;
}

function compareSides(
  figures: ReportValues,
  identity: Identity,
  left: number,
  right: number,
): Omit<RuleOutcome, "state" | "message"> {
  const equal = left === right ? "=" : "≠";
  return {
    cells: identity.cells,
    expression: `${formatSide(figures, identity.left)} ${equal} ${formatSide(figures, identity.right)}`,
    left,
    right,
    difference: left - right,
  };
}

function reportBlankTotal(figures: ReportValues, identity: Identity, right: number): RuleOutcome {
  const [head] = identity.cells;
  return {
    ...compareSides(figures, identity, right, right),
    state: "fails",
    severity: "W",
    left: null,
    difference: null,
    expression: `（空白） → ${formatSide(figures, identity.right)} = ${figure(right)}`,
    message: `${formatCellLabel(head ?? "")}空白，按各分项计算为${figure(right)}`,
  };
}

function formatFailure(identity: Identity, left: number, right: number, empty: boolean): string {
  const [head = ""] = identity.cells;
  const gap = `相差${figure(Math.abs(left - right))}`;
  const counted = empty ? "（空白按0计）" : "";
  if (identity.kind === "balance")
    return `表三“${formatColumnLabel(head)}”列：第一项加第二项之和为${figure(left)}，第三项加第四项之和为${figure(right)}，${gap}${counted}`;
  return `${formatCellLabel(head)}印为${figure(left)}，各分项之和为${figure(right)}，${gap}${counted}`;
}

/** The first item of a balance that is blank in every column, so that the table does not state it. */
function findUnstatedLine(subject: CheckSubject, identity: Identity): string | undefined {
  if (identity.kind !== "balance") return undefined;
  const edition = subject.report.forms[identity.table];
  if (!edition) return undefined;
  const balances = identitiesIn(identity.table, edition).filter(({ kind }) => kind === "balance");
  const item = identity.cells.findIndex((_, index) =>
    balances.every(({ left, right }) => {
      const position = [...left, ...right][index];
      return position !== undefined && subject.figures.bitsAt(position) === EMPTY;
    }),
  );
  return identity.cells[item];
}

/** What an identity says of a report's figures; undefined where it holds and that is not wanted. */
function evaluateIdentity(subject: CheckSubject, identity: Identity): RuleOutcome | undefined {
  const { figures, everything } = subject;
  const bits = bitsOf(figures, identity.left) | bitsOf(figures, identity.right);
  if (bits & (MISSING | UNREADABLE))
    return everything
      ? notEvaluable(identity.cells, explainNotEvaluable(figures, identity, bits))
      : undefined;
  const left = addUp(figures, identity.left);
  const right = addUp(figures, identity.right);
  const head = identity.left[0] ?? 0;
  if (identity.kind !== "balance" && figures.bitsAt(head) & COMPUTED)
    return reportBlankTotal(figures, identity, right);
  if (left === right) {
    if (!everything) return undefined;
    return {
      ...compareSides(figures, identity, left, right),
      state: "holds",
      message: "勾稽关系成立",
    };
  }
  if (bits & DASH)
    return everything
      ? notEvaluable(identity.cells, explainNotEvaluable(figures, identity, bits))
      : undefined;
  const found = compareSides(figures, identity, left, right);
  const partsBlank =
    identity.kind !== "balance" && !(bitsOf(figures, identity.right) & (PRINTED | COMPUTED));
  if (partsBlank)
    return {
      ...found,
      state: "fails",
      severity: "W",
      message: `${formatCellLabel(identity.cells[0] ?? "")}印为${figure(left)}，各分项全部空白`,
    };
  const unstated = findUnstatedLine(subject, identity);
  if (unstated)
    return {
      ...found,
      state: "fails",
      severity: "W",
      message: `表三“${formatLineLabel(unstated)}”整行空白；${formatFailure(identity, left, right, true)}`,
    };
  return {
    ...found,
    state: "fails",
    message: formatFailure(identity, left, right, (bits & EMPTY) !== 0),
  };
}

/** Outcomes of every identity of one kind in a table; a table that is absent cannot be evaluated. */
export function evaluateIdentities(
  subject: CheckSubject,
  table: TableCode,
  kind: Identity["kind"],
): readonly RuleOutcome[] {
  const edition = subject.report.forms[table];
  if (!edition) return subject.everything ? [notEvaluable([], "本表缺失或不完整，无法核对")] : [];
  const outcomes: RuleOutcome[] = [];
  for (const identity of identitiesIn(table, edition)) {
    if (identity.kind !== kind) continue;
    const outcome = evaluateIdentity(subject, identity);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}

/** The one check that the form itself prints, for each of the seven columns. */
export const BALANCE_RULES = [
  {
    id: "T3-BAL",
    severity: "E",
    name: "表三四项平衡",
    basis: `表三印明的勾稽关系${PRINTED_CHECK}`,
    expression: "本年新收＋上年结转＝办理结果总计＋结转下年度，七列各自成立",
    question: "{message}。请核对该列四项数字，何者有误？依据：{basis}。",
    tables: ["requests"],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    evaluate: (subject) => evaluateIdentities(subject, "requests", "balance"),
  },
] as const satisfies readonly CheckRule[];

const EVERYWHERE = { editions: EDITIONS, scopes: SCOPE_CODES } as const;

/** Totals that the form declares, against their parts. */
export const TABLE_SUM_RULES = [
  {
    id: "T3-SUM",
    severity: "E",
    name: "表三办理结果合计",
    basis: "报告格式中，（七）总计为各办理结果之和",
    expression: "办理结果总计＝各办理结果之和，七列各自成立",
    question: "{message}。请核对该列各项办理结果与总计，何者有误？依据：{basis}。",
    tables: ["requests"],
    ...EVERYWHERE,
    evaluate: (subject) => evaluateIdentities(subject, "requests", "down"),
  },
  {
    id: "T3-ROW",
    severity: "E",
    name: "表三申请人合计",
    basis: "报告格式中，总计列为六类申请人之和",
    expression: "总计＝六类申请人之和，每行各自成立；总计空白的按分项计算并请补填",
    question: "{message}。请核对该行各类申请人与总计，何者有误或漏填？依据：{basis}。",
    tables: ["requests"],
    ...EVERYWHERE,
    evaluate: (subject) => evaluateIdentities(subject, "requests", "across"),
  },
  {
    id: "T4-SUM",
    severity: "E",
    name: "表四案件合计",
    basis: "报告格式中，总计为结果维持、结果纠正、其他结果、尚未审结之和",
    expression: "总计＝结果维持＋结果纠正＋其他结果＋尚未审结，三组各自成立",
    question: "{message}。请核对该组各项与总计，何者有误或漏填？依据：{basis}。",
    tables: ["review_litigation"],
    ...EVERYWHERE,
    evaluate: (subject) => evaluateIdentities(subject, "review_litigation", "across"),
  },
] as const satisfies readonly CheckRule[];
