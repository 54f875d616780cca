/**
 * The six sections of the report, in order, alike in both editions. `words` are those of which a heading
 * that is worded otherwise holds one, such as 概述 or 存在的问题和改进措施.
 */
export const SECTIONS = [
  {
    code: "overview",
    numeral: "一",
    heading: "总体情况",
    words: /总体|整体|概述|概况|综述|基本情况|工作情况/,
  },
  {
    code: "proactive_disclosure",
    numeral: "二",
    heading: "主动公开政府信息情况",
    words: /主动公开/,
  },
  {
    code: "requests",
    numeral: "三",
    heading: "收到和处理政府信息公开申请情况",
    words: /申请/,
  },
  {
    code: "review_litigation",
    numeral: "四",
    heading: "政府信息公开行政复议、行政诉讼情况",
    words: /复议|诉讼/,
  },
  {
    code: "problems_improvements",
    numeral: "五",
    heading: "存在的主要问题及改进情况",
    words: /问题|不足|困难|改进|整改/,
  },
  {
    code: "other_matters",
    numeral: "六",
    heading: "其他需要报告的事项",
    words: /其[他它]|需要?(?:报告|说明)/,
  },
] as const;

export type SectionCode = (typeof SECTIONS)[number]["code"];
