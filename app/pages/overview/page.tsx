import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { bodyNoun } from "#domain/report/body";
import { selectOutliers } from "#domain/comparison/comparison";
import { formatComparisonTitle } from "#domain/comparison/comparison-title";
import { formatSearch } from "#domain/filters/address";
import { outcomeColumns } from "#tables/outcomes";
import { attentionColumns } from "#tables/comparison";
import { loadOverview } from "./data.server";
import { Headlines } from "./headlines";
import { drawPageChart } from "../downloads/page-chart.server";
import { mixChart } from "./chart.server";

export const meta: MetaFunction = () => [{ title: "总览 · 公开" }];

const SHOWN = 10;
const NOT_JUDGED = "只对比率、且有其他地区可比时，才判断是否偏高。";

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadOverview(request);
  const { page, headlines, mix, attention, coverage, indicator } = data;
  const high = selectOutliers(attention);
  const noun = bodyNoun(page.filters.kind);
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    year: page.filters.year,
    headlines,
    mix: drawPageChart(mixChart(data), request),
    outcomes: mix,
    attention: high.slice(0, SHOWN),
    attentionTitle:
      attention.funnel === null
        ? `需要关注：${formatComparisonTitle(indicator, null, attention.bodies.length, noun)}`
        : `需要关注：${high.length}个${noun}的${indicator.name}高于控制上限`,
    isJudged: attention.funnel !== null,
    code: page.filters.indicator,
    toComparison: `/compare${formatSearch(page.chosen)}`,
    toOutcomes: `/outcomes${formatSearch(page.chosen, { indicator: undefined })}`,
    csv: `/overview.csv${formatSearch(page.chosen)}`,
    coverage,
  });
}

export default function Overview() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  const columns = useMemo(() => attentionColumns(data.code), [data.code]);
  return (
    <Page title={`${data.year}年度总览`} lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} />
      <Section title="主要数字" id="headlines" lead={<CoverageNote coverage={data.coverage} />}>
        <Headlines headlines={data.headlines} year={data.year} />
      </Section>
      <Section
        title={data.attentionTitle}
        id="attention"
        lead={data.isJudged ? "按超出件数排列，即建议抽查的案卷数。" : NOT_JUDGED}
        files={<Link to={data.toComparison}>查看全部地区</Link>}
      >
        {data.isJudged ? (
          <DataTable
            name="需要关注的地区"
            columns={columns}
            rows={data.attention}
            rowKey={(row) => row.report_id}
            empty="没有地区高于控制上限。"
          />
        ) : null}
      </Section>
      <Section
        title="办理结果构成"
        id="mix"
        files={
          <>
            <Link to={data.toOutcomes}>申请人与办理结果</Link>
            <a href={data.csv}>下载CSV</a>
          </>
        }
      >
        <Chart
          {...data.mix}
          dataVersion={dataVersion}
          downloads={{ csv: data.csv, ...data.mix.downloads }}
          tableId="outcomes"
        />
        <DataTable
          id="outcomes"
          name="历年办理结果件数"
          columns={outcomeColumns}
          rows={data.outcomes}
          rowKey={(row) => String(row.year)}
        />
      </Section>
    </Page>
  );
}
