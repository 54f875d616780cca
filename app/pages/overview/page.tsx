import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { TileMap } from "#components/tile-map";
import { useDataVersion } from "#components/use-data-version";
import { buildTileMap } from "#domain/comparison/tile-map";
import { formatSearch } from "#domain/filters/address";
import { bodyNoun, DIVISION_KINDS } from "#domain/report/body";
import { divisionLink } from "#tables/links";
import { outcomeHeads } from "#tables/outcome-heads";
import { outcomeColumns } from "#tables/outcomes";
import { formatWindowTitle } from "#request/subject";
import { describeAttention } from "./attention";
import { AttentionList } from "./attention-list";
import { loadOverview } from "./data.server";
import { Headlines } from "./headlines";
import { json } from "../loaded-data.server";
import { drawPageChart } from "../downloads/page-chart.server";
import { mixChart } from "./chart.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("总览", data?.controls) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadOverview(request);
  const { page, headlines, mix, coverage } = data;
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    year: page.filters.year,
    base: page.filters.base,
    headlines,
    relabelled: data.relabelled,
    mix: drawPageChart(mixChart(data), request),
    outcomes: mix,
    attention: describeAttention(
      data,
      data.years.filter((year) => year <= page.filters.year),
    ),
    concern: data.indicator.concern,
    // Of bodies that a division has many of a page would be nothing but tiles.
    tiles:
      data.comparison.funnel && DIVISION_KINDS.includes(page.filters.kind)
        ? buildTileMap(data.indicator, data.comparison, data.allFilings)
        : [],
    mapTitle: `${data.indicator.name}：${bodyNoun(page.filters.kind)}一览`,
    toComparison: `/compare${formatSearch(page.chosen, { base: undefined })}`,
    toYears: Object.fromEntries(
      data.years.map((year) => [
        year,
        `/compare${formatSearch(page.chosen, { year, base: undefined })}`,
      ]),
    ),
    toOutcomes: `/outcomes${formatSearch(page.chosen, { indicator: undefined })}`,
    outcomeHeads: outcomeHeads(),
    csv: `/overview.csv${formatSearch(page.chosen)}`,
    coverage,
    adjusted: data.adjusted,
  });
}

export default function Overview() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  if (data.absence !== null) return <NotLoadedPage {...data} title="总览" absence={data.absence} />;
  return (
    <Page title={`${data.year}年度总览`} lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} idle={data.idle} />
      <Section
        title={data.attention.title}
        id="attention"
        lead={data.attention.lead}
        files={<Link to={data.toComparison}>查看全部地区</Link>}
      >
        {data.attention.items.length > 0 ? (
          <AttentionList
            items={data.attention.items}
            concern={data.concern}
            toYear={(year) => data.toYears[year] ?? data.toComparison}
          />
        ) : null}
      </Section>
      {data.tiles.length === 0 ? null : (
        <Section
          title={data.mapTitle}
          id="tiles"
          lead="每格一个，按市排列，大小不代表面积或件数；点击看档案。"
        >
          <TileMap
            groups={data.tiles}
            concern={data.concern}
            hrefOf={({ division_code }) => divisionLink(division_code, data.year)}
          />
        </Section>
      )}
      <Section title="主要数字" id="headlines" lead={<CoverageNote coverage={data.coverage} />}>
        <Headlines headlines={data.headlines} base={data.base} relabelled={data.relabelled} />
        <AdjustedTotals totals={data.adjusted} />
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
          columns={outcomeColumns(data.outcomeHeads)}
          rows={data.outcomes}
          rowKey={(row) => String(row.year)}
        />
      </Section>
    </Page>
  );
}
