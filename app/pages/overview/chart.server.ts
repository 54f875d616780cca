import { type OutcomeMixRow, plotOutcomeMix } from "#charts/outcome-mix";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import { formatLeftOut, type OutcomesOfYear } from "#domain/comparison/outcome-years";
import { loadOverview, type OverviewData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadOverview(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? [mixChart(data)] : [], inWords, dataset };
};

/** How the cases of each year were answered. */
export function mixChart({ mix, coverage }: OverviewData): PageChart {
  return {
    id: "mix",
    title: "历年办理结果构成",
    subtitle: "各类办理结果占办结件数的比重",
    source: REPORTS_AS_SOURCE,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    notes: [formatLeftOut(mix) ?? []].flat(),
    plot: (size) => plotOutcomeMix(outcomeRows(mix), size),
  };
}

/** The years of an outcome mix as the chart takes them. */
export function outcomeRows(mix: readonly OutcomesOfYear[]): OutcomeMixRow[] {
  return mix.map(({ year, handled, outcomes }) => ({
    label: `${year}年`,
    total: handled,
    counts: outcomes,
  }));
}
