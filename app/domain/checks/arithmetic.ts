import type { TableCode } from "../form/cells";
import type { Outcome, Subject } from "./check";
import { cannot, inFigures as figure } from "./outcome";
import { cellInWords, columnInWords, lineInWords } from "../form/wording";
import {
  COMPUTED,
  DASH,
  EMPTY,
  MISSING,
  PRINTED,
  UNREADABLE,
  nameAt,
  type Figures,
} from "./figures";
import { identitiesIn, type Identity } from "./identity";

function sideInFigures(figures: Figures, positions: readonly number[]): string {
  const shown = positions.filter((position) => figures.at(position) !== 0);
  const terms = positions.length > 6 ? shown : positions;
  return terms.map((position) => figure(figures.at(position))).join("+") || "0";
}

function total(figures: Figures, positions: readonly number[]): number {
  let sum = 0;
  for (const position of positions) sum += figures.at(position);
  return sum;
}

function bitsOf(figures: Figures, positions: readonly number[]): number {
  let bits = 0;
  for (const position of positions) bits |= figures.bitsAt(position);
  return bits;
}

function whyNot(figures: Figures, identity: Identity, bits: number): string {
  const flaw = bits & MISSING ? MISSING : bits & UNREADABLE ? UNREADABLE : DASH;
  const words = { [MISSING]: "未印出", [UNREADABLE]: "无法识别", [DASH]: "以横线填写" }[flaw];
  const culprits = [...identity.left, ...identity.right].filter(
    (position) => figures.bitsAt(position) & flaw,
  );
  const named = culprits.slice(0, 3).map((position) => cellInWords(nameAt(position)));
  return `${named.join("、")}${culprits.length > 3 ? `等${culprits.length}格` : ""}${words}，无法核对`;
}

function rest(
  figures: Figures,
  identity: Identity,
  left: number,
  right: number,
): Omit<Outcome, "state" | "message"> {
  const equal = left === right ? "=" : "≠";
  return {
    cells: identity.cells,
    expression: `${sideInFigures(figures, identity.left)} ${equal} ${sideInFigures(figures, identity.right)}`,
    left,
    right,
    difference: left - right,
  };
}

function blankTotal(figures: Figures, identity: Identity, right: number): Outcome {
  const [head] = identity.cells;
  return {
    ...rest(figures, identity, right, right),
    state: "fails",
    severity: "W",
    left: null,
    difference: null,
    expression: `（空白） → ${sideInFigures(figures, identity.right)} = ${figure(right)}`,
    message: `${cellInWords(head ?? "")}空白，按各分项计算为${figure(right)}`,
  };
}

function words(identity: Identity, left: number, right: number, empty: boolean): string {
  const [head = ""] = identity.cells;
  const gap = `相差${figure(Math.abs(left - right))}`;
  const counted = empty ? "（空白按0计）" : "";
  if (identity.kind === "balance")
    return `表三“${columnInWords(head)}”列：第一项加第二项之和为${figure(left)}，第三项加第四项之和为${figure(right)}，${gap}${counted}`;
  return `${cellInWords(head)}印为${figure(left)}，各分项之和为${figure(right)}，${gap}${counted}`;
}

/** The first item of a balance that is blank in every column, so that the table does not state it. */
function unstatedLine(subject: Subject, identity: Identity): string | undefined {
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
function outcomeOf(subject: Subject, identity: Identity): Outcome | undefined {
  const { figures, everything } = subject;
  const bits = bitsOf(figures, identity.left) | bitsOf(figures, identity.right);
  if (bits & (MISSING | UNREADABLE))
    return everything ? cannot(identity.cells, whyNot(figures, identity, bits)) : undefined;
  const left = total(figures, identity.left);
  const right = total(figures, identity.right);
  const head = identity.left[0] ?? 0;
  if (identity.kind !== "balance" && figures.bitsAt(head) & COMPUTED)
    return blankTotal(figures, identity, right);
  if (left === right) {
    if (!everything) return undefined;
    return { ...rest(figures, identity, left, right), state: "holds", message: "勾稽关系成立" };
  }
  if (bits & DASH)
    return everything ? cannot(identity.cells, whyNot(figures, identity, bits)) : undefined;
  const found = rest(figures, identity, left, right);
  const partsBlank =
    identity.kind !== "balance" && !(bitsOf(figures, identity.right) & (PRINTED | COMPUTED));
  if (partsBlank)
    return {
      ...found,
      state: "fails",
      severity: "W",
      message: `${cellInWords(identity.cells[0] ?? "")}印为${figure(left)}，各分项全部空白`,
    };
  const unstated = unstatedLine(subject, identity);
  if (unstated)
    return {
      ...found,
      state: "fails",
      severity: "W",
      message: `表三“${lineInWords(unstated)}”整行空白；${words(identity, left, right, true)}`,
    };
  return {
    ...found,
    state: "fails",
    message: words(identity, left, right, (bits & EMPTY) !== 0),
  };
}

/** Outcomes of every identity of one kind in a table; a table that is absent cannot be evaluated. */
export function identityOutcomes(
  subject: Subject,
  table: TableCode,
  kind: Identity["kind"],
): readonly Outcome[] {
  const edition = subject.report.forms[table];
  if (!edition) return subject.everything ? [cannot([], "本表缺失或不完整，无法核对")] : [];
  const outcomes: Outcome[] = [];
  for (const identity of identitiesIn(table, edition)) {
    if (identity.kind !== kind) continue;
    const outcome = outcomeOf(subject, identity);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}
