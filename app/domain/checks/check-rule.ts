import type { Severity } from "../report/severity";
import type { TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { keysOf } from "../records";
import type { Scope } from "../report/body";
import type { CheckedReport } from "../report/checked-report";
import type { ReportValues } from "../report/report-values";
import type { CheckContext } from "./check-context";

/**
 * What became of a finding: whether a person has accepted it, whether it still says the same, and whether a correction
 * of figures removed it.
 */
export const ACCEPTANCES = {
  open: { name: "待反馈", meaning: "尚未接受", isPending: true },
  changed: { name: "已变化", meaning: "接受之后数值又有变化，须重新核对", isPending: true },
  accepted: { name: "已接受", meaning: "经人核对，理由成立", isPending: false },
  corrected: { name: "已更正", meaning: "数字更正之后不再成立，留作记录", isPending: false },
} as const;
export type Acceptance = keyof typeof ACCEPTANCES;
export const ACCEPTANCE_CODES = keysOf(ACCEPTANCES);

/** What a finding is while somebody has yet to explain it. */
export const PENDING: readonly Acceptance[] = ACCEPTANCE_CODES.filter(
  (code) => ACCEPTANCES[code].isPending,
);

export const RESULT_STATES = {
  holds: "成立",
  fails: "不成立",
  notEvaluable: "无法判断",
} as const;
export type ResultState = keyof typeof RESULT_STATES;

/** Where a finding about a sentence points: a section and the span within its text. */
interface Quotation {
  readonly section: string;
  readonly sentence: string;
  /** Offsets of the figure in the text of the section, in UTF-16 units, the end excluded. */
  readonly start: number;
  readonly end: number;
}

/** What a rule says of one thing in one report. */
export interface RuleOutcome {
  readonly state: ResultState;
  /** Graver or milder than the rule itself, such as a blank total. */
  readonly severity?: Severity;
  /** Names of the cells concerned. */
  readonly cells: readonly string[];
  /** In figures, such as "52+0 = 50+2"; empty where the rule is not arithmetic. */
  readonly expression: string;
  readonly left: number | null;
  readonly right: number | null;
  /** left - right; null where either is missing. */
  readonly difference: number | null;
  /** One Chinese sentence with the two values; the reason where the state is `notEvaluable`. */
  readonly message: string;
  /** What it concerns where the cells alone do not say it; part of the fingerprint. */
  readonly topic?: string;
  readonly quotation?: Quotation;
  /** What would fit instead, in words. */
  readonly nearest?: string;
}

/** The outcome of a rule with the rule that gave it. */
export interface CheckResult extends RuleOutcome {
  /** Id of the rule. */
  readonly check: string;
  readonly severity: Severity;
}

/** A result that fails. */
export type Finding = CheckResult & { readonly state: "fails" };

/** One report as the rules evaluate it. */
export interface CheckSubject {
  readonly report: CheckedReport;
  readonly context: CheckContext;
  readonly values: ReportValues;
  /** The same body and scope of the year before; null where none may be compared. */
  readonly before: { readonly report: CheckedReport; readonly values: ReportValues } | null;
  /** Whether outcomes that hold are wanted too; a load over many reports wants failures only. */
  readonly everything: boolean;
}

/** A rule, declared once in one of the files of `rules/`; `rule-list.ts` lists their groups. */
export interface CheckRule {
  /** Stable once published: supervisors quote it. */
  readonly id: string;
  readonly severity: Severity;
  readonly name: string;
  /** The article or the reason it rests on. */
  readonly basis: string;
  /** The rule in words, for the method page. */
  readonly expression: string;
  /** What the body is requested to do, after the message of the finding and before its basis. */
  readonly request: string;
  /** False where a request does not end with the basis. */
  readonly citesBasis?: false;
  /** Tables of which one must be in an edition of `editions`; none where it concerns no table. */
  readonly tables: readonly TableCode[];
  readonly editions: readonly Edition[];
  readonly scopes: readonly Scope[];
  /**
   * Where the right value stands, if not in the report itself: nowhere, as a bound or a sum has no
   * cell, or in last year's report, in the cell at this index among those of the outcome.
   */
  readonly rightIn?: "nowhere" | { readonly lastYear: number };
  /** Ids of broader rules that stay silent about cells that this one fails on: one mistake, one finding. */
  readonly speaksFor?: readonly string[];
  /** Whether it compares the texts of all reports, which only a load does. */
  readonly onlyInLoads?: true;
  readonly evaluate: (subject: CheckSubject) => readonly RuleOutcome[];
}

/** Two values compared, for an outcome. */
interface ComparedValues {
  readonly cells: readonly string[];
  readonly expression?: string;
  readonly left?: number | null;
  readonly right?: number | null;
}

function makeOutcome(
  state: RuleOutcome["state"],
  { cells, expression = "", left = null, right = null }: ComparedValues,
  message: string,
): RuleOutcome {
  const difference = left === null || right === null ? null : left - right;
  return { state, cells, expression, left, right, difference, message };
}

/** An outcome that holds. */
export function holds(compared: ComparedValues, message = "符合"): RuleOutcome {
  return makeOutcome("holds", compared, message);
}

/** An outcome that fails, in one Chinese sentence with the two values. */
export function fails(compared: ComparedValues, message: string): RuleOutcome {
  return makeOutcome("fails", compared, message);
}

/** An outcome that cannot be evaluated, and why. */
export function notEvaluable(cells: readonly string[], why: string): RuleOutcome {
  return makeOutcome("notEvaluable", { cells }, why);
}

/** A number as a finding shows it, without the noise of binary fractions. */
export function formatPlainNumber(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
