import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
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
import { VerdictWords } from "#components/verdict-words";
import { YearStrip, YearStripLegend } from "#components/year-strip";
import { formatConcentration } from "#domain/comparison/concentration";
import {
  formatComparisonTitle,
  formatChosen,
  formatGroupArea,
} from "#domain/comparison/comparison-title";
import type { ComparedBody, JudgedBody } from "#domain/comparison/judged-body";
import { selectConcerns } from "#domain/comparison/concern";
import { buildYearStrip } from "#domain/comparison/year-strip";
import { formatSearch } from "#domain/filters/address";
import { formatRateInterval, groupInterval } from "#domain/indicators/group-change";
import type { Indicator } from "#domain/indicators/indicator";
import { bodyNoun } from "#domain/report/body";
import { type Funnel, isNameable } from "#domain/statistics/funnel";
import type { Verdict } from "#domain/statistics/verdict";
import { divisionLink } from "#tables/links";
import { standardisedColumns } from "#tables/standardised";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { drawPageChart } from "../downloads/page-chart.server";
import { comparisonChart } from "./chart.server";
import { ColumnChooser } from "./column-chooser";
import {
  chooseColumns,
  COLUMNS_PARAMETER,
  comparisonColumns,
  SMALL_BODIES_AT_MOST,
  smallBodiesTable,
} from "./columns";
import styles from "./compare.module.css";
import { loadCompare } from "./data.server";
import { JudgementNote } from "./judgement-note";

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
    indicator.denominator
      ? { by: "excess", descending: indicator.concern !== "low" }
      : { by: "value", descending: true },
    isUnjudged,
  );
  const { concern } = selectConcerns(indicator, comparison);
  const shown = chooseColumns(table.columns, page.parameters).map(({ id }) => id);
  const chart = comparisonChart(data);
  const noun = bodyNoun(page.filters.kind);
  const small = smallBodiesTable(indicator, table.rows).rows;
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    indicator,
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
      beyond: concern.length,
      confirmed: concern.filter(isNameable).map(({ division }) => division),
      groupArea: formatGroupArea(comparison),
      chosen: formatChosen(comparison),
      concentration:
        comparison.concentration && formatConcentration(indicator, comparison.concentration, noun),
    },
    coverage,
    adjusted: data.adjusted,
    rows: rows.map((row) => withoutUnshown(row, shown)),
    order,
    years: yearsOf(rows, comparison.year),
    listed: table.rows.length,
    small: small.slice(0, SMALL_BODIES_AT_MOST),
    smallInAll: small.length,
    hasCities: bodies.some(({ city }) => city !== null),
    isDoubtful: bodies.some(({ flag }) => flag !== null),
    toChange: indicator.denominator ? `/compare/change${formatSearch(page.chosen)}` : null,
    compared: bodies.length,
    groupSize: comparison.groupSize,
  });
}

/** A body of few or impossible cases beside others that are judged: grey, at the end. */
const isUnjudged = ({ verdict }: { readonly verdict: Verdict | null }): boolean =>
  verdict === "too_few" || verdict === "impossible";

/** More columns than these do not fit beside each other: they scroll sideways in a frame. */
const PAGE_COLUMNS = 10;

const STANDARDISED_IDS = standardisedColumns<ComparedBody>().map(({ id }) => id);

/** Every year that any body of some rows was judged in, up to the chosen one. */
function yearsOf(rows: readonly JudgedBody[], year: number): number[] {
  const found = rows.flatMap(({ history }) => history.map((each) => each.year));
  const first = Math.min(year, ...found);
  return Array.from({ length: year - first + 1 }, (_, index) => first + index);
}

/**
 * Leaves out what no column shows, and what only columns that are not shown are made of: of hundreds of rows it is
 * most of the page.
 */
function withoutUnshown(row: ComparedBody, shown: readonly string[]): ComparedBody {
  const isShown = (...ids: readonly string[]): boolean => ids.some((id) => shown.includes(id));
  return {
    ...row,
    ...NEVER_SHOWN,
    rank: isShown("rank") ? row.rank : null,
    boundary: row.boundary,
    comparableFrom: row.comparableFrom,
    interval: isShown("lower", "upper") ? row.interval : null,
    history: isShown("history") ? row.history : [],
    flaggedYears: isShown("persistence") ? row.flaggedYears : null,
    change: isShown("change", "change_lower", "change_upper") ? row.change : null,
    robust: isShown("robust") ? row.robust : null,
    standardised: isShown(...STANDARDISED_IDS) ? row.standardised : null,
  };
}

