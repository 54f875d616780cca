import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { effectOf } from "#domain/comparison/change";
import { formatSearch } from "#domain/filters/address";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatPercentagePoints } from "#domain/indicators/number-format";
import { changeColumns } from "./columns";
import { drawPageChart } from "../downloads/page-chart.server";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { changeChart } from "./chart.server";
import { loadChange, type ChangeData } from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("变化由谁带来", data?.controls) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadChange(request);
  const { page } = data;
  const change = data.change.kind === "refused" ? data.change : orderBodies(data.change, data);
  const chart = changeChart(data);
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    filters: page.filters,
    csv: `/compare/change.csv${formatSearch(page.chosen)}`,
    back: `/compare${formatSearch(page.chosen)}`,
    change,
    adjusted: data.adjusted,
    chart: chart && drawPageChart(chart, request),
  });
}

/** The order of the change, the largest effects first, up or down: no column has it. */
const BY_SIZE = { by: "", descending: false };

/** 45个地区拉高，合计+0.80个百分点；43个地区拉低，合计−1.70个百分点 */
function formatSides(bodies: Explained["bodies"]): string {
  const side = (words: string, effects: readonly number[]): string =>
    `${effects.length}个地区${words}，合计${formatPercentagePoints(
      effects.reduce((sum, effect) => sum + effect, 0),
      2,
    )}`;
  const effects = bodies.map(effectOf);
  return [
    side(
      "拉高",
      effects.filter((effect) => effect > 0),
    ),
    side(
      "拉低",
      effects.filter((effect) => effect < 0),
    ),
  ].join("；");
}

type Explained = Exclude<ChangeData["change"], { readonly kind: "refused" }>;

/** A change with its bodies in the order that the address names. */
function orderBodies(change: Explained, { page, indicator }: ChangeData) {
  const columns = changeColumns(indicator, page.filters);
  const { rows, order } = orderTablePage(change.bodies, columns, page.parameters, BY_SIZE);
  return { ...change, bodies: rows, order, sides: formatSides(change.bodies) };
}

export default function Change() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="变化由谁带来" absence={data.absence} />;
  const { change, chart } = data;
  const indicator = INDICATORS[data.filters.indicator];
  if (!indicator) return null;
  return (
    <Page
      title={`${indicator.name}的变化由谁带来`}
      eyebrow={<Link to={data.back}>区县比较</Link>}
      lead={data.inWords}
      dataset={data.dataset}
    >
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort"]} />
      <AdjustedTotals totals={data.adjusted} />
      {change.kind === "refused" ? <p role="status">不作比较：{change.reason}</p> : null}
      {change.kind === "refused" || chart === null ? null : (
        <>
          <Chart
            {...chart}
            dataVersion={dataVersion}
            downloads={{ csv: data.csv, ...chart.downloads }}
            tableId="contributions"
          />
          <Section
            title="各地的影响"
            id="contributions-title"
            lead={`按影响大小排列：${change.sides}。全部地区的影响相加等于总变化${formatPercentagePoints(change.decomposition.change, 3)}；表中取三位小数，相加可有末位之差。`}
            files={
              <a href={data.csv} download>
                下载CSV
              </a>
            }
          >
            <DataTable
              id="contributions"
              name="各地的影响"
              columns={changeColumns(indicator, data.filters)}
              rows={change.bodies}
              rowKey={({ code }) => code}
              order={change.order}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
