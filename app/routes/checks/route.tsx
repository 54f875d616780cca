import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { searchWith } from "#domain/filters/address";
import { findingColumns, hotSpotColumns } from "#domain/tables/findings";
import { orderOf } from "#domain/tables/order";
import { FilingMatrix } from "./filing-matrix";
import { askChecks } from "./question.server";

export const meta: MetaFunction = () => [{ title: "质量核查 · 公开" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, filings, findings, hotSpots } = await askChecks(request);
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    year: page.filters.year,
    csv: `/checks.csv${searchWith(page.chosen)}`,
    filings,
    findings,
    hotSpots,
  });
}

export default function Checks() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const years = useMemo(
    () => [...new Set(data.filings.map(({ year }) => year))].sort((a, b) => a - b),
    [data.filings],
  );
  const spots = useMemo(() => hotSpotColumns(years), [years]);
  const missing = data.filings.filter(
    ({ year, due, report_id: id }) => year === data.year && due && id === null,
  );
  const order = orderOf(parameters, findingColumns, { by: "severity", descending: false });
  return (
    <Page title="质量核查" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} keep={["sort"]} />
      <Section
        title={
          missing.length === 0
            ? `${data.year}年度没有缺报`
            : `${data.year}年度缺报${missing.length}个：${missing.map(({ name }) => name).join("、")}`
        }
        id="filings"
        lead="每格是一个地区一个年度的报告；点击可看报告原表。"
      >
        <FilingMatrix filings={data.filings} years={years} />
      </Section>
      <Section
        title={`核查发现${data.findings.length}条`}
        id="findings"
        lead="核查发现是向报告机关提出的问题，不是结论。"
        files={
          <a href={data.csv} download>
            下载问题清单（CSV）
          </a>
        }
      >
        <DataTable
          name="核查发现"
          columns={findingColumns}
          rows={data.findings}
          rowKey={(row) => row.fingerprint}
          {...(parameters.has("sort") ? { order } : {})}
          empty="没有符合条件的发现。"
        />
      </Section>
      <Section title="各项规则历年发现的条数" id="hot-spots">
        <DataTable
          name="各项规则历年发现的条数"
          columns={spots}
          rows={data.hotSpots}
          rowKey={(row) => `${row.check_id} ${row.severity}`}
          empty="没有发现。"
        />
      </Section>
    </Page>
  );
}
