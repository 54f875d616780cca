import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { formatConcentration } from "#domain/comparison/concentration";
import {
  formatComparisonTitle,
  formatChosen,
  formatGroupArea,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import { formatSearch } from "#domain/filters/address";
import { formatRateInterval, groupInterval } from "#domain/indicators/group-change";
import { type Indicator, INDICATORS } from "#domain/indicators/indicators";
import { formatPercent } from "#domain/indicators/number-format";
import { bodyNoun } from "#domain/report/body";
import {
  explainFalseAlarms,
  formatFalseAlarms,
  type Funnel,
  LIMIT_MODELS,
} from "#domain/statistics/funnel";
import { LEAST_JUDGED, type Verdict } from "#domain/statistics/verdict";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { drawPageChart } from "../downloads/page-chart.server";
import { comparisonChart } from "./chart.server";
import { comparisonColumns, SMALL_BODIES_AT_MOST, smallBodiesTable } from "./columns";
import { loadCompare, selectConfirmed } from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("区县比较", data?.controls) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadCompare(request);
  const { page, indicator, comparison, coverage, table } = data;
  const { bodies, funnel } = comparison;
  const { rows, order } = orderTablePage(
    table.rows,
    table.columns,
    page.parameters,
    { by: "value", descending: true },
    isTooSmall,
  );
  const chart = comparisonChart(data);
  const noun = bodyNoun(page.filters.kind);
  const small = smallBodiesTable(indicator, table.rows).rows;
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    code: page.filters.indicator,
    applicant: page.filters.applicant,
    title: formatComparisonTitle(indicator, comparison, noun),
    noun,
    chart: chart && drawPageChart(chart, request),
    funnel: funnel && {
      target: funnel.target,
      targetInterval: formatTargetInterval(indicator, funnel),
      judged: funnel.judged,
      floor: funnel.floor,
      dispersion: funnel.dispersion,
      falseAlarms: funnel.falseAlarms,
      falseAlarmsAtMost: funnel.falseAlarmsAtMost,
      model: funnel.model,
      hasPower: funnel.hasPower,
      confirmed: selectConfirmed(bodies),
      yardstick: formatYardstick(comparison, noun),
      groupArea: formatGroupArea(comparison),
      chosen: formatChosen(comparison),
      concentration:
        comparison.concentration && formatConcentration(indicator, comparison.concentration, noun),
    },
    coverage,
    adjusted: data.adjusted,
    rows,
    order,
    listed: table.rows.length,
    small: small.slice(0, SMALL_BODIES_AT_MOST),
    smallInAll: small.length,
    isDoubtful: bodies.some(({ flag }) => flag !== null),
    toChange: indicator.denominator ? `/compare/change${formatSearch(page.chosen)}` : null,
    compared: bodies.length,
    groupSize: comparison.groupSize,
  });
}

const isTooSmall = ({ verdict }: { readonly verdict: Verdict | null }): boolean =>
  verdict === "too_few";

