import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { Folded } from "#components/folded";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { CROSS_READINGS, crossColumns } from "#tables/applicant-outcomes";
import { formatWindowTitle } from "#request/subject";
import { comparisonLinks } from "./data.server";
import { json } from "../loaded-data.server";
import { drawPageChart } from "../downloads/page-chart.server";
import { outcomeCharts } from "./chart.server";
import { loadOutcomes } from "./data.server";
import { summariseApplicants } from "./summary";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("申请人与办理结果", data?.controls) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadOutcomes(request);
  const { page, rows, coverage } = data;
  const { byApplicant, byOutcome } = outcomeCharts(data);
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    sentence: summariseApplicants(rows),
    rows,
    adjusted: data.adjusted,
    coverage,
    links: comparisonLinks(page.filters),
    byApplicant: drawPageChart(byApplicant, request),
    byOutcome: drawPageChart(byOutcome, request),
    csv: `/outcomes.csv${new URL(request.url).search}`,
  });
}

export default function Outcomes() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  const [counts, ofApplicant, ofOutcome] = useMemo(
    () => [
      crossColumns("counts", ({ applicant }, crossed) => data.links[applicant]?.[crossed]),
      crossColumns("ofApplicant"),
      crossColumns("ofOutcome"),
    ],
    [data.links],
  );
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="申请人与办理结果" absence={data.absence} />;
  const files = (
    <a href={data.csv} download>
      下载CSV
    </a>
  );
  return (
    <Page
      title="申请人与办理结果"
      lead={data.inWords}
      sentence={data.sentence}
      dataset={data.dataset}
    >
      <FilterBar controls={data.controls} idle={data.idle} />
      <AdjustedTotals totals={data.adjusted} />
      <Section
        title="各类申请人的申请怎样办理"
        id="by-applicant"
        lead={<CoverageNote coverage={data.coverage} />}
        files={files}
      >
        <Chart
          {...data.byApplicant}
          dataVersion={dataVersion}
          downloads={{ csv: data.csv, ...data.byApplicant.downloads }}
          tableId="counts"
        />
        <Folded summary="同样数字的表：件数，占该类申请人办结件数的比重">
          <DataTable
            id="counts"
            name={CROSS_READINGS.counts.name}
            caption="件数（点数字，看由哪些地区的报告合计而成）"
            columns={counts}
            rows={data.rows}
            rowKey={({ applicant }) => applicant}
          />
          <DataTable
            name={CROSS_READINGS.ofApplicant.name}
            caption={CROSS_READINGS.ofApplicant.name}
            columns={ofApplicant}
            rows={data.rows}
            rowKey={({ applicant }) => applicant}
            barMaximum={1}
          />
        </Folded>
      </Section>
      <Section title="各种办理结果由谁申请" id="by-outcome" files={files}>
        <Chart
          {...data.byOutcome}
          dataVersion={dataVersion}
          downloads={{ csv: data.csv, ...data.byOutcome.downloads }}
          tableId="of-outcome"
        />
        <Folded summary="同样数字的表：占该类办理结果的比重">
          <DataTable
            id="of-outcome"
            name={CROSS_READINGS.ofOutcome.name}
            caption={CROSS_READINGS.ofOutcome.name}
            columns={ofOutcome}
            rows={data.rows}
            rowKey={({ applicant }) => applicant}
            barMaximum={1}
          />
        </Folded>
      </Section>
    </Page>
  );
}
