import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { searchWith } from "#domain/filters/address";
import { INDICATORS } from "#domain/indicators/indicators";
import {
  BODY_DISPUTE_COLUMNS,
  CORRECTION_COLUMNS,
  disputeYearColumns,
} from "#domain/tables/disputes";
import { addressOfYear } from "#domain/tables/year-address";
import { CsvLink } from "./csv-link";
import { LinkSection } from "./link-section";
import { shown } from "../../page-charts.server";
import { sheetInOrder } from "../../rows-in-order.server";
import { askDisputes } from "./question.server";
import { reviewChart } from "./review-chart.server";

export const meta: MetaFunction = () => [{ title: "复议诉讼 · 公开" }];

/** The rates of which a comparison tells whether a district is really high. */
const JUDGED = ["review_rate", "lawsuit_rate", "dispute_rate"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askDisputes(request);
  const { page, years, corrections, bodies, link, coverage } = answer;
  const { rows, order } = sheetInOrder(bodies, BODY_DISPUTE_COLUMNS, page.parameters, {
    by: "cases",
    descending: true,
  });
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    year: page.filters.year,
    chart: shown(reviewChart(answer), "/review/chart", request),
    years,
    corrections,
    bodies: rows,
    order,
    link,
    coverage,
    judgements: JUDGED.map((indicator) => ({
      name: INDICATORS[indicator]?.name ?? indicator,
      to: `/compare${searchWith(page.chosen, { indicator })}`,
    })),
  });
}

export default function Review() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const columns = useMemo(
    () => disputeYearColumns((year) => addressOfYear(parameters, year, "bodies")),
    [parameters],
  );
  return (
    <Page title="复议诉讼" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} keep={["sort"]} />
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
          name="历年复议诉讼"
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
      <LinkSection link={data.link} year={data.year} />
      <Section
        title={`${data.year}年各地件数`}
        id="bodies-title"
        lead={`件数少的地区只列件数，不列比率。比率高的是否确实偏高，见区县比较。点数字可查到报告原表。${data.bodies.some(({ marks }) => marks.disputes ?? marks.corrections) ? "◇表示该报告的数字有差错。" : ""}`}
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
          columns={BODY_DISPUTE_COLUMNS}
          rows={data.bodies}
          rowKey={({ report_id }) => report_id}
          order={data.order}
        />
      </Section>
    </Page>
  );
}
