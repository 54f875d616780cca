import { yearLink } from "#tables/links";
import { type BodyProactive, type YearOfProactive } from "#domain/comparison/proactive";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { CoverageNote } from "#components/coverage-note";
import { DataTable } from "#components/data-table";
import { FoldedNote } from "#components/folded-columns";
import { FilterBar } from "#components/filter-bar";
import { NotLoadedPage } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { type Edition, EDITION_FACTS } from "#domain/form/edition";
import { orderTablePage } from "#request/table-order.server";
import type { OrderedTable } from "#tables/order";
import { formatWindowTitle } from "#request/subject";
import type { TableColumn } from "#tables/column";
import { type FoldedColumns, foldColumns, unfoldedColumns } from "#tables/folded-columns";
import { json } from "../loaded-data.server";
import { drawPageChart, type ShownChart } from "../downloads/page-chart.server";
import { proactiveChart } from "./chart.server";
import {
  flagsIn,
  proactiveBodyColumns,
  proactiveCellColumns,
  proactiveYearColumns,
} from "./columns";
import { BY_NAME, loadProactive } from "./data.server";
import { summariseProactive } from "./summary";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("主动公开", data?.controls) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const data = await loadProactive(request);
  const { page, editions, coverage } = data;
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    absence: page.absence,
    dataset: page.dataset,
    year: page.filters.year,
    editions: editions.map(({ bodies, ...each }) => {
      const columns = proactiveBodyColumns(each.edition);
      const { rows, order } = orderTablePage(bodies, columns, page.parameters, BY_NAME);
      const chart = proactiveChart(data, each.edition);
      return {
        ...each,
        bodies: rows,
        order,
        folded: foldColumns<YearOfProactive | BodyProactive>(proactiveCellColumns(each.edition), [
          ...each.years,
          ...bodies,
        ]),
        chart: chart && drawPageChart(chart, request),
      };
    }),
    sentence: summariseProactive(
      editions.flatMap(({ years }) => years),
      page.filters.year,
    ),
    isAll: page.parameters.get("cols") === "all",
    coverage,
  });
}

export default function Proactive() {
  const data = useLoaderData<typeof loader>();
  const { controls, idle, inWords, dataset, year, editions, coverage, absence, isAll } = data;
  if (absence !== null) return <NotLoadedPage {...data} title="主动公开" absence={absence} />;
  return (
    <Page title="主动公开" lead={inWords} sentence={data.sentence} dataset={dataset}>
      <FilterBar controls={controls} idle={idle} keep={["sort", "cols"]} />
      <p>
        <CoverageNote coverage={coverage} />
        两种格式的栏目不同，分别列出，不相加、不比较；按每份报告实际采用的格式归类。
      </p>
      {editions
        .filter(({ years }) => years.length > 0)
        .map((each) => (
          <EditionSection key={each.edition} {...each} year={year} isAll={isAll} />
        ))}
    </Page>
  );
}

interface EditionSectionProps {
  readonly edition: Edition;
  readonly year: number;
  readonly years: readonly YearOfProactive[];
  readonly bodies: readonly BodyProactive[];
  readonly order: OrderedTable;
  readonly folded: FoldedColumns;
  /** Whether the folded columns are shown nevertheless. */
  readonly isAll: boolean;
  readonly chart: ShownChart | null;
}

/** What the reports in one edition of the form state: sums by year, then body by body. */
export function EditionSection(props: EditionSectionProps) {
  const { edition, year, years, bodies, order, folded, isAll, chart } = props;
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const [yearColumns, bodyColumns] = useMemo(() => {
    const shown = <Row,>(columns: TableColumn<Row>[]) =>
      isAll ? columns : unfoldedColumns(columns, folded);
    return [
      shown(proactiveYearColumns(edition, (of) => yearLink(parameters, of, `bodies-${edition}`))),
      shown(proactiveBodyColumns(edition)),
    ];
  }, [edition, parameters, folded, isAll]);
  const { name, notice, years: used } = EDITION_FACTS[edition];
  const file = (table: string) => {
    const search = new URLSearchParams(parameters);
    search.set("table", `${table}-${edition}`);
    return `/proactive.csv?${search.toString()}`;
  };
  return (
    <Section
      title={bodies.length === 0 ? `${name}：历年合计` : `${name}：历年合计和${year}年各地数字`}
      id={`edition-${edition}`}
      lead={`${notice}，用于${used}。合计只含采用该格式的报告；空白不作0。点数字可查到报告原表。`}
      files={
        <>
          <a href={file("years")} download>
            下载历年合计CSV
          </a>
          <a href={file("bodies")} download>
            下载各地数字CSV
          </a>
        </>
      }
    >
      {years.flatMap((each) =>
        flagsIn(each).map((words) => (
          <p key={words}>
            ◇ {each.year}年{words}。
          </p>
        )),
      )}
      {chart ? <Chart {...chart} dataVersion={dataVersion} tableId={`years-${edition}`} /> : null}
      <DataTable
        id={`years-${edition}`}
        name={`${name}历年合计`}
        columns={yearColumns}
        rows={years}
        rowKey={(row) => String(row.year)}
        empty="没有采用该格式的报告。"
      />
      {bodies.length === 0 ? null : (
        <DataTable
          id={`bodies-${edition}`}
          name={`${name}各地数字`}
          columns={bodyColumns}
          rows={bodies}
          rowKey={({ report_id }) => report_id}
          order={order}
          isPage
        />
      )}
      <FoldedNote columns={proactiveCellColumns(edition)} folded={folded} />
    </Section>
  );
}
