import { applicantName, requestLabel, REQUESTS } from "../form/requests";
import type { NumberFormat } from "./number-format";
import { QUANTITIES, type Quantity, type QuantityCode } from "./quantity";

/**
 * A figure that bodies are compared by. Without a denominator it is a count, Σ numerator; with one,
 * the rate Σ numerator / Σ denominator over the reports that state both.
 */
export interface Indicator {
  readonly name: string;
  readonly group: "volume" | "outcome" | "timeliness" | "dispute" | "applicant";
  readonly meaning: string;
  readonly numerator: Quantity;
  readonly denominator?: Quantity;
  readonly format: NumberFormat;
  /** Other denominators under which a verdict must hold before a body is named. */
  readonly alternatives?: readonly Quantity[];
  /** Years from which the law made the figure another one: no comparison across. */
  readonly breaks?: readonly number[];
  /** What a reader must know before he quotes it. */
  readonly caveat?: string;
}

export const INDICATOR_GROUPS = {
  volume: "申请数量",
  outcome: "办理结果",
  timeliness: "办理进度",
  dispute: "复议诉讼",
  applicant: "申请人结构",
} as const satisfies Record<Indicator["group"], string>;

const q = QUANTITIES;
/** 行政复议法（2023年修订）第二十三条: review comes before suit. */
export const REVIEW_FIRST = {
  year: 2024,
  words:
    "2024年1月1日起施行的新修订行政复议法第二十三条规定，对行政机关不予公开政府信息不服的，应当先行申请行政复议；2023年与2024年之间的升降不宜单独归因于工作质量。",
} as const;

const applicantShares = Object.fromEntries(
  REQUESTS.columns
    .filter((column) => column.code !== "total")
    .map((column): [string, Indicator] => [
      `share_${column.code}`,
      {
        name: `${applicantName(column.code)}申请占比`,
        group: "applicant",
        meaning: `本年新收申请中，申请人为${"heading" in column ? `${column.heading}（${column.label}）` : column.label}的比重`,
        numerator: { name: `本年新收（${column.label}）`, plus: [`new_requests_${column.code}`] },
        denominator: { name: "本年新收（总计）", plus: ["new_requests_total"] },
        format: "share",
      },
    ]),
);

