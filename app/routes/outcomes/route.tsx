import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { applicantOutcome } from "#charts/applicant-outcome";
import { draw } from "#charts/draw.server";
import { applicantOutcomeTitle } from "#charts/title";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { coverageInWords, missingInWords } from "#domain/comparison/coverage";
import { CROSS_READINGS, crossColumns } from "#domain/tables/applicant-outcomes";
import { crossedWays } from "./ways";
import { askOutcomes } from "./question.server";

export const meta: MetaFunction = () => [{ title: "申请人与办理结果 · 公开" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, rows, coverage } = await askOutcomes(request);
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    rows,
    coverage,
    ways: crossedWays(page.filters),
    title: applicantOutcomeTitle(rows),
    byApplicant: draw((size) => applicantOutcome(rows, { ...size, shareOf: "applicant" })),
    byOutcome: draw((size) => applicantOutcome(rows, { ...size, shareOf: "outcome" })),
    csv: `/outcomes.csv${new URL(request.url).search}`,
  });
}

export default function Outcomes() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  const [counts, ofApplicant, ofOutcome] = useMemo(
    () => [
      crossColumns("counts", ({ applicant }, crossed) => data.ways[applicant]?.[crossed]),
      crossColumns("ofApplicant"),
      crossColumns("ofOutcome"),
    ],
    [data.ways],
  );
  const foot = {
    source: "各地公布的政府信息公开工作年度报告表三",
    n: coverageInWords(data.coverage),
    missing: missingInWords(data.coverage),
    dataVersion,
    downloads: { csv: data.csv },
  };
  const files = (
    <a href={data.csv} download>
      下载CSV
    </a>
  );
  return (
    <Page title="申请人与办理结果" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} />
      <Section
        title="各类申请人的申请怎样办理"
        id="by-applicant"
        lead={<CoverageNote coverage={data.coverage} />}
        files={files}
      >
        <Chart
          {...foot}
          drawing={data.byApplicant}
          title={data.title}
          subtitle="每行合计为100%：该类申请人的各种办理结果占其办理结果总计的比重，下方为件数。"
          tableId="counts"
        />
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
      </Section>
      <Section title="各种办理结果由谁申请" id="by-outcome" files={files}>
        <Chart
          {...foot}
          drawing={data.byOutcome}
          title="各种办理结果的申请人构成"
          subtitle="每列除总计外合计为100%：该类申请人占同一办理结果全部件数的比重，下方为件数。"
          tableId="of-outcome"
        />
        <DataTable
          id="of-outcome"
          name={CROSS_READINGS.ofOutcome.name}
          caption={CROSS_READINGS.ofOutcome.name}
          columns={ofOutcome}
          rows={data.rows}
          rowKey={({ applicant }) => applicant}
          barMaximum={1}
        />
      </Section>
    </Page>
  );
}
