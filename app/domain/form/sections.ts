/** The six sections of the report, in order, alike in both editions. */
export const SECTIONS = [
  { code: "overview", numeral: "一", heading: "总体情况" },
  { code: "proactive_disclosure", numeral: "二", heading: "主动公开政府信息情况" },
  { code: "requests", numeral: "三", heading: "收到和处理政府信息公开申请情况" },
  { code: "review_litigation", numeral: "四", heading: "政府信息公开行政复议、行政诉讼情况" },
  { code: "problems_improvements", numeral: "五", heading: "存在的主要问题及改进情况" },
  { code: "other_matters", numeral: "六", heading: "其他需要报告的事项" },
] as const;

export type SectionCode = (typeof SECTIONS)[number]["code"];
