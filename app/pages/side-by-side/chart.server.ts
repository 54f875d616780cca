import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { plotSharedPanels, type SharedPanel } from "#charts/shared-panels";
import {
  intervalOf,
  ratioOf,
  valueOf,
  whyNoValue,
  type DivisionYear,
} from "#domain/comparison/division-year";
import { formatRateInterval } from "#domain/indicators/group-change";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { printedCellLink } from "#tables/links";
import type { LoadCharts } from "../downloads/page-files";
import { isChosen, loadSideBySide, type SideBySideData } from "./data.server";

/** What is drawn: rates of what was answered and challenged. Who applied says less, and stands in the table. */
const DRAWN = INDICATOR_CODES.filter(
  (code) => INDICATORS[code].denominator !== undefined && INDICATORS[code].group !== "applicant",
);

export const loadCharts: LoadCharts = async ({ request }) => {
  if (!isChosen(request)) return { charts: [], inWords: "", dataset: "real" };
  const data = await loadSideBySide(request);
  return { charts: chartsOf(data), inWords: data.page.inWords, dataset: data.dataset };
};

/** The years of all chosen divisions, a panel an indicator. */
export function chartsOf(data: SideBySideData): PageChart[] {
  const { columns, everyYear, series } = data;
  if (everyYear.length === 0) return [];
  const panels = DRAWN.map((code): SharedPanel => ({
    name: INDICATORS[code].name,
    format: INDICATORS[code].format,
    lines: columns.map((column) =>
      everyYear
        .filter(({ division_code }) => division_code === column.code)
        .map((report) => pointOf(report, code)),
    ),
    reference: series.map(({ year, figures }) => ({ year, value: figures[code].value })),
  }));
  const names = columns.map(({ name }) => name);
  return [
    {
      id: "years",
      title: `${names.join("、")}：各项比率的历年变化`,
      subtitle:
        "每项指标一图，所选地区画在一起，各图从0起、各有刻度（右上角为图中最大值）；件数少的年份升降多属偶然，点一点看报告原表。",
      source: REPORTS_AS_SOURCE,
      plot: (size) => plotSharedPanels(panels, { ...size, names, referenceName: "省内同级合计" }),
    },
  ];
}

function pointOf(report: DivisionYear, code: IndicatorCode) {
  const indicator = INDICATORS[code];
  const ratio = ratioOf(report, code);
  const value = valueOf(indicator, ratio);
  const interval = intervalOf(indicator, ratio);
  const href = printedCellLink(report, indicator.numerator);
  return {
    year: report.year,
    value,
    note:
      value === null
        ? whyNoValue(indicator, code, report)
        : `${ratio.numerator ?? "—"}/${ratio.denominator ?? "—"}${interval ? `，${formatRateInterval(interval)}` : ""}`,
    ...(href === null ? {} : { href }),
  };
}
