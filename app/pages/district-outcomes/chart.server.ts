import { applicantOutcomeTitle, plotApplicantOutcomes } from "#charts/applicant-outcome";
import { plotOutcomeMix } from "#charts/outcome-mix";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { OUTCOME_MIX, quantityOfOutcome } from "#domain/indicators/indicators";
import { formatPercent } from "#domain/indicators/number-format";
import { formatFilters } from "#request/filter-bar";
import { loadOutcomes, type OutcomesData } from "../district/outcomes-data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request, params }) => {
  const data = await loadOutcomes(request, params["code"] ?? "");
  const { self } = data.related;
  return {
    charts: Object.values(chartsOf(data)),
    inWords: `${self.name} · ${formatFilters(data.controls)}`,
    dataset: self.dataset,
  };
};

/** The charts of a division's outcomes; null where there is nothing to draw. */
export function chartsOf(data: OutcomesData) {
  return { mix: mixChart(data), cross: crossChart(data) };
}

function mixChart({ mix }: OutcomesData): PageChart | null {
  if (mix.length === 0) return null;
  return {
    id: "mix",
    title: mixTitle(mix),
    subtitle: "各类办理结果占办结件数的比重",
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      plotOutcomeMix(
        mix.map(({ year, handled, outcomes }) => ({
          label: `${year}年`,
          total: handled,
          counts: outcomes,
        })),
        size,
      ),
  };
}

function crossChart({ cross, current, filters }: OutcomesData): PageChart | null {
  if (current === undefined) return null;
  return {
    id: "cross",
    title: applicantOutcomeTitle(cross),
    subtitle: "每行合计为100%：该类申请人的各种办理结果占其办结件数的比重，下方为件数。",
    source: `${filters.year}年度报告表三`,
    plot: (size) => plotApplicantOutcomes(cross, { ...size, shareOf: "applicant" }),
  };
}

/** The largest outcome of the last year, in a sentence. */
export function mixTitle(mix: OutcomesData["mix"]): string {
  const last = mix.at(-1);
  if (!last || !last.handled) return "历年办理结果构成";
  const { year, handled, outcomes } = last;
  const [largest] = OUTCOME_MIX.map((outcome) => ({
    name: quantityOfOutcome(outcome).name,
    count: outcomes[outcome] ?? 0,
  })).toSorted((a, b) => b.count - a.count);
  if (!largest) return "历年办理结果构成";
  return `${year}年办理结果中，“${largest.name}”最多，占${formatPercent(largest.count / handled)}`;
}
