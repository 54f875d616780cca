import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { acceptedColumns, findingColumns, hotSpotColumns } from "#domain/tables/findings";
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
    accepted: page.filters.state !== "pending" && page.filters.state !== "open",
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
  const spots = useMemo(
    () =>
      hotSpotColumns(years, (year, check) => {
        const search = new URLSearchParams(parameters);
        search.set("year", String(year));
        search.set("check", check);
        return `?${search.toString()}#findings`;
      }),
    [years, parameters],
  );
  const missing = data.filings.filter(
    ({ year, due, report_id: id }) => year === data.year && due && id === null,
  );
  const order = orderOf(parameters, findingColumns, { by: "severity", descending: false });
  return (
    <Page title="质量核查" lead={data.inWords} dataset={data.dataset}>
      <FilterBar controls={data.controls} keep={["sort", "q"]} />
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
          <>
            <a href={`/checks.xlsx?${parameters.toString()}`} download>
              下载问题清单（Excel，每个地区一页）
            </a>
            <a href={`/checks.csv?${parameters.toString()}`} download>
              下载CSV
            </a>
          </>
        }
      >
        <form method="get" className="screen-only" role="search">
          {[...parameters].map(([key, value]) =>
            key === "q" ? null : <input key={key} type="hidden" name={key} value={value} />,
          )}
          <label>
            地区或机关名称 <input name="q" defaultValue={parameters.get("q") ?? ""} size={12} />
          </label>{" "}
          <button type="submit">查找</button>
        </form>
        <DataTable
          name="核查发现"
          columns={data.accepted ? acceptedColumns : findingColumns}
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
