import { bodyRateOf } from "#charts/body-rate";
import { plotFunnel } from "#charts/funnel";
import { REPORTS_AS_SOURCE } from "#charts/page-chart";
import { ACCENT } from "#charts/palette";
import { plotYearSeries } from "#charts/year-series";
import type { BriefingFacts, ComparedIndicator } from "#domain/briefing/facts";
import { formatComparisonTitle, formatGroupLine } from "#domain/comparison/comparison-title";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import { formatFormula } from "#domain/indicators/indicator-text";
import { lawsMoving } from "#domain/indicators/laws-between";
import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { formatEvent } from "#domain/laws/law";
import { NUMBER_FORMATS } from "#domain/indicators/number-format";
import type { BriefingChart } from "./briefing";

/** Width of the sheet on which a page shows the briefing. */
const PREVIEW_WIDTH = 800;

/** Width at which charts are drawn for paper: the letters stay legible over 156 mm. */
export const PAPER_WIDTH = 680;

/** What the charts of one briefing have in common. */
function captionOf({ coverage, dataHash, loadedOn }: BriefingFacts) {
  return {
    width: PREVIEW_WIDTH,
    source: REPORTS_AS_SOURCE,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    dataVersion: `数据截止${loadedOn}，校验码${dataHash.slice(0, 16)}`,
  };
}

/** An indicator of the group year by year. */
export function buildSeriesChart(facts: BriefingFacts, code: IndicatorCode): BriefingChart {
  const indicator = INDICATORS[code];
  const points = facts.series.map(({ year, figures }) => ({
    year,
    value: figures[code]?.value ?? null,
  }));
  return {
    id: `series_${code}`,
    title: `${facts.areaName}历年${indicator.name}`,
    subtitle: `${indicator.name} = ${formatFormula(indicator)}${formatLawsWithin(
      indicator,
      points.map(({ year }) => year),
    )}`,
    ...captionOf(facts),
    native: {
      type: "line",
      stacking: "none",
      categories: points.map(({ year }) => String(year)),
      series: [
        {
          name: indicator.name,
          colour: ACCENT.slice(1),
          values: points.map(({ value }) => value),
        },
      ],
      numberFormat: NUMBER_FORMATS[indicator.format].sheet,
    },
    plot: (size) => plotYearSeries(points, { ...size, format: indicator.format }),
  };
}

/** ；2024年行政复议法修订施行，前后不可比; empty where no law moved the indicator. */
function formatLawsWithin(indicator: Indicator, years: readonly number[]): string {
  const laws = lawsMoving([indicator], Math.min(...years), Math.max(...years));
  if (laws.length === 0) return "";
  const isBroken = laws.some((law) => indicator.breaks?.includes(law));
  return `；${laws.map(formatEvent).join("、")}，${isBroken ? "前后不可比" : "比较前后时须加说明"}`;
}

/** The districts against the limits; null where the indicator is not judged. */
export function buildFunnelChart(
  facts: BriefingFacts,
  { code, comparison }: ComparedIndicator,
): BriefingChart | null {
  const indicator = INDICATORS[code];
  const { funnel, bodies } = comparison;
  if (funnel === null || indicator.denominator === undefined || funnel.judged === 0) return null;
  const denominatorName = indicator.denominator.name;
  return {
    id: `funnel_${code}`,
    title: formatComparisonTitle(indicator, comparison),
    subtitle: `${indicator.name} = ${formatFormula(indicator)}`,
    ...captionOf(facts),
    plot: (size) =>
      plotFunnel(bodies.map(bodyRateOf), {
        ...size,
        funnel,
        name: indicator.name,
        denominatorName,
        groupName: formatGroupLine(comparison),
      }),
  };
}
