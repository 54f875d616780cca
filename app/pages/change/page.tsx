import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { BASE_CHANGES, testRatios } from "#domain/comparison/base-change";
import { effectOf } from "#domain/comparison/change";
import { formatSearch } from "#domain/filters/address";
import { bodyNoun } from "#domain/report/body";
import { formatPercentagePoints } from "#domain/indicators/number-format";
import { changeColumns, shownColumns, SPLIT_PARAMETER } from "./columns";
import { json } from "../loaded-data.server";
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
    /** What the columns are declared by, which the page is handed: a browser does without the other indicators. */
    indicator: data.indicator,
    isSplit: data.isSplit,
    tested: change.kind === "refused" ? "" : formatTested(change.bodies, data),
    csv: `/compare/change.csv${formatSearch(page.chosen)}`,
    back: `/compare${formatSearch(page.chosen)}`,
    change,
    adjusted: data.adjusted,
    chart: chart && drawPageChart(chart, request),
  });
}

/** The chance of a district that has not changed to lie outside its own 95% interval. */
const FALSE_ALARM = 0.05;

/**
 * 89个地区中，12个改善、5个变差、70个升降尚不能确定、2个件数过少，不作判断: by the test of each district between the
 * two years; and how many of them chance alone would tell.
 */
function formatTested(bodies: Explained["bodies"], { indicator, page }: ChangeData): string {
  const kinds = bodies.flatMap(
    ({ earlier, later }) => testRatios(indicator, page.filters.base, earlier, later)?.kind ?? [],
  );
  const counts = (["improved", "worsened", "moved", "steady", "unclear"] as const).flatMap(
    (kind) => {
      const count = kinds.filter((each) => each === kind).length;
      return count === 0 ? [] : [`${count}个${BASE_CHANGES[kind].name}`];
    },
  );
  if (kinds.length === 0) return "";
  const relabelled = bodies.filter((body) => {
    const tested = testRatios(indicator, page.filters.base, body.earlier, body.later);
    return (
      body.relabelled.length > 0 && (tested?.kind === "improved" || tested?.kind === "worsened")
    );
  });
  const doubt =
    relabelled.length === 0
      ? ""
      : `其中${relabelled.map(({ division }) => division).join("、")}办理结果归类可能有变化，改善或变差未必是实情。`;
  const tooFew = kinds.filter((kind) => kind === "too_few").length;
  const judged = kinds.length - tooFew;
  const few = tooFew === 0 ? [] : [`${tooFew}个${BASE_CHANGES.too_few.name}`];
  const byChance = Math.round(judged * FALSE_ALARM);
  const chance =
    byChance === 0
      ? ""
      : `同时判断${judged}个，即使各地都没有真正的变化，单凭偶然也会有约${byChance}个被判为有升降。`;
  return `与${page.filters.base}年相比，两年都有数字的${kinds.length}个${bodyNoun(page.filters.kind)}中，${[...counts, ...few].join("、")}。${doubt}${chance}`;
}

/** The order of the change, the largest effects first, up or down: no column has it. */
const BY_SIZE = { by: "", descending: false };

/** 45个地区拉高，合计+0.80个百分点；43个地区拉低，合计−1.70个百分点 */
function formatSides(bodies: Explained["bodies"], noun: ReturnType<typeof bodyNoun>): string {
  const side = (words: string, effects: readonly number[]): string =>
    `${effects.length}个${noun}${words}，合计${formatPercentagePoints(
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
  return {
    ...change,
    bodies: rows,
    order,
    sides: formatSides(change.bodies, bodyNoun(page.filters.kind)),
  };
}

function splitAddress(parameters: URLSearchParams, isSplit: boolean): string {
  const next = new URLSearchParams(parameters);
  if (isSplit) next.set(SPLIT_PARAMETER, "1");
  else next.delete(SPLIT_PARAMETER);
  return next.toString();
}

export default function Change() {
  const data = useLoaderData<typeof loader>();
  const dataVersion = useDataVersion();
  const [parameters] = useSearchParams();
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="变化由谁带来" absence={data.absence} />;
  const { change, chart, indicator } = data;
  return (
    <Page
      title={`${indicator.name}的变化由谁带来`}
      eyebrow={<Link to={data.back}>区县比较</Link>}
      lead={data.inWords}
      dataset={data.dataset}
    >
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort", SPLIT_PARAMETER]} />
      <AdjustedTotals totals={data.adjusted} />
      {change.kind === "refused" ? <p role="status">不作比较：{change.reason}</p> : null}
      {change.kind === "refused" || chart === null ? null : (
        <>
          <p>{data.tested}</p>
          <Chart
            {...chart}
            dataVersion={dataVersion}
            downloads={{ csv: data.csv, ...chart.downloads }}
            tableId="contributions"
          />
          <p className="screen-only">
            <Link to={`?${splitAddress(parameters, !data.isSplit)}`} preventScrollReset>
              {data.isSplit ? "不拆分，各一条" : "拆成两部分：各地比率升降、各地件数比重变化"}
            </Link>
          </p>
          <Section
            title="各地的影响"
            id="contributions-title"
            lead={`按影响大小排列：${change.sides}，相加等于总变化（末位可有舍入之差）。`}
            files={
              <a href={data.csv} download>
                下载CSV
              </a>
            }
          >
            <DataTable
              id="contributions"
              name="各地的影响"
              columns={shownColumns(changeColumns(indicator, data.filters), data.isSplit)}
              rows={change.bodies}
              rowKey={({ code }) => code}
              order={change.order}
              isPage
            />
          </Section>
          <details className="screen-only">
            <summary>计算细节</summary>
            <p>
              拆成两部分（Kitagawa分解）：各地比率升降的影响＝两年比率之差×两年件数比重的平均；件数比重变化的影响＝两年比重之差×（两年比率的平均－全部地区两年比率的平均）。只有一年有数字的地区，影响单独列出。是否改善只看本地两年的比率，由95%区间判断。
              <Link to="/method#statistics">判断方法</Link>
            </p>
          </details>
        </>
      )}
    </Page>
  );
}
