import { outcomeMix } from "#charts/outcome-mix";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { coverageInWords, missingInWords } from "#domain/comparison/coverage";
import { outcomeRows } from "./outcome-rows";
import type { OverviewAnswer } from "./question.server";

/** How the cases of each year were answered. */
export function mixChart({ mix, coverage }: OverviewAnswer): PageChart {
  return {
    id: "mix",
    title: "历年办理结果构成",
    subtitle: "各类办理结果占办理结果总计的比重",
    source: REPORTS_AS_SOURCE,
    n: coverageInWords(coverage),
    missing: missingInWords(coverage),
    plot: (size) => outcomeMix(outcomeRows(mix), size),
  };
}
