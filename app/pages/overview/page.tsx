import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { bodyNoun } from "#domain/report/body";
import { type Comparison, selectOutliers } from "#domain/comparison/comparison";
import { formatComparisonTitle, formatYardstick } from "#domain/comparison/comparison-title";
import { formatSearch } from "#domain/filters/address";
import { LEAST_JUDGED, VERDICTS } from "#domain/statistics/verdict";
import { outcomeColumns } from "#tables/outcomes";
import { attentionColumns } from "#tables/comparison";
import { formatWindowTitle } from "#request/subject";
import { loadOverview } from "./data.server";
import { Headlines } from "./headlines";
import { drawPageChart } from "../downloads/page-chart.server";
import { mixChart } from "./chart.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("总览", data?.controls) },
];

const SHOWN = 10;

/** Why nobody is judged, or what the list is ordered by and judged against. */
function formatAttentionLead(attention: Comparison, noun: ReturnType<typeof bodyNoun>): string {
  if (attention.funnel === null) return "件数不作高低判断，只有比率才判断是否偏高。";
  if (!attention.funnel.hasPower)
    return `可判断的${noun}不足${LEAST_JUDGED}个，无法比较：没有列出，不等于没有问题。`;
  return `${formatYardstick(attention, noun)}，按超出件数（即建议抽查的案卷数）由多到少排列。`;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadOverview(request);
  const { page, headlines, mix, attention, coverage, indicator } = data;
  const outlying = selectOutliers(attention);
  const high = outlying.filter(({ verdict }) => verdict === "high_998");
  // Those that the title counts, so that the list never says more than it.
  const listed = high.length > 0 ? high : outlying;
  const noun = bodyNoun(page.filters.kind);
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    year: page.filters.year,
    headlines,
    mix: drawPageChart(mixChart(data), request),
    outcomes: mix,
    attention: listed.slice(0, SHOWN),
    attentionTitle: `需要关注：${formatComparisonTitle(indicator, attention, noun)}`,
    attentionLead: [
      formatAttentionLead(attention, noun),
      outlying.length > listed.length
        ? `另有${outlying.length - listed.length}个${VERDICTS.high_95.short}（只${VERDICTS.high_95.name}），见全部地区。`
        : "",
    ].join(""),
    isJudged: attention.funnel?.hasPower === true,
    code: page.filters.indicator,
    toComparison: `/compare${formatSearch(page.chosen)}`,
    toOutcomes: `/outcomes${formatSearch(page.chosen, { indicator: undefined })}`,
    csv: `/overview.csv${formatSearch(page.chosen)}`,
    coverage,
    adjusted: data.adjusted,
  });
}

export default function Overview() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  const columns = useMemo(() => attentionColumns(data.code), [data.code]);
  if (data.absence !== null) return <NotLoadedPage {...data} title="总览" absence={data.absence} />;
  return (
    <Page title={`${data.year}年度总览`} lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} idle={data.idle} />
      <Section title="主要数字" id="headlines" lead={<CoverageNote coverage={data.coverage} />}>
        <Headlines headlines={data.headlines} year={data.year} />
        <AdjustedTotals totals={data.adjusted} />
      </Section>
      <Section
        title={data.attentionTitle}
        id="attention"
        lead={data.attentionLead}
        files={<Link to={data.toComparison}>查看全部地区</Link>}
      >
        {data.isJudged ? (
          <DataTable
            name="需要关注的地区"
            columns={columns}
            rows={data.attention}
            rowKey={(row) => row.report_id}
            empty="没有可列出的地区。"
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
