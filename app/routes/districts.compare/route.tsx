import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { askSideBySide } from "./question.server";
import { Choose } from "./choose";
import { BesideTable } from "./beside-table";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 公开` : "地区并列 · 公开" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, codes, others, year, scope, dataset, columns, rows } = await askSideBySide(request);
  const title = columns.map(({ name }) => name).join("、");
  return json({
    title: `${title}并列`,
    controls: page.controls,
    inWords: page.inWords,
    codes,
    others,
    year,
    scope,
    dataset,
    columns,
    rows,
  });
}

export default function Beside() {
  const { title, controls, inWords, codes, year, scope, dataset, columns, rows, others } =
    useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <Page title={title} eyebrow="区县档案 / 地区并列" lead={inWords} dataset={dataset}>
      <FilterBar controls={controls}>
        <input type="hidden" name="codes" value={codes.join(",")} />
      </FilterBar>
      <Choose codes={codes} others={others} />
      <Section
        title="各项指标"
        id="indicators"
        lead="比率下列分子、分母和95%区间；区间重叠的，差别可能只是偶然。件数悬殊的地区不宜直接排名。点数字可查到报告原表的单元格。"
        files={<a href={`/districts/compare.csv${search}`}>下载CSV</a>}
      >
        <BesideTable columns={columns} rows={rows} choice={{ year, scope }} />
      </Section>
    </Page>
  );
}
