import type { Value } from "../statistics/ratio";
import { cellName } from "../form/cell-name";
import { applicantName, APPLICANT_TYPES, requestLabel, REQUESTS } from "../form/requests";
import type { Table } from "../form/table";
import { keysOf, recordOf } from "../records";
import { CO_DEFENDANT_RULE, LAWS } from "../laws/laws";
import type { Law } from "../laws/law";
import type { Indicator } from "./indicator";
import type { Quantity } from "./quantity";

/** An indicator as declared: its laws are declared with the laws. */
type DeclaredIndicator = Omit<Indicator, "breaks" | "bridges">;

const HANDLED = REQUESTS.lines.find((line) => line.code === "handled_total")?.sumOf ?? [];

const linesOfGroup = (group: string): string[] => {
  const table: Table = REQUESTS;
  return table.lines.filter((line) => line.group === group).map((line) => line.code);
};

/**
 * The quantities that several indicators, pages or queries share. One that only an indicator needs
 * may stand in its entry.
 */
export const QUANTITIES = {
  new_requests: { name: "本年新收", lines: ["new_requests"] },
  carried_over_in: { name: "上年结转", lines: ["carried_over_in"] },
  accepted: { name: "本年新收与上年结转之和", lines: ["new_requests", "carried_over_in"] },
  handled: { name: "办结件数", lines: ["handled_total"] },
  carried_over_out: { name: "结转下年度", lines: ["carried_over_out"] },
  disclosed: { name: "予以公开", lines: ["disclosed"] },
  partially_disclosed: { name: "部分公开", lines: ["partially_disclosed"] },
  disclosed_any: { name: "予以公开与部分公开之和", lines: ["disclosed", "partially_disclosed"] },
  not_disclosed: { name: "不予公开", lines: linesOfGroup("not_disclosed") },
  unable_to_provide: { name: "无法提供", lines: linesOfGroup("unable_to_provide") },
  not_held: { name: "本机关不掌握", lines: ["unable_not_held"] },
  unable_other: {
    name: "无法提供的其他情形",
    lines: linesOfGroup("unable_to_provide").filter((line) => line !== "unable_not_held"),
  },
  not_processed: { name: "不予处理", lines: linesOfGroup("not_processed") },
  other_handling: {
    name: "其他处理",
    lines: ["other_handling", ...linesOfGroup("other_handling_parts")],
    firstLineOf: { 2021: linesOfGroup("other_handling_parts")[0] ?? "" },
  },
  processed: {
    name: "办结件数减不予处理件数",
    lines: HANDLED.filter((line) => !linesOfGroup("not_processed").includes(line)),
  },
  reviews: { name: "行政复议", plus: ["review_total"] },
  lawsuits: { name: "行政诉讼", plus: ["direct_suit_total", "post_review_suit_total"] },
  disputes: {
    name: "行政复议与行政诉讼之和",
    plus: ["review_total", "direct_suit_total", "post_review_suit_total"],
  },
  reviews_concluded: { name: "已审结行政复议", plus: ["review_total"], minus: ["review_pending"] },
  reviews_corrected: { name: "行政复议结果纠正", plus: ["review_corrected"] },
  lawsuits_concluded: {
    name: "已审结行政诉讼",
    plus: ["direct_suit_total", "post_review_suit_total"],
    minus: ["direct_suit_pending", "post_review_suit_pending"],
  },
  lawsuits_corrected: {
    name: "行政诉讼结果纠正",
    plus: ["direct_suit_corrected", "post_review_suit_corrected"],
  },
} as const satisfies Record<string, Quantity>;

type QuantityCode = keyof typeof QUANTITIES;

const q = QUANTITIES;

type ApplicantShare = `share_${(typeof APPLICANT_TYPES)[number]}`;

function declareShare(code: ApplicantShare): DeclaredIndicator {
  const { columns }: Table = REQUESTS;
  const type = APPLICANT_TYPES.find((each) => `share_${each}` === code) ?? "total";
  const { label = "", heading } = columns.find((column) => column.code === type) ?? {};
  return {
    name: `${applicantName(type)}申请占比`,
    group: "applicant",
    meaning: `本年新收申请中，申请人为${heading === undefined ? label : `${heading}（${label}）`}的比重`,
    numerator: { name: `本年新收（${label}）`, plus: [cellName("new_requests", type)] },
    denominator: { name: "本年新收（总计）", plus: [cellName("new_requests", "total")] },
    format: "share",
    ...(type === "natural_person" ? {} : { opposite: "share_natural_person" }),
  };
}

