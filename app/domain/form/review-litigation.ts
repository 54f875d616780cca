import type { Table } from "./table";

/** Table 四: 15 cells, alike in both editions. */
export const REVIEW_LITIGATION = {
  code: "review_litigation",
  numeral: "四",
  title: "政府信息公开行政复议、行政诉讼情况",
  short: "复议诉讼",
  isOneRow: true,
  groups: [{ code: "litigation", label: "行政诉讼" }],
  lines: [
    { code: "review", label: "行政复议" },
    {
      code: "direct_suit",
      label: "未经复议直接起诉",
      aliases: ["未经行政复议直接起诉", "直接起诉"],
      group: "litigation",
    },
    {
      code: "post_review_suit",
      label: "复议后起诉",
      aliases: ["行政复议后起诉", "经复议后起诉"],
      group: "litigation",
    },
  ],
  columns: [
    { code: "upheld", label: "结果维持", unit: "件" },
    { code: "corrected", label: "结果纠正", unit: "件" },
    { code: "other", label: "其他结果", unit: "件" },
    { code: "pending", label: "尚未审结", unit: "件" },
    {
      code: "total",
      label: "总计",
      aliases: ["合计"],
      unit: "件",
      sumOf: ["upheld", "corrected", "other", "pending"],
    },
  ],
} as const satisfies Table;
