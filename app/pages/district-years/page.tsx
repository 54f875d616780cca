import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { BoundaryChange } from "#domain/report/boundary-changes";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { Files } from "../district/files";
import { DistrictFrame } from "../district/frame";
import { frameOf } from "../district/request.server";
import { loadYears } from "../district/years-data.server";
import { yearsColumns, type YearsRow } from "../district/years";
import { drawPageChart, type ShownChart } from "../downloads/page-chart.server";
import { chartsOf } from "./chart.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: formatWindowTitle(
      `${data?.frame.related.self.name ?? ""}历年变化`,
      data?.frame.controls,
    ),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const data = await loadYears(request, params["code"] ?? "");
  const { spine, years: course } = chartsOf(data);
  return json({
    frame: frameOf(data),
    peers: data.peers.chosen,
    series: data.series,
    years: data.years,
    boundaries: data.boundaries,
    charts: {
      spine: spine && drawPageChart(spine, request),
      years: course && drawPageChart(course, request),
    },
  });
}

export default function DistrictYears() {
  const { frame, peers, series, years, boundaries, charts } = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  return (
    <DistrictFrame
      {...frame}
      peers={peers}
      contents={{ ...(charts.spine ? { peers: "在同级中的位置" } : {}), years: "历年变化" }}
    >
      {charts.spine === null ? null : (
        <Section title={`${frame.filters.year}年在同级中的位置`} id="peers">
          <Chart {...charts.spine} dataVersion={dataVersion} />
        </Section>
      )}
      <Years series={series} years={years} boundaries={boundaries} chart={charts.years} />
    </DistrictFrame>
  );
}

interface YearsProps {
  readonly series: readonly YearsRow[];
  readonly years: readonly number[];
  readonly boundaries: readonly BoundaryChange[];
  readonly chart: ShownChart | null;
}

/** Every indicator through the years, as small charts and as two tables. */
function Years({ series, years, boundaries, chart }: YearsProps) {
  const dataVersion = useDataVersion();
  const [rates, counts] = useMemo(
    () => [yearsColumns(years, "share", boundaries), yearsColumns(years, "count", boundaries)],
    [years, boundaries],
  );
  const isCount = ({ code }: YearsRow) => INDICATORS[code].denominator === undefined;
  if (chart === null)
    return (
      <Section title="历年变化" id="years">
        <p>各年度的报告均未载入，没有变化可以显示。</p>
      </Section>
    );
  return (
    <Section
      title="历年变化"
      id="years"
      {...(boundaries.length > 0 ? { lead: formatBoundaries(boundaries) } : {})}
      files={<Files tables={{ "years-counts": "历年件数", "years-rates": "历年比率" }} />}
    >
      <Chart {...chart} dataVersion={dataVersion} tableId="years-rates" />
      <DataTable
        id="years-rates"
        name="历年比率"
        columns={rates}
        rows={series.filter((row) => !isCount(row))}
        rowKey={(row) => row.code}
      />
      <DataTable
        id="years-counts"
        name="历年件数"
        columns={counts}
        rows={series.filter(isCount)}
        rowKey={(row) => row.code}
      />
    </Section>
  );
}

function formatBoundaries(boundaries: readonly BoundaryChange[]): string {
  const said = boundaries.map(({ year, words }) => `${year}年${words}`);
  return `${said.join("；")}。前后范围不同，各年数字不宜跨调整年度直接比较。`;
}
