import { applicantOutcomeTitle, plotApplicantOutcomes } from "#charts/applicant-outcome";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import type { ApplicantType } from "#domain/form/requests";
import type { Outcome } from "#domain/indicators/indicators";
import { comparisonLinks, loadOutcomes, type OutcomesData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadOutcomes(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? Object.values(outcomeCharts(data)) : [], inWords, dataset };
};

/** The cross-table read by rows and by columns. */
export function outcomeCharts({ page, rows, coverage }: OutcomesData) {
  const links = comparisonLinks(page.filters);
  const hrefOf = (applicant: ApplicantType, outcome: Outcome) => links[applicant]?.[outcome];
  const foot = {
    source: `${REPORTS_AS_SOURCE}表三`,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
  };
  return {
    byApplicant: {
      ...foot,
      id: "by-applicant",
      title: applicantOutcomeTitle(rows),
      subtitle:
        "每行合计为100%：该类申请人的各种办理结果占其办结件数的比重，下方为件数；点一格，看由哪些地区的报告合计而成。",
      plot: (size) => plotApplicantOutcomes(rows, { ...size, hrefOf, shareOf: "applicant" }),
    },
    byOutcome: {
      ...foot,
      id: "by-outcome",
      title: "各种办理结果的申请人构成",
      subtitle: "每列除总计外合计为100%：该类申请人占同一办理结果全部件数的比重。",
      plot: (size) => plotApplicantOutcomes(rows, { ...size, hrefOf, shareOf: "outcome" }),
    },
  } satisfies Record<string, PageChart>;
}
