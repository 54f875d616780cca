import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { DIVISION_LIST_COLUMNS } from "./columns";
import { orderTablePage } from "#request/table-order.server";
import { loadDistricts, BY_CODE } from "./data.server";

export const meta: MetaFunction = () => [{ title: "区县档案 · 公开" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, divisions } = await loadDistricts(request);
  const { rows, order } = orderTablePage(
    divisions,
    DIVISION_LIST_COLUMNS,
    page.parameters,
    BY_CODE,
  );
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    dataset: page.dataset,
    rows,
    order,
  });
}

export default function Districts() {
  const { controls, idle, inWords, dataset, rows, order } = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  return (
    <Page title="区县档案" lead={inWords} dataset={dataset}>
      <FilterBar controls={controls} idle={idle} keep={["sort"]} />
      <Section
        title={`${order.page.rows}个地区有报告`}
        id="districts-title"
        lead="点地区名称看其历年情况。"
        files={
          <a href={`/districts.csv?${parameters.toString()}`} download>
            下载CSV
          </a>
        }
      >
        <DataTable
          name="有报告的地区"
          columns={DIVISION_LIST_COLUMNS}
          rows={rows}
          rowKey={({ code }) => code}
          order={order}
        />
      </Section>
    </Page>
  );
}
