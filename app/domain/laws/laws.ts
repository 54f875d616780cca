import { inOrder, type Law, yearsOfChange } from "./law";

export const LAWS = {
  review_first: {
    source: "《行政复议法》（2023年修订）第二十三条第一款第（四）项",
    inForce: "2024-01-01",
    lines: ["review", "direct_suit", "post_review_suit"],
    breaks: ["review_rate", "lawsuit_rate", "review_corrected_rate", "lawsuit_corrected_rate"],
    bridges: ["dispute_rate"],
    event: "行政复议法修订施行",
    mark: "复议前置",
    words:
      "2024年1月1日起施行的新修订行政复议法第二十三条规定，对行政机关不予公开政府信息不服的，应当先行申请行政复议",
    bridgeWords:
      "复议后又起诉的同一争议，在行政复议和行政诉讼中各计一次；2024年起应当先行复议的争议进入诉讼即计两次，复议诉讼率因此偏高。",
  },
  direct_suits: {
    source:
      "《最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释》（法释〔2025〕8号）第一条",
    inForce: "2025-06-01",
    lines: ["review", "direct_suit", "post_review_suit"],
    breaks: ["review_rate", "lawsuit_rate", "review_corrected_rate", "lawsuit_corrected_rate"],
    bridges: ["dispute_rate"],
    event: "法释〔2025〕8号施行",
    mark: "可直接起诉",
    words:
      "2025年6月1日起施行的法释〔2025〕8号第一条规定，对答复无法提供（包括本机关不掌握）或者不予处理不服的，可以直接起诉；先行复议只限于依照条例第十四条、第十五条、第十六条不予公开的",
    bridgeWords: "可以直接起诉的争议只计一次，复议诉讼率与此前年度相比可能偏低。",
  },
} as const satisfies Readonly<Record<string, Law>>;

/** How suits are counted in which a government only defends its decision on a review. */
export const CO_DEFENDANT_RULE = {
  since: "2016-09-01",
  source:
    "国务院办公厅政府信息与政务公开办公室《关于政府信息公开年度报告有关项目填报问题的解释》（国办公开办函〔2016〕201号）",
  words:
    "不含政府仅因作出复议决定而为共同被告的案件，这类案件只计入作出原行为的机关（国办公开办函〔2016〕201号）；有的报告未照此统计，高低应先核实口径。",
} as const;

/** The laws by the day on which they came into force, the earliest first. */
export const LAWS_IN_ORDER: readonly Law[] = inOrder(Object.values(LAWS));

/** The years of change of some laws as a list: 2024; 2024、2025. */
export function formatLawYears(laws: readonly Pick<Law, "inForce">[] = LAWS_IN_ORDER): string {
  return [...new Set(laws.flatMap(yearsOfChange))].join("、");
}
