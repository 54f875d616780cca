import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { searchWith } from "#domain/filters/address";
import type { ComparedBody } from "#domain/comparison/comparison";
import { findingTitle } from "#domain/comparison/finding-title";
import { nounOf } from "#domain/report/body-kind";
import { INDICATORS } from "#domain/indicators/indicators";
import { comparisonColumns } from "#domain/tables/comparison";
import { shown } from "../../page-charts.server";
import { sheetInOrder } from "../../rows-in-order.server";
import { Few, groupChoice } from "./few";
import { FunnelNote } from "./funnel-note";
import { comparisonChart } from "./comparison-chart.server";
import { askComparison } from "./question.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 区县比较 · 公开` : "区县比较 · 公开" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askComparison(request);
  const { page, indicator, comparison, coverage, elsewhere, table } = answer;
  const { bodies, funnel } = comparison;
  const { rows, order } = sheetInOrder(table.rows, table.columns, page.parameters, {
    by: "value",
    descending: true,
  });
  const chart = comparisonChart(answer);
  const noun = nounOf(page.filters.kind);
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    code: page.filters.indicator,
    applicant: page.filters.applicant,
    title: findingTitle(indicator, funnel, bodies.length, noun),
    noun,
    chart: chart && shown(chart, "/compare/chart", request),
    funnel: funnel && {
      target: funnel.target,
      judged: funnel.judged,
      floor: funnel.floor,
      dispersion: funnel.dispersion,
      falseAlarms: funnel.falseAlarms,
      falseAlarmsAtMost: funnel.falseAlarmsAtMost,
      model: funnel.model,
      confirmed: confirmedIn(bodies),
    },
    coverage,
    elsewhere: elsewhere.map((group) => ({
      ...group,
      to: `/compare${searchWith(page.chosen, groupChoice(group))}`,
    })),
    areaName: page.areaName,
    rows,
    order,
    listed: table.rows.length,
    isDoubtful: bodies.some(({ mark }) => mark !== null),
    toChange: indicator.denominator ? `/compare/change${searchWith(page.chosen)}` : null,
    compared: bodies.length,
  });
}

/** The bodies high at 99.8% that stay so after the Benjamini–Hochberg correction, by name. */
function confirmedIn(bodies: readonly ComparedBody[]): string[] {
  return bodies
    .filter(
      ({ verdict, adjustedP }) => verdict === "high_998" && adjustedP !== null && adjustedP <= 0.05,
    )
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0))
    .map(({ division }) => division);
}

export default function Compare() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const indicator = INDICATORS[data.code];
  const columns = useMemo(
    () => (indicator ? comparisonColumns(indicator, data.applicant) : []),
    [indicator, data.applicant],
  );
  if (!indicator) return null;
  const file = `/compare.csv?${parameters.toString()}`;
  return (
    <Page title="区县比较" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} keep={["sort", "q"]} />
      {data.chart === null ? null : (
        <Chart
          {...data.chart}
          dataVersion={dataVersion}
          downloads={{ csv: file, ...data.chart.downloads }}
          tableId="bodies"
        />
      )}
      {data.funnel === null ? null : <FunnelNote {...data.funnel} indicator={indicator} />}
      <p>
        <CoverageNote coverage={data.coverage} />
        {data.isDoubtful
          ? "◇（图中为空心点）表示该地区报告的数字有差错，表末列出按最小修正该指标可能的范围。"
          : null}
      </p>
      <Few areaName={data.areaName} compared={data.compared} elsewhere={data.elsewhere} />
      <Section
        title={data.chart === null ? data.title : "各地数据"}
        id="bodies-title"
        lead={`共${data.compared}个${data.noun}，列出${data.listed}个。点数字可查到报告原表。`}
        files={
          <>
            {data.toChange === null ? null : <Link to={data.toChange}>变化由谁带来</Link>}
            <a href={file} download>
              下载CSV
            </a>
          </>
        }
      >
        <form method="get" className="screen-only" role="search">
          {[...parameters].map(([key, value]) =>
            key === "q" || key === "page" ? null : (
              <input key={key} type="hidden" name={key} value={value} />
            ),
          )}
          <label>
            {data.noun}名称 <input name="q" defaultValue={parameters.get("q") ?? ""} size={12} />
          </label>{" "}
          <button type="submit">查找</button>
        </form>
        <DataTable
          id="bodies"
          name="各地数据"
          columns={columns}
          rows={data.rows}
          rowKey={(row) => row.report_id}
          order={data.order}
        />
      </Section>
    </Page>
  );
}
