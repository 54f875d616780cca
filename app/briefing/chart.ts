import { bodyRatesOf } from "./body-rates";
import { funnelPlot } from "#charts/funnel";
import { outcomeMix } from "#charts/outcome-mix";
import { OUTCOME_COLOURS, ACCENT } from "#charts/palette";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { yearSeries } from "#charts/year-series";
import type { BriefingFacts, ComparedIndicator } from "#domain/briefing/facts";
import { coverageInWords, missingInWords } from "#domain/comparison/coverage";
import { findingTitle } from "#domain/comparison/finding-title";
import { FORMATS } from "#domain/indicators/format";
import { formulaInWords } from "#domain/indicators/formula";
import type { IndicatorCode } from "#domain/indicators/indicators";
import { OUTCOME_MIX, outcomeQuantity } from "#domain/indicators/outcome-mix";
import { QUANTITIES } from "#domain/indicators/quantity";
import { declared } from "./figures";

/** What Word draws and lets edit by itself. */
export interface NativeChart {
  readonly type: "line" | "column";
  readonly stacking: "none" | "percent";
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly colour: string;
    readonly values: readonly (number | null)[];
  }[];
  readonly numberFormat: string;
}

/** A chart of a briefing, with the data it was drawn from and, where Word has the kind, Word's own. */
export interface BriefingChart extends PageChart {
  /** How the figures in it are computed. */
  readonly subtitle: string;
  readonly dataVersion: string;
  /** Left out where Word has no chart of the kind: a picture stands in the document. */
  readonly native?: NativeChart;
}

/** Width of the sheet on which a page shows the briefing. */
const PREVIEW_WIDTH = 800;

/** What the charts of one briefing have in common. */
function shared({ coverage, dataHash, loadedOn }: BriefingFacts) {
  return {
    width: PREVIEW_WIDTH,
    source: REPORTS_AS_SOURCE,
    n: coverageInWords(coverage),
    missing: missingInWords(coverage),
    dataVersion: `数据截止${loadedOn}，校验码${dataHash.slice(0, 16)}`,
  };
}

/** An indicator of the group year by year. */
export function seriesChart(facts: BriefingFacts, code: IndicatorCode): BriefingChart {
  const indicator = declared(code);
  const points = facts.series.map(({ year, figures }) => ({
    year,
    value: figures[code]?.value ?? null,
  }));
  return {
    id: `series_${code}`,
    title: `${facts.areaName}历年${indicator.name}`,
    subtitle: `${indicator.name} = ${formulaInWords(indicator)}`,
    ...shared(facts),
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
      numberFormat: FORMATS[indicator.format].sheet,
    },
    plot: (size) => yearSeries(points, { ...size, format: indicator.format }),
  };
}

/** How the cases of each year were answered. */
export function outcomeChart(facts: BriefingFacts): BriefingChart {
  return {
    id: "outcomes",
    title: `${facts.areaName}历年办理结果构成`,
    subtitle: `各类办理结果占${QUANTITIES.handled.name}的比重`,
    ...shared(facts),
    native: {
      type: "column",
      stacking: "percent",
      categories: facts.mix.map(({ year }) => String(year)),
      series: OUTCOME_MIX.map((outcome) => ({
        name: outcomeQuantity(outcome).name,
        colour: OUTCOME_COLOURS[outcome].slice(1),
        values: facts.mix.map(({ outcomes }) => outcomes[outcome]),
      })),
      numberFormat: "0%",
    },
    plot: (size) =>
      outcomeMix(
        facts.mix.map(({ year, handled, outcomes }) => ({
          label: `${year}年`,
          total: handled,
          counts: outcomes,
        })),
        size,
      ),
  };
}

/** The districts against the limits; null where the indicator is not judged. */
export function funnelChart(
  facts: BriefingFacts,
  { code, comparison }: ComparedIndicator,
): BriefingChart | null {
  const indicator = declared(code);
  const { funnel, bodies } = comparison;
  if (funnel === null || indicator.denominator === undefined || funnel.judged === 0) return null;
  const denominatorName = indicator.denominator.name;
  return {
    id: `funnel_${code}`,
    title: findingTitle(indicator, funnel, bodies.length),
    subtitle: `${indicator.name} = ${formulaInWords(indicator)}`,
    ...shared(facts),
    plot: (size) =>
      funnelPlot(bodyRatesOf(bodies), { ...size, funnel, name: indicator.name, denominatorName }),
  };
}
