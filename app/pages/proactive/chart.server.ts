import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { plotSmallMultiples, type Panel } from "#charts/small-multiples";
import { formatCoverage, formatMissing } from "#domain/comparison/coverage";
import { isSummable, type YearOfProactive } from "#domain/comparison/proactive";
import { cellsIn, type Cell } from "#domain/form/cells";
import { EDITION_FACTS, type Edition, editionFor } from "#domain/form/edition";
import { formatValue } from "#domain/indicators/number-format";
import { yearLink } from "#tables/links";
import type { LoadCharts } from "../downloads/page-files";
import { shortLabelsOf } from "./columns";
import { loadProactive, type ProactiveData } from "./data.server";

/** Years in which the edition is due; the table says as much of fewer, and of reports that keep an old form. */
const FEWEST_YEARS = 3;

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadProactive(request);
  const { inWords, dataset, absence } = data.page;
  const charts = data.editions.flatMap(({ edition }) => proactiveChart(data, edition) ?? []);
  return { charts: absence === null ? charts : [], inWords, dataset };
};

/** What the reports of an edition count year by year, a panel a cell; null where there are too few years. */
export function proactiveChart(data: ProactiveData, edition: Edition): PageChart | null {
  const { page, editions, coverage } = data;
  const all = editions.find((each) => each.edition === edition)?.years ?? [];
  const years = all.filter(({ year }) => editionFor(year) === edition);
  const panels = panelsOf(years, edition, page.parameters);
  if (years.length < FEWEST_YEARS || panels.length === 0) return null;
  const { name } = EDITION_FACTS[edition];
  return {
    id: `years-${edition}`,
    title: `${name}各栏历年合计`,
    subtitle:
      "每栏一图，各按自己的刻度，从0起；各年报告份数略有不同，见下表；含单位存疑金额的年度不画。",
    source: `${REPORTS_AS_SOURCE}表二`,
    n: formatCoverage(coverage),
    missing: formatMissing(coverage),
    plot: (size) => plotSmallMultiples(panels, { ...size, shared: false, breaks: [] }),
  };
}

function panelsOf(
  years: readonly YearOfProactive[],
  edition: Edition,
  parameters: URLSearchParams,
): Panel[] {
  return cellsIn("proactive_disclosure", edition)
    .filter((cell) => isSummable(cell) && years.some(({ cells }) => (cells[cell.name] ?? 0) !== 0))
    .map((cell) => {
      const { line, column } = shortLabelsOf(cell, edition);
      return {
        name: `${line}${column}（${cell.unit}）`,
        format: "count",
        points: years.map((year) => pointOf(year, cell, parameters)),
      };
    });
}

function pointOf(
  { edition, year, reports, cells, uncertain }: YearOfProactive,
  { name, unit }: Cell,
  parameters: URLSearchParams,
) {
  const doubtful = uncertain.some(({ cell }) => cell === name);
  const sum = cells[name] ?? null;
  return {
    year,
    value: doubtful || sum === null ? null : Math.round(sum),
    note: doubtful
      ? `合计${formatValue(sum, "count")}${unit}，含单位存疑的金额，未画`
      : `${reports}份报告`,
    href: yearLink(parameters, year, `bodies-${edition}`),
  };
}