/** What the reckoning and the chart need of a body, and no column of the table. */
const NEVER_SHOWN = {
  alternatives: [],
  target: null,
  targetVariance: null,
  expected: null,
  z: null,
  strictP: null,
  adjustedP: null,
  tau2: null,
  strictTau2: null,
  pooled: null,
  shrunken: null,
} satisfies Partial<ComparedBody>;

interface TableCounts {
  readonly compared: number;
  readonly listed: number;
  readonly smallInAll: number;
  readonly noun: string;
}

function formatTableLead(
  { compared, listed, smallInAll, noun }: TableCounts,
  { denominator, concern }: Indicator,
): string {
  const filtered = listed < compared ? `，列出${listed}个` : "";
  const order =
    denominator === undefined
      ? ""
      : `按比平均${concern === "low" ? "少" : "多"}的件数排列，点表头可改。`;
  const small = smallInAll > 0 ? "件数过少的灰色列在最后。" : "";
  return `共${compared}个${noun}${filtered}。${order}${small}点击数字查看报告原表。`;
}

function formatTargetInterval(indicator: Indicator, { pooled }: Funnel): string {
  const interval = groupInterval(indicator, pooled);
  return interval === null ? "" : formatRateInterval(interval);
}

export default function Compare() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const { indicator } = data;
  const all = useMemo(
    () =>
      comparisonColumns(indicator, data.applicant, data.noun).filter(
        ({ id }) => id !== "city" || data.hasCities,
      ),
    [indicator, data.applicant, data.noun, data.hasCities],
  );
  const columns = chooseColumns(all, parameters);
  const stripOf = (row: ComparedBody) => buildYearStrip(indicator, row, data.years);
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="区县比较" absence={data.absence} />;
  const file = `/compare.csv?${parameters.toString()}`;
  return (
    <Page title="区县比较" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort", "q"]}>
        {parameters.getAll(COLUMNS_PARAMETER).map((id) => (
          <input key={id} type="hidden" name={COLUMNS_PARAMETER} value={id} />
        ))}
      </FilterBar>
      {data.chart === null ? null : (
        <Chart
          {...data.chart}
          dataVersion={dataVersion}
          downloads={{ csv: file, ...data.chart.downloads }}
          tableId="bodies"
        />
      )}
      {data.funnel === null ? null : <JudgementNote {...data.funnel} indicator={indicator} />}
      <AdjustedTotals totals={data.adjusted} />
      <p>
        <CoverageNote coverage={data.coverage} />
        {data.isDoubtful
          ? "◇（图中为空心点）表示其报告的数字有差错，表末列出按最小修正该指标可能的范围。"
          : null}
      </p>
      <TooFewBodies groupSize={data.groupSize} />
      <Section
        title={data.chart === null ? data.title : "各地数据"}
        id="bodies-title"
        lead={formatTableLead(data, indicator)}
        files={
          <>
            {data.toChange === null ? null : <Link to={data.toChange}>变化由谁带来</Link>}
            <a href={file} download>
              下载CSV
            </a>
          </>
        }
      >
        <div className={`screen-only ${styles.tools ?? ""}`}>
          <form method="get" role="search">
            {[...parameters].map(([key, value], index) =>
              key === "q" || key === "page" ? null : (
                <input key={`${key} ${index}`} type="hidden" name={key} value={value} />
              ),
            )}
            <label>
              {data.noun}名称 <input name="q" defaultValue={parameters.get("q") ?? ""} size={12} />
            </label>{" "}
            <button type="submit">查找</button>
          </form>
          {all.length > columns.length || parameters.has(COLUMNS_PARAMETER) ? (
            <ColumnChooser
              parameter={COLUMNS_PARAMETER}
              columns={all.slice(1)}
              shown={columns.map(({ id }) => id)}
            />
          ) : null}
        </div>
        <DataTable
          id="bodies"
          name="各地数据"
          columns={columns}
          rows={data.rows}
          rowKey={(row) => row.report_id}
          isQuiet={isUnjudged}
          order={data.order}
          isPage={columns.length <= PAGE_COLUMNS}
          cells={{
            verdict: ({ verdict }) =>
              verdict && <VerdictWords verdict={verdict} concern={indicator.concern} />,
            history: (row) => (
              <YearStrip
                name={row.division}
                years={stripOf(row)}
                concern={indicator.concern}
                hrefOf={({ year, gap }) =>
                  gap === null ? divisionLink(row.division_code, year) : undefined
                }
              />
            ),
          }}
        />
        {columns.some(({ id }) => id === "history") ? (
          <YearStripLegend strips={data.rows.map(stripOf)} />
        ) : null}
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

/** Says so where there is no group to compare within. */
export function TooFewBodies({ groupSize }: { readonly groupSize: number }) {
  if (groupSize > 1) return null;
  return <p role="status">只有1份报告，不成比较组：下面只是它自己的数字，没有高低可言。</p>;
}
