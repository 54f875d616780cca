import { type OutcomeMixRow, plotOutcomeMix } from "#charts/outcome-mix";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import { formatLeftOut, type OutcomesOfYear } from "#domain/comparison/outcome-years";
import { indicatorOfCrossed } from "#domain/comparison/applicant-outcomes";
import { formatSearch } from "#domain/filters/address";
import type { FilterValues } from "#domain/filters/filters";
import { OUTCOME_MIX } from "#domain/indicators/indicators";
import { loadOverview, type OverviewData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadOverview(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? [mixChart(data)] : [], inWords, dataset };
};

/** How the cases of each year were answered. */
export function mixChart({ mix, coverage, page }: OverviewData): PageChart {
  return {
    id: "mix",
    title: "历年办理结果构成",
    subtitle: "各类办理结果占办结件数的比重",
    source: REPORTS_AS_SOURCE,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    notes: [formatLeftOut(mix) ?? []].flat(),
    plot: (size) => plotOutcomeMix(linkOutcomes(outcomeRows(mix), mix, page.chosen), size),
  };
}

/** Each outcome of a year leads to the bodies that it is a sum of, compared by it. */
function linkOutcomes(
  rows: readonly OutcomeMixRow[],
  years: readonly OutcomesOfYear[],
  chosen: Partial<FilterValues>,
): OutcomeMixRow[] {
  return rows.map((row, index) => {
    const year = years[index]?.year;
    const hrefs = OUTCOME_MIX.flatMap((outcome) => {
      const indicator = indicatorOfCrossed(outcome);
      const search = formatSearch(chosen, { year, indicator, base: undefined });
      return indicator === undefined ? [] : [[outcome, `/compare${search}`] as const];
    });
    return { ...row, hrefs: Object.fromEntries(hrefs) };
  });
}

/** The years of an outcome mix as the chart takes them. */
export function outcomeRows(mix: readonly OutcomesOfYear[]): OutcomeMixRow[] {
  return mix.map(({ year, handled, outcomes }) => ({
    label: `${year}年`,
    total: handled,
    counts: outcomes,
  }));
}
