import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { carriedSearch } from "#domain/filters/carried";
import { namesTyped } from "#domain/report/division-search";
import { json } from "../loaded-data.server";
import { besideLink } from "./beside-link";
import { DIVISION_LIST_COLUMNS } from "./columns";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { loadDistricts, BY_CODE } from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("区县档案", data?.controls) },
];

/** Divisions without reports that a search names. */
const NAMED_WITHOUT = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, divisions, sought, found, beside } = await loadDistricts(request);
  if (beside.length > 1) throw redirect(besideLink(beside, page.parameters));
  const [only, other] = divisions.length > 0 ? divisions : found;
  const meant = beside[0] ?? (other ? undefined : only);
  if (sought !== "" && meant)
    throw redirect(`/districts/${meant.code}${carriedSearch(page.parameters)}`);
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
    sought,
    named: namesTyped(sought).join("”或“"),
    without: found
      .filter(({ code }) => !divisions.some((division) => division.code === code))
      .slice(0, NAMED_WITHOUT)
      .map(({ code, name }) => ({ code, name })),
  });
}

export default function Districts() {
  const { controls, idle, inWords, dataset, rows, order, sought, named, without } =
    useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  return (
    <Page title="区县档案" lead={inWords} dataset={dataset}>
      <FilterBar controls={controls} idle={idle} keep={["sort"]} />
      <Section
        title={
          sought === ""
            ? `${order.page.rows}个地区有报告`
            : `名称或拼音首字母含“${named}”的地区，${order.page.rows}个有报告`
        }
        id="districts-title"
        lead="点击地区名称查看历年情况。"
        files={
          <>
            <Link to="/districts/compare">几个地区并列比较</Link>
            <a href={`/districts.csv?${parameters.toString()}`} download>
              下载CSV
            </a>
          </>
        }
      >
        <DataTable
          name="有报告的地区"
          columns={DIVISION_LIST_COLUMNS}
          rows={rows}
          rowKey={({ code }) => code}
          order={order}
          isPage
          empty="没有找到有报告的地区。请换一个写法，如名称中的一两个字或拼音首字母。"
        />
        {without.length === 0 ? null : (
          <p>
            名称相符、未载入报告的：
            {without.map(({ code, name }, index) => (
              <span key={code}>
                {index === 0 ? "" : "、"}
                <Link to={`/districts/${code}${carriedSearch(parameters)}`}>{name}</Link>
              </span>
            ))}
            。
          </p>
        )}
      </Section>
    </Page>
  );
}
