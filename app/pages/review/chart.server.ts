import { caveatsOf } from "#domain/indicators/law-breaks";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { plotReviewTimeline, reviewTitle, type DisputeYear } from "#charts/review-timeline";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import { type DisputesOfYear, explainReportsCounted } from "#domain/comparison/disputes";
import { yearLink } from "#tables/links";
import { noteOtherReports } from "#domain/indicators/group-change";
import { INDICATORS } from "#domain/indicators/indicators";
import { bodyNoun } from "#domain/report/body";
import { loadReview, type ReviewData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadReview(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? [reviewChart(data)] : [], inWords, dataset };
};

/** Reviews and lawsuits year by year. */
export function reviewChart({ page, years, coverage }: ReviewData): PageChart {
  const drawn = years.map((each) => ({
    ...disputeYear(each),
    href: yearLink(page.parameters, each.year, "bodies"),
  }));
  return {
    id: "years",
    title: [reviewTitle(drawn, page.filters.year), noteOther(years, page.filters.year)]
      .filter(Boolean)
      .join("；"),
    subtitle:
      "竖线为法律改变：跨竖线只有合计可以比较，复议、直接起诉、复议后起诉各自的升降不作比较；复议后又起诉的争议计两次，竖线前后计两次的多少不同，合计的升降也含这一影响，不宜单独归因于争议增减。",
    source: `${REPORTS_AS_SOURCE}表四`,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    notes: [
      ...explainReportsCounted(years, bodyNoun(page.filters.kind)),
      ...caveatsOf(INDICATORS.dispute_rate),
    ],
    plot: (size) => plotReviewTimeline(drawn, size),
  };
}

/** That the year before is of other reports, where it is; else empty. */
function noteOther(years: readonly DisputesOfYear[], year: number): string {
  const chosen = years.find((each) => each.year === year);
  const before = years.findLast((each) => each.year < year && each.reports > 0);
  return chosen && before ? noteOtherReports(before, chosen) : "";
}

function disputeYear({ year, cells }: DisputesOfYear): DisputeYear {
  const of = (line: string) => cells[`${line}_total`] ?? null;
  return {
    year,
    counts: {
      review: of("review"),
      direct_suit: of("direct_suit"),
      post_review_suit: of("post_review_suit"),
    },
  };
}