/** Every indicator. SQL, headers, axes, sheets and the method page are made from these entries. */
export const INDICATORS: Readonly<Record<string, Indicator>> = {
  not_held_rate: {
    name: "不掌握率",
    group: "outcome",
    meaning: `答复“${requestLabel("unable_not_held")}”的件数占办理结果总计的比重`,
    numerator: q.not_held,
    denominator: q.handled,
    alternatives: [q.accepted, q.unable_to_provide, q.processed],
    format: "share",
    caveat:
      "包含“不属于本机关负责公开”和“经检索信息不存在”两种法定情形，表格不作区分，不得称为“信息不存在率”。",
  },
  disclosure_rate: {
    name: "予以公开率",
    group: "outcome",
    meaning: "予以公开的件数占办理结果总计的比重",
    numerator: q.disclosed,
    denominator: q.handled,
    format: "share",
  },
  partial_disclosure_rate: {
    name: "部分公开率",
    group: "outcome",
    meaning: "部分公开的件数占办理结果总计的比重",
    numerator: q.partially_disclosed,
    denominator: q.handled,
    format: "share",
  },
  any_disclosure_rate: {
    name: "公开率（含部分公开）",
    group: "outcome",
    meaning: "予以公开和部分公开的件数占办理结果总计的比重",
    numerator: q.disclosed_any,
    denominator: q.handled,
    format: "share",
  },
  non_disclosure_rate: {
    name: "不予公开率",
    group: "outcome",
    meaning: "依法不予公开的件数占办理结果总计的比重",
    numerator: q.not_disclosed,
    denominator: q.handled,
    format: "share",
  },
  unable_rate: {
    name: "无法提供率",
    group: "outcome",
    meaning: "无法提供（不掌握、没有现成信息、补正后仍不明确）的件数占办理结果总计的比重",
    numerator: q.unable_to_provide,
    denominator: q.handled,
    format: "share",
  },
  unable_other_rate: {
    name: "其他无法提供率",
    group: "outcome",
    meaning:
      "没有现成信息需要另行制作、补正后申请内容仍不明确的件数占办理结果总计的比重，即无法提供中不掌握以外的部分",
    numerator: q.unable_other,
    denominator: q.handled,
    format: "share",
  },
  not_processed_rate: {
    name: "不予处理率",
    group: "outcome",
    meaning: "不予处理的件数占办理结果总计的比重",
    numerator: q.not_processed,
    denominator: q.handled,
    format: "share",
  },
  other_handling_rate: {
    name: "其他处理率",
    group: "outcome",
    meaning: "其他处理的件数占办理结果总计的比重",
    numerator: q.other_handling,
    denominator: q.handled,
    format: "share",
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
    meaning: "本年度办理结果总计的件数",
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
    meaning: "办理结果总计占本年新收与上年结转之和的比重",
    numerator: q.handled,
    denominator: q.accepted,
    format: "share",
  },
  carry_over_rate: {
    name: "结转率",
    group: "timeliness",
    meaning: "结转下年度继续办理的件数占本年新收与上年结转之和的比重",
    numerator: q.carried_over_out,
    denominator: q.accepted,
    format: "share",
    caveat: "以新收与结转之和为分母；另有以本年新收为分母的口径，二者不可混用。",
  },
  review_rate: {
    name: "复议率",
    group: "dispute",
    meaning: "政府信息公开行政复议件数与办理结果总计之比",
    numerator: q.reviews,
    denominator: q.handled,
    format: "share",
    breaks: [REVIEW_FIRST.year],
    caveat: REVIEW_FIRST.words,
  },
  lawsuit_rate: {
    name: "诉讼率",
    group: "dispute",
    meaning: "政府信息公开行政诉讼件数（直接起诉与复议后起诉）与办理结果总计之比",
    numerator: q.lawsuits,
    denominator: q.handled,
    format: "share",
    breaks: [REVIEW_FIRST.year],
    caveat: REVIEW_FIRST.words,
  },
  dispute_rate: {
    name: "复议诉讼率",
    group: "dispute",
    meaning: "行政复议与行政诉讼件数之和与办理结果总计之比，可跨2024年比较",
    numerator: q.disputes,
    denominator: q.handled,
    format: "share",
    caveat: REVIEW_FIRST.words,
  },
  review_corrected_rate: {
    name: "复议纠错率",
    group: "dispute",
    meaning: "行政复议结果纠正的件数占已审结行政复议的比重",
    numerator: q.reviews_corrected,
    denominator: q.reviews_concluded,
    format: "share",
    caveat: "以已审结案件为分母，不含尚未审结。",
  },
  lawsuit_corrected_rate: {
    name: "诉讼纠错率",
    group: "dispute",
    meaning: "行政诉讼结果纠正的件数占已审结行政诉讼的比重",
    numerator: q.lawsuits_corrected,
    denominator: q.lawsuits_concluded,
    format: "share",
    caveat: "以已审结案件为分母，不含尚未审结。",
  },
  ...applicantShares,
};

export type IndicatorCode = string;
export const INDICATOR_CODES: readonly IndicatorCode[] = Object.keys(INDICATORS);
export const DEFAULT_INDICATOR: IndicatorCode = "not_held_rate";

/** The indicator of a code; undefined when none is declared under it. */
export function indicatorOf(code: IndicatorCode): Indicator | undefined {
  return Object.hasOwn(INDICATORS, code) ? INDICATORS[code] : undefined;
}

/** The indicators that stand first on the overview and in a briefing. */
export const HEADLINE: readonly IndicatorCode[] = [
  "new_requests",
  "handled",
  "not_held_rate",
  "any_disclosure_rate",
  "carry_over_rate",
  "dispute_rate",
];

/**
 * The parts that make up 办理结果总计, each case counted once, in the order of the form. Their
 * colours are the same in every chart: `app/charts/palette.ts`.
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

/** What becomes of an indicator over many reports. */
export interface GroupRatio {
  readonly numerator: number | null;
  /** Null for a count. */
  readonly denominator: number | null;
  /** Σ numerator, or Σ numerator / Σ denominator; null when nothing is stated, or for 0/0. */
  readonly value: number | null;
  /** Number of reports that state what the indicator needs. */
  readonly reports: number;
}
