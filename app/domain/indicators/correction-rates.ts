import { keysOf } from "../records";
import { cellName } from "../form/cell-name";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { Indicator } from "./indicator";
import type { Quantity } from "./quantity";

export type DisputeLine = (typeof REVIEW_LITIGATION.lines)[number]["code"];

/** Kinds of case, each of one line of table 四 or of the two lines of 行政诉讼. */
export const CASES = {
  review: { name: "行政复议", lines: ["review"] },
  lawsuit: { name: "行政诉讼（合计）", lines: ["direct_suit", "post_review_suit"] },
  direct_suit: { name: "未经复议直接起诉", lines: ["direct_suit"] },
  post_review_suit: { name: "复议后起诉", lines: ["post_review_suit"] },
} as const satisfies Record<string, { name: string; lines: readonly DisputeLine[] }>;
export type CaseKind = keyof typeof CASES;
export const CASE_KIND_CODES = keysOf(CASES);

/** What corrected cases are divided by: practice knows both, and a figure says which. */
export const CORRECTION_BASES = {
  concluded: { name: "已审结", words: "纠正÷（总计−尚未审结）" },
  all: { name: "全部案件", words: "纠正÷总计" },
} as const;
export type CorrectionBase = keyof typeof CORRECTION_BASES;
export const CORRECTION_BASE_CODES = keysOf(CORRECTION_BASES);

/** Reviews and lawsuits together, each line of table 四 once. */
const ALL_CASES = { name: "复议诉讼", lines: REVIEW_LITIGATION.lines.map(({ code }) => code) };

interface CaseLines {
  readonly name: string;
  readonly lines: readonly DisputeLine[];
}

/** A column of table 四 over the lines of some cases: 结果纠正 of 行政诉讼. */
function casesOf({ name, lines }: CaseLines, column: string): Quantity {
  const label = REVIEW_LITIGATION.columns.find(({ code }) => code === column)?.label ?? column;
  return { name: `${name}${label}`, plus: lines.map((line) => cellName(line, column)) };
}

function buildCorrectionRate(cases: CaseLines, base: CorrectionBase): Indicator {
  const { name, lines } = cases;
  const all = casesOf(cases, "total");
  const pending = lines.map((line) => cellName(line, "pending"));
  return {
    name: `${name}纠错率（${CORRECTION_BASES[base].name}口径）`,
    group: "dispute",
    meaning: `${name}结果纠正的件数占${CORRECTION_BASES[base].name}的比重`,
    numerator: casesOf(cases, "corrected"),
    denominator: base === "all" ? all : { ...all, name: `已审结${name}`, minus: pending },
    format: "share",
  };
}

/** The share of cases of a kind that ended in a correction. */
export function correctionRateOf(kind: CaseKind, base: CorrectionBase): Indicator {
  return buildCorrectionRate(CASES[kind], base);
}

/** The share of all concluded cases that ended in a correction. */
export const OVERALL_CORRECTION_RATE = buildCorrectionRate(ALL_CASES, "concluded");
