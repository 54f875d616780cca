import { funnelPlot } from "#charts/funnel";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { rankedDots } from "#charts/ranked-dots";
import { coverageInWords, missingInWords, NAMED_AT_MOST } from "#domain/comparison/coverage";
import { findingTitle } from "#domain/comparison/finding-title";
import { nounOf } from "#domain/report/body-kind";
import { formulaInWords } from "#domain/indicators/formula";
import { bodyRates } from "./body-rates";
import type { ComparisonAnswer } from "./question.server";

/** 某区（2024年）、某县（2025年）办理结果归类可能有变化…… */
function relabelledInWords(relabelled: ComparisonAnswer["relabelled"]): string {
  const named =
    relabelled.length > NAMED_AT_MOST
      ? `${relabelled.length}个地区`
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
}: ComparisonAnswer): PageChart | null {
  const { name, denominator, caveat = "" } = indicator;
  const { bodies, funnel } = comparison;
  if (!funnel || !denominator) return null;
  const rates = bodyRates(bodies);
  return {
    id: "bodies",
    title: findingTitle(indicator, funnel, bodies.length, nounOf(page.filters.kind)),
    subtitle: `${name} = ${formulaInWords(indicator)}。${caveat}`,
    source: REPORTS_AS_SOURCE,
    n: coverageInWords(coverage),
    missing: missingInWords(coverage),
    notes: relabelled.length === 0 ? [] : [relabelledInWords(relabelled)],
    plot: (size) =>
      page.filters.view === "ranked"
        ? rankedDots(rates, { ...size, groupRate: funnel.target })
        : funnelPlot(rates, { ...size, funnel, name, denominatorName: denominator.name }),
  };
}