function formatTargetInterval(indicator: Indicator, { pooled }: Funnel): string {
  const interval = groupInterval(indicator, pooled);
  return interval === null ? "" : formatRateInterval(interval);
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
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="区县比较" absence={data.absence} />;
  if (!indicator) return null;
  const file = `/compare.csv?${parameters.toString()}`;
  return (
    <Page title="区县比较" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort", "q"]} />
      {data.chart === null ? null : (
        <Chart
          {...data.chart}
          dataVersion={dataVersion}
          downloads={{ csv: file, ...data.chart.downloads }}
          tableId="bodies"
        />
      )}
      {data.funnel === null ? null : <FunnelNote {...data.funnel} indicator={indicator} />}
      <AdjustedTotals totals={data.adjusted} />
      <p>
        <CoverageNote coverage={data.coverage} />
        {data.isDoubtful
          ? "◇（图中为空心点）表示该地区报告的数字有差错，表末列出按最小修正该指标可能的范围。"
          : null}
      </p>
      <TooFewBodies groupSize={data.groupSize} />
      <Section
        title={data.chart === null ? data.title : "各地数据"}
        id="bodies-title"
        lead={`共${data.compared}个${data.noun}，列出${data.listed}个。点数字可查到报告原表。${indicator.denominator ? "位次按收缩估计排，不是所列比率的顺序。" : ""}${data.smallInAll > 0 ? "件数过少的灰色列在最后。" : ""}`}
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
          isQuiet={isTooSmall}
          order={data.order}
        />
      </Section>
      {data.small.length === 0 ? null : (
        <Section
          title={`${data.smallInAll}个${data.noun}件数过少，看历年合计`}
          id="small-title"
          lead={
            data.small.length < data.smallInAll
              ? `一年的件数不足以判断。列出历年件数最多的${data.small.length}个，全部见CSV。`
              : "一年的件数不足以判断。"
          }
        >
          <DataTable {...smallBodiesTable(indicator, data.small)} rowKey={(row) => row.report_id} />
        </Section>
      )}
    </Page>
  );
}

type FunnelNoteProps = Pick<
  Funnel,
  | "target"
  | "judged"
  | "floor"
  | "dispersion"
  | "falseAlarms"
  | "falseAlarmsAtMost"
  | "model"
  | "hasPower"
> & {
  readonly indicator: Indicator;
  /** Bodies high at 99.8% that stay so after the Benjamini–Hochberg correction, by name. */
  readonly confirmed: readonly string[];
  /** 95%区间19.9%至20.9% */
  readonly targetInterval: string;
  /** What the bodies are judged against. */
  readonly yardstick: string;
  /** 全省 */
  readonly groupArea: string;
  /** The bodies of a chosen group, in a sentence; else empty. */
  readonly chosen: string;
  /** What the largest bodies make of the group's rate. */
  readonly concentration: string | null;
};

/** What the verdicts rest on: the group's rate, over-dispersion, and alarms that chance alone gives. */
export function FunnelNote(props: FunnelNoteProps) {
  const { target, judged, floor, dispersion, indicator, confirmed } = props;
  if (target === null) return null;
  if (!props.hasPower)
    return (
      <p>
        {props.groupArea}合计{indicator.name}为{formatPercent(target)}（{props.targetInterval}
        ）。可判断的地区不足{LEAST_JUDGED}
        个，无法比较：没有哪个地区被认为偏高，也没有哪个地区被认为正常。
      </p>
    );
  return (
    <p>
      {props.yardstick}：{props.groupArea}合计{indicator.name}为{formatPercent(target)}（
      {props.targetInterval}
      ；各地件数相加后计算），每个地区与其余地区的合计比较。{judged}个地区件数达到{floor}
      件，作出判断；控制限{LIMIT_MODELS[props.model].name}，离散系数φ＝
      {dispersion.phi.toFixed(2)}，机关间方差τ²＝{dispersion.tau2.toFixed(4)}
      。若没有地区真正突出，预计仍有{formatFalseAlarms(props)}
      个高于99.8%控制上限{formatBracketed(explainFalseAlarms(props))}
      ；经Benjamini–Hochberg校正（从严）后仍高于上限、可以点名的有
      {confirmed.length}个
      {confirmed.length > 0 && confirmed.length <= NAMED_AT_MOST
        ? `（${confirmed.join("、")}）`
        : null}
      。{props.concentration === null ? null : `${props.concentration}。`}
      {props.chosen}
      <Link to="/method#statistics">判断方法</Link>
    </p>
  );
}

/** （…）; empty where there is nothing to say. */
function formatBracketed(words: string): string {
  return words === "" ? "" : `（${words}）`;
}

/** Says so where there is no group to compare within. */
export function TooFewBodies({ groupSize }: { readonly groupSize: number }) {
  if (groupSize > 1) return null;
  return <p role="status">只有1份报告，不成比较组：下面只是该地区自己的数字，没有高低可言。</p>;
}
