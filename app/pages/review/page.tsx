import { yearLink } from "#tables/links";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FoldedNote } from "#components/folded-columns";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { LinkToCorrections } from "#domain/comparison/disputes";
import { formatSearch } from "#domain/filters/address";
import { INDICATORS } from "#domain/indicators/indicators";
import { foldColumns, unfoldedColumns } from "#tables/folded-columns";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { drawPageChart } from "../downloads/page-chart.server";
import { reviewChart } from "./chart.server";
import {
  bodyDisputeColumns,
  CORRECTION_COLUMNS,
  LINK_COLUMNS,
  shownYearColumns,
  yearRates,
} from "./columns";
import { loadReview } from "./data.server";
import { summariseDisputes } from "./summary";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("复议诉讼", data?.controls) },
];

/** The rates that the comparison page judges. */
const JUDGED = ["review_rate", "lawsuit_rate", "dispute_rate"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadReview(request);
  const { page, years, corrections, bodies, link, coverage } = data;
  const declared = yearRates();
  const bodyColumns = bodyDisputeColumns(declared);
  const { rows, order } = orderTablePage(bodies, bodyColumns, page.parameters, {
    by: "cases",
    descending: true,
  });
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    year: page.filters.year,
    chart: drawPageChart(reviewChart(data), request),
    sentence: summariseDisputes(data),
    isAll: page.parameters.get("cols") === "all",
    folded: foldColumns(bodyColumns, bodies),
    declared,
    years,
    corrections,
    bodies: rows,
    order,
    link,
    coverage,
    adjusted: data.adjusted,
    judgements: JUDGED.map((indicator) => ({
      name: INDICATORS[indicator].name,
      to: `/compare${formatSearch(page.chosen, { indicator })}`,
    })),
  });
}

export default function Review() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const columns = useMemo(
    () => shownYearColumns(data.declared, (year) => yearLink(parameters, year, "bodies")),
    [data.declared, parameters],
  );
  const bodyColumns = useMemo(() => bodyDisputeColumns(data.declared), [data.declared]);
  if (data.absence !== null)
    return <NotLoadedPage {...data} title="复议诉讼" absence={data.absence} />;
  return (
    <Page title="复议诉讼" lead={data.inWords} sentence={data.sentence} dataset={data.dataset}>
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort", "cols"]} />
      <AdjustedTotals totals={data.adjusted} />
      <Section
        title="历年件数和比率"
        id="years-title"
        lead={<CoverageNote coverage={data.coverage} />}
        files={<CsvLink table="years" />}
      >
        <Chart
          {...data.chart}
          dataVersion={dataVersion}
          downloads={data.chart.downloads}
          tableId="years"
        />
        <DataTable
          id="years"
          name="历年复议诉讼件数和比率"
          columns={columns}
          rows={data.years}
          rowKey={({ year }) => String(year)}
        />
      </Section>
      <Section
        title={`${data.year}年审理结果`}
        id="corrections-title"
        lead="纠错率有两种口径：以已审结案件为分母，或以全部案件（含尚未审结）为分母，二者不可混用。"
        files={<CsvLink table="corrections" />}
      >
        <DataTable
          id="corrections"
          name="审理结果"
          columns={CORRECTION_COLUMNS}
          rows={data.corrections}
          rowKey={({ kind }) => kind}
        />
      </Section>
      {data.link.groups.some(({ bodies }) => bodies > 0) ? (
        <LinkSection link={data.link} year={data.year} />
      ) : null}
      <Section
        title={`${data.year}年各地件数`}
        id="bodies-title"
        lead={`件数少的地区只列件数，不列比率。比率高的是否确实偏高，见区县比较。点数字可查到报告原表。${data.bodies.some(({ flags }) => flags.disputes ?? flags.corrections) ? "◇表示该报告的数字有差错。" : ""}`}
        files={
          <>
            {data.judgements.map(({ name, to }) => (
              <Link key={to} to={to}>
                比较{name}
              </Link>
            ))}
            <CsvLink table="bodies" />
          </>
        }
      >
        <DataTable
          id="bodies"
          name="各地复议诉讼"
          columns={data.isAll ? bodyColumns : unfoldedColumns(bodyColumns, data.folded)}
          rows={data.bodies}
          rowKey={({ report_id }) => report_id}
          order={data.order}
          isPage
        />
        <FoldedNote columns={bodyColumns} folded={data.folded} />
      </Section>
    </Page>
  );
}

interface LinkSectionProps {
  readonly link: LinkToCorrections;
  readonly year: number;
}

/** Whether more 不掌握 answers were followed by more corrections, and what that cannot show. */
export function LinkSection({ link: { groups, correlation }, year }: LinkSectionProps) {
  const { rho, n, interval } = correlation;
  const title = `${year - 1}年不掌握率与${year}年纠错的关系`;
  if (rho === null)
    return (
      <Section title={title} id="link-title">
        <p>两年都有数字、可以比较的机关太少，看不出两者有没有关系。</p>
      </Section>
    );
  return (
    <Section
      title={title}
      id="link-title"
      lead={`各地按${year - 1}年不掌握率分为三组，看${year}年已审结的复议诉讼中被纠正的占多少（各地件数相加后计算）。`}
      files={<CsvLink table="link" />}
    >
      <DataTable
        id="link"
        name="不掌握率与纠错"
        columns={LINK_COLUMNS}
        rows={groups}
        rowKey={({ name }) => name}
        barMaximum={1}
      />
      <p>
        {`${describeCorrelation(interval)}（上年办理不少于30件且当年有案件审结的${n}个机关；相关系数${formatSigned(rho)}${interval === null ? "" : `，可能在${formatSigned(interval.lower)}至${formatSigned(interval.upper)}之间`}）。`}
        相关不等于因果：案件少、申请内容不同、审理滞后，都可能造成或掩盖这种关系；不得据此认定答复违法。
      </p>
    </Section>
  );
}

function formatSigned(value: number): string {
  const digits = value.toFixed(2);
  return Number(digits) === 0 ? digits.replace("-", "") : digits.replace("-", "−");
}

function describeCorrelation(interval: LinkToCorrections["correlation"]["interval"]): string {
  if (interval === null) return "机关过少，看不出两者有没有关系";
  if (interval.lower > 0) return "不掌握率高的机关，次年被纠正的比重也较高";
  if (interval.upper < 0) return "不掌握率高的机关，次年被纠正的比重反而较低";
  return "看不出两者有关系";
}

/** Link to one table of the page as a file, with the same filters. */
export function CsvLink({ table }: { readonly table: string }) {
  const [parameters] = useSearchParams();
  const search = new URLSearchParams(parameters);
  search.set("table", table);
  return (
    <a href={`/review.csv?${search.toString()}`} download>
      下载CSV
    </a>
  );
}
