import { dueCellLink, divisionLink } from "#tables/links";
import type { ComparedBody } from "#domain/comparison/judged-body";
import { formatComparisonTitle, formatYardstick } from "#domain/comparison/comparison-title";
import { composeStanding, type Standing } from "#domain/comparison/standing";
import { buildYearStrip, type StripYear } from "#domain/comparison/year-strip";
import { bodyNoun } from "#domain/report/body";
import { LEAST_JUDGED, VERDICTS } from "#domain/statistics/verdict";
import { selectAttention, SHOWN } from "./attention-bodies";
import type { OverviewData } from "./data.server";

/** A body that needs attention, as the page says it. */
export interface AttentionItem {
  readonly code: string;
  readonly standing: Standing;
  readonly strip: readonly StripYear[];
  readonly division: string;
  /** Address of the printed cell that the rate is read from. */
  readonly cell: string;
}

/** Who needs attention by the chosen indicator: those beyond the far limit, else those near it. */
export function describeAttention(data: OverviewData, years: readonly number[]) {
  const { comparison, indicator, page } = data;
  const { concern, near, listed } = selectAttention(indicator, comparison);
  const noun = bodyNoun(page.filters.kind);
  const title = formatComparisonTitle(indicator, comparison, noun);
  const others = concern.length > 0 && near.length > 0 ? near : [];
  return {
    title: listed.length > 0 ? `需要关注：${title}` : title,
    lead: [
      formatLead(data, listed.length),
      listed.length > SHOWN ? `列出前${SHOWN}个。` : "",
      others[0]?.verdict
        ? `另有${others.length}个${VERDICTS[others[0].verdict].short}，见全部地区。`
        : "",
    ].join(""),
    items: listed.slice(0, SHOWN).map((body) => describeItem(data, body, years)),
  };
}

function describeItem(
  { comparison, indicator, page, filings }: OverviewData,
  body: ComparedBody,
  years: readonly number[],
): AttentionItem {
  return {
    code: body.code,
    division: divisionLink(body.division_code, body.year),
    cell: dueCellLink(body, indicator.numerator),
    strip: buildYearStrip(indicator, body, years),
    standing: composeStanding({
      name: body.division,
      year: body.year,
      indicator,
      body,
      comparison,
      noun: bodyNoun(page.filters.kind),
      filing: filings.get(body.code),
      base: page.filters.base,
    }),
  };
}

/** Why nobody is judged, or what the list is ordered by and judged against. */
function formatLead({ comparison, indicator, page }: OverviewData, listed: number): string {
  const noun = bodyNoun(page.filters.kind);
  const { funnel } = comparison;
  if (funnel === null) return "件数不作高低判断，只有比率才判断是否偏高。";
  if (!funnel.hasPower)
    return `可判断的${noun}不足${LEAST_JUDGED}个，无法比较：没有列出，不等于没有问题。`;
  const group = formatYardstick(comparison, noun);
  if (indicator.concern === undefined)
    return `${group}；这项比率高低都不是问题，不列需要关注的${noun}。`;
  const more = indicator.concern === "low" ? "少" : "多";
  return listed === 0
    ? `${group}。`
    : `${group}，按比平均${more}的件数排列，也就是建议抽查的案卷数。`;
}