/** Every indicator. SQL, headers, axes, sheets and the method page are made from these entries. */
const DECLARED_INDICATORS = {
  not_held_rate: {
    name: "不掌握率",
    group: "outcome",
    meaning: `答复“${requestLabel("unable_not_held")}”的件数占办结件数的比重`,
    numerator: q.not_held,
    denominator: q.handled,
    alternatives: [q.accepted, q.unable_to_provide, q.processed],
    format: "share",
    concern: "high",
    caveat:
      "包含“不属于本机关负责公开”和“经检索信息不存在”两种法定情形，表格不作区分，不得称为“信息不存在率”。",
  },
  disclosure_rate: {
    name: "予以公开率",
    group: "outcome",
    meaning: "予以公开的件数占办结件数的比重",
    numerator: q.disclosed,
    denominator: q.handled,
    format: "share",
    concern: "low",
  },
  partial_disclosure_rate: {
    name: "部分公开率",
    group: "outcome",
    meaning: "部分公开的件数占办结件数的比重",
    numerator: q.partially_disclosed,
    denominator: q.handled,
    format: "share",
  },
  any_disclosure_rate: {
    name: "公开率（含部分公开）",
    group: "outcome",
    meaning: "予以公开和部分公开的件数占办结件数的比重",
    numerator: q.disclosed_any,
    denominator: q.handled,
    format: "share",
    concern: "low",
  },
  non_disclosure_rate: {
    name: "不予公开率",
    group: "outcome",
    meaning: "依法不予公开的件数占办结件数的比重",
    numerator: q.not_disclosed,
    denominator: q.handled,
    format: "share",
    concern: "high",
    opposite: "any_disclosure_rate",
  },
  unable_rate: {
    name: "无法提供率",
    group: "outcome",
    meaning: "无法提供（不掌握、没有现成信息、补正后仍不明确）的件数占办结件数的比重",
    numerator: q.unable_to_provide,
    denominator: q.handled,
    format: "share",
    concern: "high",
  },
  unable_other_rate: {
    name: "其他无法提供率",
    group: "outcome",
    meaning:
      "没有现成信息需要另行制作、补正后申请内容仍不明确的件数占办结件数的比重，即无法提供中不掌握以外的部分",
    numerator: q.unable_other,
    denominator: q.handled,
    format: "share",
    concern: "high",
  },
  not_processed_rate: {
    name: "不予处理率",
    group: "outcome",
    meaning: "不予处理的件数占办结件数的比重",
    numerator: q.not_processed,
    denominator: q.handled,
    format: "share",
    concern: "high",
  },
  other_handling_rate: {
    name: "其他处理率",
    group: "outcome",
    meaning: "其他处理的件数占办结件数的比重",
    numerator: q.other_handling,
    denominator: q.handled,
    format: "share",
    concern: "high",
    caveat: "2019年格式只有一行，2021年格式分为三行，跨格式只比较合计。",
  },
  new_requests: {
    name: "新收申请",
    group: "volume",
    meaning: "本年新收政府信息公开申请的件数",
    numerator: q.new_requests,
    format: "count",
  },
  carried_over_in: {
    name: "上年结转",
    group: "volume",
    meaning: "上年结转政府信息公开申请的件数",
    numerator: q.carried_over_in,
    format: "count",
  },
  handled: {
    name: "办结",
    group: "volume",
    meaning: "本年度办结件数，即报告表三（七）总计",
    numerator: q.handled,
    format: "count",
  },
  carried_over_out: {
    name: "结转下年",
    group: "volume",
    meaning: "结转下年度继续办理的件数",
    numerator: q.carried_over_out,
    format: "count",
  },
  completion_rate: {
    name: "办结率",
    group: "timeliness",
    meaning: "办结件数占本年新收与上年结转之和的比重",
    numerator: q.handled,
    denominator: q.accepted,
    format: "share",
    concern: "low",
  },
  carry_over_rate: {
    name: "结转率",
    group: "timeliness",
    meaning: "结转下年度继续办理的件数占本年新收与上年结转之和的比重",
    numerator: q.carried_over_out,
    denominator: q.accepted,
    format: "share",
    concern: "high",
    opposite: "completion_rate",
    caveat: "以新收与结转之和为分母；另有以本年新收为分母的口径，二者不可混用。",
  },
  review_rate: {
    name: "复议率",
    group: "dispute",
    meaning: "政府信息公开行政复议件数与办结件数之比",
    numerator: q.reviews,
    denominator: q.handled,
    format: "share",
    concern: "high",
    distribution: "poisson",
  },
  lawsuit_rate: {
    name: "诉讼率",
    group: "dispute",
    meaning: "政府信息公开行政诉讼件数（直接起诉与复议后起诉）与办结件数之比",
    numerator: q.lawsuits,
    denominator: q.handled,
    format: "share",
    concern: "high",
    caveat: CO_DEFENDANT_RULE.words,
    distribution: "poisson",
  },
  dispute_rate: {
    name: "复议诉讼率",
    group: "dispute",
    meaning: "行政复议与行政诉讼件数之和与办结件数之比",
    numerator: q.disputes,
    denominator: q.handled,
    format: "share",
    concern: "high",
    caveat: CO_DEFENDANT_RULE.words,
    distribution: "poisson",
  },
  review_corrected_rate: {
    name: "复议纠错率",
    group: "dispute",
    meaning: "行政复议结果纠正的件数占已审结行政复议的比重",
    numerator: q.reviews_corrected,
    denominator: q.reviews_concluded,
    format: "share",
    concern: "high",
    caveat: "以已审结案件为分母，不含尚未审结。",
  },
  lawsuit_corrected_rate: {
    name: "诉讼纠错率",
    group: "dispute",
    meaning: "行政诉讼结果纠正的件数占已审结行政诉讼的比重",
    numerator: q.lawsuits_corrected,
    denominator: q.lawsuits_concluded,
    format: "share",
    concern: "high",
    caveat: `以已审结案件为分母，不含尚未审结。${CO_DEFENDANT_RULE.words}`,
  },
  ...recordOf(
    APPLICANT_TYPES.map((type) => `share_${type}` as const),
    declareShare,
  ),
} as const satisfies Readonly<Record<string, DeclaredIndicator>>;

