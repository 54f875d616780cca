import { funnelPlot } from "#charts/funnel";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { rankedDots } from "#charts/ranked-dots";
import { coverageInWords, missingInWords } from "#domain/comparison/coverage";
import { findingTitle } from "#domain/comparison/finding-title";
import { formulaInWords } from "#domain/indicators/formula";
import { bodyRates } from "./body-rates";
import type { ComparisonAnswer } from "./question.server";

/** The chart of a comparison; none for counts, which the table shows. */
export function comparisonChart({
  page,
  indicator,
  comparison,
  coverage,
}: ComparisonAnswer): PageChart | null {
  const { name, denominator, caveat = "" } = indicator;
  const { bodies, funnel } = comparison;
  if (!funnel || !denominator) return null;
  const rates = bodyRates(bodies);
  return {
    id: "bodies",
    title: findingTitle(indicator, funnel, bodies.length),
    subtitle: `${name} = ${formulaInWords(indicator)}。${caveat}`,
    source: REPORTS_AS_SOURCE,
    n: coverageInWords(coverage),
    missing: missingInWords(coverage),
    plot: (size) =>
      page.filters.view === "ranked"
        ? rankedDots(rates, { ...size, groupRate: funnel.target })
        : funnelPlot(rates, { ...size, funnel, name, denominatorName: denominator.name }),
  };
}
