import { applicantOutcome } from "#charts/applicant-outcome";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { applicantOutcomeTitle } from "#charts/title";
import { coverageInWords, missingInWords } from "#domain/comparison/coverage";
import type { OutcomesAnswer } from "./question.server";

/** The cross-table read by rows and by columns. */
export function outcomeCharts({ rows, coverage }: OutcomesAnswer) {
  const foot = {
    source: `${REPORTS_AS_SOURCE}表三`,
    n: coverageInWords(coverage),
    missing: missingInWords(coverage),
  };
  return {
    byApplicant: {
      ...foot,
      id: "by-applicant",
      title: applicantOutcomeTitle(rows),
      subtitle: "每行合计为100%：该类申请人的各种办理结果占其办理结果总计的比重，下方为件数。",
      plot: (size) => applicantOutcome(rows, { ...size, shareOf: "applicant" }),
    },
    byOutcome: {
      ...foot,
      id: "by-outcome",
      title: "各种办理结果的申请人构成",
      subtitle: "每列除总计外合计为100%：该类申请人占同一办理结果全部件数的比重，下方为件数。",
      plot: (size) => applicantOutcome(rows, { ...size, shareOf: "outcome" }),
    },
  } satisfies Record<string, PageChart>;
}