export type IndicatorCode = keyof typeof DECLARED_INDICATORS;
export const INDICATOR_CODES = keysOf(DECLARED_INDICATORS);
export const DEFAULT_INDICATOR: IndicatorCode = "not_held_rate";

/** The laws with indicators that exist: a row that names another does not compile. */
const LAW_ROWS: readonly Law<IndicatorCode>[] = Object.values(LAWS);

export const INDICATORS: Readonly<Record<IndicatorCode, Indicator>> = recordOf(
  INDICATOR_CODES,
  (code) => {
    const breaks = LAW_ROWS.filter((law) => law.breaks.includes(code));
    const bridges = LAW_ROWS.filter((law) => law.bridges.includes(code));
    return {
      ...DECLARED_INDICATORS[code],
      ...(breaks.length > 0 ? { breaks } : {}),
      ...(bridges.length > 0 ? { bridges } : {}),
    };
  },
);

/** The indicators of the overview and of a briefing that does not choose its own. */
export const HEADLINE: readonly IndicatorCode[] = [
  "new_requests",
  "handled",
  "not_held_rate",
  "any_disclosure_rate",
  "carry_over_rate",
  "dispute_rate",
];

/** What is counted by those of some indicators that are counts, by their codes. */
export function countsAmong(codes: readonly IndicatorCode[]): Readonly<Record<string, Quantity>> {
  return Object.fromEntries(
    codes.flatMap((code) => {
      const { numerator, denominator } = INDICATORS[code];
      return denominator ? [] : [[code, numerator] as const];
    }),
  );
}

/**
 * The quantities that make up 办结件数, each case counted once, in the order of the form. Their
 * colours are the same in every chart (app/charts/palette.ts).
 */
export const OUTCOME_MIX = [
  "disclosed",
  "partially_disclosed",
  "not_disclosed",
  "not_held",
  "unable_other",
  "not_processed",
  "other_handling",
] as const satisfies readonly QuantityCode[];
export type Outcome = (typeof OUTCOME_MIX)[number];

export function quantityOfOutcome(outcome: Outcome): Quantity {
  return QUANTITIES[outcome];
}

/** An indicator over many reports: Σ numerator, Σ denominator and their ratio. */
export interface GroupRatio {
  /** Null where no report states what the indicator needs. */
  readonly numerator: Value;
  /** Null for a count too. */
  readonly denominator: Value;
  /** The ratio of the sums, or the sum of a count; null where nothing is stated, and for 0/0. */
  readonly value: Value;
  /** How many reports state what the indicator needs. */
  readonly reports: number;
}

/** Indicators over the reports of one year. */
export interface YearOfIndicators {
  readonly year: number;
  /** How many reports there are, whether or not they state an indicator. */
  readonly reports: number;
  readonly figures: Readonly<Partial<Record<IndicatorCode, GroupRatio>>>;
}
