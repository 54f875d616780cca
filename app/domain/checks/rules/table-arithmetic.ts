import { formatCellLabel, formatColumnLabel, formatLineLabel } from "../../form/cell-label";
import { cellNameAt } from "../../form/cell-positions";
import { type TableCode, tableOf } from "../../form/cells";
import { type Edition, EDITIONS } from "../../form/edition";
import { identitiesIn, type Identity } from "../../form/identities";
import { PRINTED_CHECK } from "../../form/requests";
import { SCOPE_CODES } from "../../report/body";
import { DASH, EMPTY, MISSING, type ReportValues, UNREADABLE } from "../../report/report-values";
import {
  type CheckRule,
  type CheckSubject,
  formatPlainNumber,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";
import { assessIdentity, findBlankLine } from "../identity-state";

function formatSide(values: ReportValues, positions: readonly number[]): string {
  const shown = positions.filter((position) => values.at(position) !== 0);
  const terms = positions.length > 6 ? shown : positions;
  return terms.map((position) => formatPlainNumber(values.at(position))).join("+") || "0";
}

function explainNotEvaluable(values: ReportValues, identity: Identity, bits: number): string {
  const obstacle = bits & MISSING ? MISSING : bits & UNREADABLE ? UNREADABLE : DASH;
  const reason = { [MISSING]: "未印出", [UNREADABLE]: "无法识别", [DASH]: "以横线填写" }[obstacle];
  const obstacles = [...identity.left, ...identity.right].filter(
    (position) => values.bitsAt(position) & obstacle,
  );
  const named = obstacles.slice(0, 3).map((position) => formatCellLabel(cellNameAt(position)));
  return `${named.join("、")}${obstacles.length > 3 ? `等${obstacles.length}格` : ""}${reason}，无法核对`;
}

function compareSides(
  values: ReportValues,
  identity: Identity,
  left: number,
  right: number,
): Omit<RuleOutcome, "state" | "message"> {
  const equal = left === right ? "=" : "≠";
  return {
    cells: identity.cells,
    expression: `${formatSide(values, identity.left)} ${equal} ${formatSide(values, identity.right)}`,
    left,
    right,
    difference: left - right,
  };
}

function reportBlankTotal(values: ReportValues, identity: Identity, right: number): RuleOutcome {
  const [head] = identity.cells;
  return {
    ...compareSides(values, identity, right, right),
    state: "fails",
    severity: "W",
    left: null,
    difference: null,
    expression: `（空白） → ${formatSide(values, identity.right)} = ${formatPlainNumber(right)}`,
    message: `${formatCellLabel(head ?? "")}空白，按各分项计算为${formatPlainNumber(right)}`,
  };
}

function formatFailure(identity: Identity, left: number, right: number, empty: boolean): string {
  const [head = ""] = identity.cells;
  const gap = `相差${formatPlainNumber(Math.abs(left - right))}`;
  const counted = empty ? "（空白按0计）" : "";
  if (identity.kind === "balance")
    return `表三“${formatColumnLabel(head)}”列：第一项加第二项之和为${formatPlainNumber(left)}，第三项加第四项之和为${formatPlainNumber(right)}，${gap}${counted}`;
  return `${formatCellLabel(head)}印为${formatPlainNumber(left)}，各分项之和为${formatPlainNumber(right)}，${gap}${counted}`;
}

/** A way of filling in that fails many identities at once and is told once. */
type Habit = "blankTotals" | "blankParts" | "unstatedLine";

interface IdentityOutcome {
  readonly identity: Identity;
  readonly outcome: RuleOutcome;
  readonly habit?: Habit;
}

/** What an identity says of a report's figures; undefined where it holds or cannot be told and that is not wanted. */
function evaluateIdentity(
  { values, everything }: CheckSubject,
  identity: Identity,
  edition: Edition,
): IdentityOutcome | undefined {
  const { state, left, right, bits } = assessIdentity(values, identity, edition);
  if (state === "unknown") {
    if (!everything) return undefined;
    const why = explainNotEvaluable(values, identity, bits);
    return { identity, outcome: notEvaluable(identity.cells, why) };
  }
  if (state === "blankTotal")
    return {
      identity,
      outcome: reportBlankTotal(values, identity, right),
      habit: "blankTotals",
    };
  const compared = compareSides(values, identity, left, right);
  if (state === "holds")
    return everything
      ? { identity, outcome: { ...compared, state: "holds", message: "勾稽关系成立" } }
      : undefined;
  const found = { ...compared, state: "fails" as const };
  const [head = ""] = identity.cells;
  if (state === "blankParts") {
    const message = `${formatCellLabel(head)}印为${formatPlainNumber(left)}，各分项全部空白`;
    return { identity, outcome: { ...found, severity: "W", message }, habit: "blankParts" };
  }
  const message = formatFailure(identity, left, right, (bits & EMPTY) !== 0);
  if (state === "blankLine") {
    const line = findBlankLine(values, identity, edition) ?? head;
    const said = `表三“${formatLineLabel(line)}”整行空白；${message}`;
    return { identity, outcome: { ...found, severity: "W", message: said }, habit: "unstatedLine" };
  }
  const unread = state === "impossible" ? "，认不出的格还未计入" : "";
  return { identity, outcome: { ...found, message: `${message}${unread}` } };
}

/** A line or column of a table, by the cell of its total. */
const placeOf = ({ kind, cells: [head = ""] }: Identity): string =>
  kind === "across" ? formatLineLabel(head) : formatColumnLabel(head);

/** The most places that a message names; the cells of the outcome are all of them. */
const NAMED_PLACES = 4;

function formatPlaces(places: readonly string[]): string {
  const named = places.slice(0, NAMED_PLACES).join("；");
  return places.length > NAMED_PLACES ? `${named}等${places.length}处` : named;
}

/** One outcome for identities that fail by the same habit: how many, where, and what each comes to. */
const HABIT_OUTCOMES: Readonly<
  Record<Habit, (found: readonly IdentityOutcome[], table: TableCode) => RuleOutcome>
> = {
  blankTotals: (found, table) => {
    const sums = found.map(({ outcome }) => formatPlainNumber(outcome.right ?? 0));
    const places = found.map(({ identity }, index) => `${placeOf(identity)}为${sums[index] ?? ""}`);
    return {
      state: "fails",
      severity: "W",
      cells: found.flatMap(({ identity }) => identity.cells.slice(0, 1)),
      expression: `（空白） → ${sums.join("、")}`,
      left: null,
      right: null,
      difference: null,
      message: `表${tableOf(table).numeral}有${found.length}处总计空白，按各分项计算：${formatPlaces(places)}`,
      topic: "blankTotals",
    };
  },
  blankParts: (found, table) => {
    const totals = found.map(({ outcome }) => formatPlainNumber(outcome.left ?? 0));
    const places = found.map(
      ({ identity }, index) => `${placeOf(identity)}${totals[index] ?? ""}件`,
    );
    return {
      state: "fails",
      severity: "W",
      cells: found.flatMap(({ identity }) => identity.cells.slice(0, 1)),
      expression: `${totals.join("、")} ≠ （空白）`,
      left: null,
      right: null,
      difference: null,
      message: `表${tableOf(table).numeral}有${found.length}处只印总计，各分项全部空白：${formatPlaces(places)}`,
      topic: "blankParts",
    };
  },
  unstatedLine: (found) => {
    const columns = found.map(({ identity: { cells } }) => formatColumnLabel(cells[0] ?? ""));
    // The last column is the total, which says most.
    const last = found.at(-1)?.outcome;
    const others = found.slice(0, -1).flatMap(({ identity }) => identity.cells);
    return {
      ...(last ?? notEvaluable([], "")),
      cells: [...(last?.cells ?? []), ...others],
      message: `${last?.message ?? ""}；不平衡的共${found.length}列：${columns.join("、")}`,
      topic: "unstatedLine",
    };
  },
};

/** Outcomes of every identity of one kind in a table; a table that is absent cannot be evaluated. */
function evaluateIdentities(
  subject: CheckSubject,
  table: TableCode,
  kind: Identity["kind"],
): readonly RuleOutcome[] {
  const edition = subject.report.forms[table];
  if (!edition) return subject.everything ? [notEvaluable([], "本表缺失或不完整，无法核对")] : [];
  const found: IdentityOutcome[] = [];
  for (const identity of identitiesIn(table, edition)) {
    if (identity.kind !== kind) continue;
    const outcome = evaluateIdentity(subject, identity, edition);
    if (outcome) found.push(outcome);
  }
  return found.flatMap((one) => {
    const { habit, outcome } = one;
    if (!habit) return [outcome];
    const alike = found.filter((other) => other.habit === habit);
    if (alike.length === 1) return [outcome];
    return one === alike[0] ? [HABIT_OUTCOMES[habit](alike, table)] : [];
  });
}

const EVERYWHERE = { editions: EDITIONS, scopes: SCOPE_CODES } as const;

/** The check that the form itself prints, and the totals that it declares, against their parts. */
export const TABLE_ARITHMETIC_RULES = [
  {
    id: "T3-BAL",
    severity: "E",
    name: "表三四项平衡",
    basis: `表三印明的勾稽关系${PRINTED_CHECK}`,
    expression: "本年新收＋上年结转＝办理结果总计＋结转下年度，七列各自成立",
    request: "请核对该列四项数字，何者有误？",
    tables: ["requests"],
    ...EVERYWHERE,
    evaluate: (subject) => evaluateIdentities(subject, "requests", "balance"),
  },
  {
    id: "T3-SUM",
    severity: "E",
    name: "表三办理结果合计",
    basis: "报告格式中，（七）总计为各办理结果之和",
    expression: "办理结果总计＝各办理结果之和，七列各自成立",
    request: "请核对该列各项办理结果与总计，何者有误？",
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
    request: "请核对该行各类申请人与总计，何者有误或漏填？",
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
    request: "请核对该组各项与总计，何者有误或漏填？",
    tables: ["review_litigation"],
    ...EVERYWHERE,
    evaluate: (subject) => evaluateIdentities(subject, "review_litigation", "across"),
  },
] as const satisfies readonly CheckRule[];
