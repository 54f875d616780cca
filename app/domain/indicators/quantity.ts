import { cellName, cellByName, type Cell } from "../form/cells";
import { REQUESTS, type ApplicantType } from "../form/requests";
import type { Table } from "../form/table";

const HANDLED = REQUESTS.lines.find((line) => line.code === "handled_total")?.sumOf ?? [];

const linesOfGroup = (group: string): string[] => {
  const table: Table = REQUESTS;
  return table.lines.filter((line) => line.group === group).map((line) => line.code);
};

/**
 * A count that indicators are made of: a sum of cells of the form.
 *
 * `lines` are lines of table 三 and are read in the column of one applicant or of 总计;
 * `plus` and `minus` are single cells. Blank cells count as 0 beside a printed one; when nothing is
 * printed at all the quantity is not known (null), never 0.
 */
export interface Quantity {
  readonly name: string;
  readonly lines?: readonly string[];
  readonly plus?: readonly string[];
  readonly minus?: readonly string[];
}

export const QUANTITIES = {
  new_requests: { name: "本年新收", lines: ["new_requests"] },
  carried_over_in: { name: "上年结转", lines: ["carried_over_in"] },
  accepted: { name: "本年新收与上年结转之和", lines: ["new_requests", "carried_over_in"] },
  handled: { name: "办理结果总计", lines: ["handled_total"] },
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
  },
  processed: {
    name: "办理结果总计减不予处理",
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

export type QuantityCode = keyof typeof QUANTITIES;

export function quantity(code: QuantityCode): Quantity {
  return QUANTITIES[code];
}

/** Whether a quantity can be told apart by type of applicant: only table 三 can. */
export function isByApplicant(quantity: Quantity): boolean {
  return quantity.lines !== undefined;
}

/** The cells a quantity adds and those it takes away, for one applicant or 总计. */
export function cellsOf(
  quantity: Quantity,
  applicant: ApplicantType = "total",
): { readonly plus: readonly Cell[]; readonly minus: readonly Cell[] } {
  const named = (names: readonly string[]): Cell[] =>
    names.flatMap((name) => cellByName(name) ?? []);
  return {
    plus: named([
      ...(quantity.lines ?? []).map((line) => cellName(line, applicant)),
      ...(quantity.plus ?? []),
    ]),
    minus: named(quantity.minus ?? []),
  };
}
