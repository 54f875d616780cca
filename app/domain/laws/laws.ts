import type { LineCode } from "../form/cells";

/**
 * A law that changed what lines of the form count. What pages, charts, briefings and the sample say
 * of it, and which years they do not compare, comes from its row: a further law is a further row.
 */
export interface Law<Indicator extends string = string> {
  /** The law and the articles that bring the change about. */
  readonly source: string;
  /** First day in force, YYYY-MM-DD. */
  readonly inForce: string;
  /** Lines of the form whose cases are others since. */
  readonly lines: readonly LineCode[];
  /** Indicators that count something else since: no comparison across. */
  readonly breaks: readonly Indicator[];
  /** Indicators that are compared across all the same, with the words of the law beside them. */
  readonly bridges: readonly Indicator[];
  /** What happened, after a year: 2024年 行政复议法修订施行. */
  readonly event: string;
  /** What began, after a year, beside the rule in a chart: 2024年 复议前置. */
  readonly mark: string;
  /** What the law says, as a sentence without its full stop. `formatLaw` adds which years it parts. */
  readonly words: string;
  /** What the law does to the indicators of `bridges`, in sentences. */
  readonly bridgeWords?: string;
}

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
export const LAWS_IN_ORDER: readonly Law[] = Object.values(LAWS).toSorted((one, other) =>
  one.inForce.localeCompare(other.inForce),
);

/**
 * The report years that stand under other rules than the year before, the earliest first: one for a
 * law in force from 1 January, else two, of which the first is part of a year.
 */
export function yearsOfChange({ inForce }: Pick<Law, "inForce">): number[] {
  const year = Number(inForce.slice(0, 4));
  return inForce.endsWith("-01-01") ? [year] : [year, year + 1];
}

/** The first year under other rules that lies after one year and not after another; null where none does. */
export function changeBetween(
  law: Pick<Law, "inForce">,
  earlier: number,
  later: number,
): number | null {
  return yearsOfChange(law).find((year) => earlier < year && year <= later) ?? null;
}

/** The years of change of some laws as a list: 2024; 2024、2025. */
export function formatLawYears(laws: readonly Pick<Law, "inForce">[] = LAWS_IN_ORDER): string {
  return [...new Set(laws.flatMap(yearsOfChange))].join("、");
}

/** A change of rules that begins with a year, beside the rule in a chart: 2024年复议前置, 2025年可直接起诉（6月起）. */
export function formatMark(law: Pick<Law, "inForce" | "mark">, year: number): string {
  const part = partYearOf(law);
  if (part === null) return `${year}年${law.mark}`;
  return `${year}年${law.mark}（${year === part.year ? `${part.month}月起` : "全年"}）`;
}

/** When a law came into force, in words: 2024年行政复议法修订施行, 2025年6月法释〔2025〕8号施行. */
export function formatEvent(law: Pick<Law, "inForce" | "event">): string {
  const [year] = yearsOfChange(law);
  const part = partYearOf(law);
  return `${year ?? ""}年${part === null ? "" : `${part.month}月`}${law.event}`;
}

/** What a law says and which years it parts, in a sentence. */
export function formatLaw(law: Pick<Law, "inForce" | "words">): string {
  const [first = 0, ...rest] = yearsOfChange(law);
  const parted = [first - 1, first].map((year) => `${year}年`).join("与");
  const [whole] = rest;
  return whole === undefined
    ? `${law.words}；${parted}之间的升降不宜单独归因于工作质量。`
    : `${law.words}；${first}年只有部分时间适用，${whole}年是首个完整年度，${first - 1}年、${first}年与${whole}年之间的升降不宜单独归因于工作质量。`;
}

/** The year of which a law was in force only a part, and the month in which it began; null for a whole year. */
function partYearOf(law: Pick<Law, "inForce">): { year: number; month: number } | null {
  const [year = 0, whole] = yearsOfChange(law);
  return whole === undefined ? null : { year, month: Number(law.inForce.slice(5, 7)) };
}
