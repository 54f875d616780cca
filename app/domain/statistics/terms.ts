import { FLAGGED_YEARS_MEANING, FLAGGED_YEARS_NAME } from "./flagged-years";
import { LIMIT_MODELS } from "./funnel";
import { LEAST_JUDGED, RATE_FLOOR, type Verdict, VERDICTS } from "./verdict";

/** A technical term, with what it means in two plain lines for a reader who is no statistician. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
}

const { high_998: high, high_95: above, low_998: low, too_few: few } = VERDICTS;

/** The terms of the comparison: what a head, an explanation beside it and the glossary say of each. */
export const TERMS = {
  group_rate: {
    name: "全省合计",
    meaning:
      "各地的件数先相加，再用合计的分子除以合计的分母，不是各地比率的平均。件数多的地区因此分量更重。",
  },
  interval: {
    name: "95%区间",
    meaning:
      "只凭这些件数，真实水平大致在这个范围内（100次中约95次）。件数越少，范围越宽，越不能只看比率的高低。",
  },
  verdict: {
    name: "判断",
    meaning: `与同组其余地区的合计比率相比，差距能不能用偶然和各地通常的差异解释。“${high.short}”“${low.short}”是单看一个地区，偶然很少能造成的，“${above.short}”是值得留意的。`,
  },
  excess: {
    name: "比其余平均多（件）",
    meaning:
      "实际件数减去按其余地区平均水平应有的件数。超出多少件，就建议抽查多少件案卷；它不是违规件数。",
  },
  rank: {
    name: "位次",
    meaning:
      "由高到低排第几，括号里是可能的名次范围。范围重叠的地区不宜分先后；件数少的地区向平均水平靠拢后再排。",
  },
  flagged_years: { name: FLAGGED_YEARS_NAME, meaning: `${FLAGGED_YEARS_MEANING}。` },
  denominators: {
    name: "换分母后",
    meaning:
      "有的指标可以用几种合理的分母。换了分母仍然显著偏高的，与分母怎样选无关；只在一种分母下偏高的，可能只是分母所致。",
  },
  few: {
    name: few.short,
    meaning: `分母不足${RATE_FLOOR}件的地区只列数字，不判断高低：一两件之差就会使比率大起大落。可以看历年合计。`,
  },
  group: {
    name: "比较组",
    meaning: `同一级别、同一类机关、同一数据范围的全部报告。按地区筛选只决定列出谁，不改变和谁比；可判断的不足${LEAST_JUDGED}个时不作判断。`,
  },
  standard: {
    name: "判断标准",
    meaning: `“${LIMIT_MODELS.published.name}”考虑各地工作内容本来就有差异；“${LIMIT_MODELS.corrected.name}”差距更大才算；“${LIMIT_MODELS.binomial.name}”不考虑各地差异，标出的会多。`,
  },
  funnel: {
    name: "漏斗图",
    meaning:
      "横向是件数，纵向是比率，每点一个地区。两条线之间是正常范围，件数越少范围越宽，所以像漏斗；线外的点才值得查。",
  },
  range: {
    name: "修正后范围",
    meaning:
      "报告里有数字对不上时，改动最少的格使它对得上，这项指标可能是多少。印出的数字不会被改动。",
  },
  expected: {
    name: "应有件数",
    meaning: "如果本地与同组其余地区的平均水平一样，应当有多少件。用来与实际件数相比。",
  },
  change: {
    name: "百分点",
    meaning: "两个百分比直接相减的差，如从20%到23%是上升3个百分点。区间含0的，升降可能只是偶然。",
  },
} as const satisfies Readonly<Record<string, Term>>;

/** What each verdict means for a reader who is no statistician. */
export const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
  high_998:
    "明显高于其余地区：单看一个地区，偶然和各地通常的差异约千分之一的机会才会造成；同时看很多地区，就可能碰上一两个，所以点名还要经过校正。应当抽查案卷，查清原因。",
  high_95: "比其余地区高：只凭偶然，约四十个地区里会有一个这样高。值得留意，还不足以点名。",
  within: "与其余地区的差距可能只是偶然。不等于没有问题，只是数字看不出来。",
  low_95: "比其余地区低：只凭偶然，约四十个地区里会有一个这样低。",
  low_998: "明显低于其余地区：单看一个地区，偶然很少能造成。低不一定好，也可能是归类不同。",
  too_few: TERMS.few.meaning,
  impossible: "部分比全部还多，报告的数字有差错，不作判断。",
  group_too_small: `可以判断的地区不足${LEAST_JUDGED}个，看不出谁高谁低：没有标出，不等于没有问题。`,
};
