import { caveatsOf } from "#domain/indicators/law-breaks";
import { divisionLink } from "#tables/links";
import { type BodyRate, bodyRateOf } from "#charts/body-rate";
import { plotFunnel } from "#charts/funnel";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { plotRankedDots } from "#charts/ranked-dots";
import type { JudgedBody } from "#domain/comparison/judged-body";
import {
  formatComparisonTitle,
  formatGroupLine,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import { formatCoverage, formatMissing, NAMED_AT_MOST } from "#domain/comparison/coverage";
import { formatRatio } from "#domain/indicators/indicator-text";
import { bodyNoun } from "#domain/report/body";
import { loadCompare, type CompareData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadCompare(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? [comparisonChart(data)] : [], inWords, dataset };
};

/** 某区（2024年）、某县（2025年）办理结果归类可能有变化…… */
function formatRelabellings(relabelled: CompareData["relabelled"], noun: string): string {
  const named =
    relabelled.length > NAMED_AT_MOST
      ? `${relabelled.length}个${noun}`
      : relabelled.map(({ division, year }) => `${division}（${year}年）`).join("、");
  return `${named}办理结果归类可能有变化，此后比率的高低未必是实情，见报告原表的核查发现。`;
}

/** The chart of a comparison; none for counts, which the table shows. */
export function comparisonChart({
  page,
  indicator,
  comparison,
  coverage,
  relabelled,
}: CompareData): PageChart | null {
  const { name, denominator } = indicator;
  const { bodies, funnel } = comparison;
  if (!funnel || !denominator) return null;
  const rates = bodyRates(bodies);
  const noun = bodyNoun(page.filters.kind);
  return {
    id: "bodies",
    title: formatComparisonTitle(indicator, comparison, noun),
    subtitle: `${formatYardstick(comparison, noun)}。${name} = ${formatRatio(indicator)}。`,
    source: REPORTS_AS_SOURCE,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    notes: [
      ...caveatsOf(indicator),
      ...(relabelled.length === 0 ? [] : [formatRelabellings(relabelled, noun)]),
    ],
    plot: (size) =>
      page.filters.view === "ranked"
        ? plotRankedDots(rates, {
            ...size,
            groupRate: funnel.target,
            groupName: formatGroupLine(comparison),
            concern: indicator.concern,
          })
        : plotFunnel(rates, {
            ...size,
            funnel,
            name,
            denominatorName: denominator.name,
            groupName: formatGroupLine(comparison),
            concern: indicator.concern,
          }),
  };
}

/** The bodies of a comparison as the charts take them, each leading to its division. */
export function bodyRates(bodies: readonly JudgedBody[]): BodyRate[] {
  return bodies.map((body) => ({
    ...bodyRateOf(body),
    href: divisionLink(body.division_code, body.year),
    ...noteOn(body),
  }));
}

function noteOn({ value, flag }: JudgedBody): { readonly note?: string } {
  if (value === null) return { note: "报告未填写所需数字、分母为0，或者数字勾稽不符未计入" };
  return flag ? { note: flag.words } : {};
}
