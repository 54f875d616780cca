import { EDITIONS } from "../../form/edition";
import type { Alternative, ClaimKind, Contradiction } from "../../narrative/claim";
import { findContradictions } from "../../narrative/contradictions";
import { SCOPE_CODES } from "../../report/body";
import { explainMissingLastYear } from "../check-context";
import {
  type CheckRule,
  type CheckSubject,
  formatPlainNumber,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

const contradictionsBySubject = new WeakMap<CheckSubject, readonly Contradiction[]>();

function contradictionsOf(subject: CheckSubject): readonly Contradiction[] {
  const known = contradictionsBySubject.get(subject);
  if (known) return known;
  const found = findContradictions(subject.report, subject.before?.report ?? null);
  contradictionsBySubject.set(subject, found);
  return found;
}

/** The values that the stated figure is compared with, each once and in the unit of the stated one. */
function alternativesOf({ compared, alternatives }: Contradiction): readonly Alternative[] {
  if (alternatives) return alternatives;
  return [...new Set(compared.map(({ value }) => value))].map((value) => ({
    value,
    unit: "count",
  }));
}

function expressionOf({ quoted }: Contradiction, against: readonly Alternative[]): string {
  const isPercentage = against.some(({ unit }) => unit === "percent");
  const stated = isPercentage && !quoted.endsWith("%") ? `${quoted}%` : quoted;
  const others = against
    .slice(0, 3)
    .map(({ value, unit }) => `${formatPlainNumber(value)}${unit === "percent" ? "%" : ""}`);
  return `${stated} ≠ ${others.join(" / ")}`;
}

function contradictionOutcome(contradiction: Contradiction): RuleOutcome {
  const against = alternativesOf(contradiction);
  const [first] = against;
  // The two values are counts; percentages stand in the expression and the message.
  const counts = first?.unit === "count";
  const right = counts ? first.value : null;
  const left = counts || !contradiction.alternatives ? contradiction.stated : null;
  return {
    state: "fails",
    cells: [...new Set(contradiction.compared.flatMap(({ cells }) => cells))],
    expression: expressionOf(contradiction, against),
    left,
    right,
    difference: left === null || right === null ? null : left - right,
    message: contradiction.message,
    topic: contradiction.topic,
    quotation: {
      section: contradiction.section,
      sentence: contradiction.sentence,
      start: contradiction.start,
      end: contradiction.end,
    },
    ...(contradiction.nearest === null ? {} : { nearest: contradiction.nearest }),
  };
}

/** Gives each outcome a topic of its own, however often a section says the same thing. */
function nameTopics(outcomes: readonly RuleOutcome[]): RuleOutcome[] {
  const seen = new Map<string, number>();
  return outcomes.map((outcome) => {
    const topic = `${outcome.quotation?.section ?? ""}.${outcome.topic ?? ""}`;
    const key = [topic, ...outcome.cells].join("|");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return { ...outcome, topic: count === 1 ? topic : `${topic}#${count}` };
  });
}

const evaluateKind =
  (kind: ClaimKind) =>
  (subject: CheckSubject): readonly RuleOutcome[] => {
    if (subject.report.sections.length === 0) return [notEvaluable([], "未读取到正文")];
    if (kind === "change" && !subject.before)
      return [notEvaluable([], explainMissingLastYear(subject.context))];
    const found = contradictionsOf(subject).filter((each) => each.kind === kind);
    if (found.length === 0)
      return [holds({ cells: [] }, kind === "self" ? "文字前后未见不一" : "文字与表格未见不符")];
    return nameTopics(found.map(contradictionOutcome));
  };

const SHARED = {
  severity: "W",
  basis: "《条例》第五十条，年度报告的文字与表格应当一致",
  tables: [],
  editions: EDITIONS,
  scopes: SCOPE_CODES,
} as const;

/** The narrative against the tables and itself: each kind of claim on every lawful reading. */
export const NARRATIVE_RULES = [
  {
    id: "N-COUNT",
    name: "文字所写件数",
    expression: "文字所写件数与表格某一合理口径相符",
    request: "请说明文字所用口径，或更正。",
    ...SHARED,
    evaluate: evaluateKind("count"),
  },
  {
    id: "N-SHARE",
    name: "文字所写百分比",
    expression: "文字所写百分比与表格某一合理比值四舍五入后相符",
    request: "请说明计算的分子、分母，或更正。",
    ...SHARED,
    evaluate: evaluateKind("percentage"),
  },
  {
    id: "N-PARTS",
    name: "文字所列各项之和",
    expression: "列全各项时，各项之和等于所称总数",
    request: "请核对各项，或说明未列出的部分。",
    ...SHARED,
    evaluate: evaluateKind("parts"),
  },
  {
    id: "N-SWEEP",
    name: "概括性表述",
    expression: "均获维持、零纠正、无复议诉讼、全部办结、无结转等表述与表格相符",
    request: "请核对该表述。",
    ...SHARED,
    evaluate: evaluateKind("sweeping"),
  },
  {
    id: "N-CHANGE",
    name: "与上年相比",
    expression: "文字所写增减与上年、本年报告的数字相符",
    request: "请说明比较口径，或更正。",
    ...SHARED,
    rightIn: "nowhere",
    evaluate: evaluateKind("change"),
  },
  {
    id: "N-SELF",
    name: "文字前后一致",
    expression: "表格不列的同一数量，各部分文字所写相同",
    request: "请说明两处口径，或更正。",
    ...SHARED,
    basis: "《条例》第五十条，年度报告的内容应当前后一致",
    rightIn: "nowhere",
    evaluate: evaluateKind("self"),
  },
] as const satisfies readonly CheckRule[];
