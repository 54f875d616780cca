import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { draw } from "#charts/draw.server";
import { waterfallTitle } from "#charts/title";
import { waterfall } from "#charts/waterfall";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { searchWith } from "#domain/filters/address";
import { percent, percentagePoints } from "#domain/indicators/format";
import { changeColumns, PRESENCE_WORDS } from "#domain/tables/change";
import { orderOf } from "#domain/tables/order";
import { askChange } from "./question.server";

export const meta: MetaFunction = () => [{ title: "变化由谁带来 · 公开" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, indicator, change } = await askChange(request);
  const shown = {
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    name: indicator.name,
    base: page.filters.base,
    year: page.filters.year,
    csv: `/compare/change.csv${searchWith(page.chosen)}`,
    back: `/compare${searchWith(page.chosen)}`,
  };
  if (change.kind === "refused") return json({ ...shown, change, drawing: null, title: "" });
  const { decomposition, bodies } = change;
  const contributions = bodies.map(({ code, division, presence, ...effects }) => ({
    code,
    name: division,
    href: `/districts/${code}`,
    note: PRESENCE_WORDS[presence],
    ...effects,
  }));
  return json({
    ...shown,
    change,
    title: waterfallTitle(indicator.name, decomposition),
    drawing: draw((size) =>
      waterfall(contributions, {
        ...size,
        from: { words: `${page.filters.base}年`, rate: decomposition.earlier },
        to: { words: `${page.filters.year}年`, rate: decomposition.later },
      }),
    ),
  });
}

export default function Change() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const dataVersion = useDataVersion();
  const { change, drawing } = data;
  const order = orderOf(parameters, changeColumns, { by: "effect", descending: true });
  return (
    <Page
      title={`${data.name}的变化由谁带来`}
      eyebrow={<Link to={data.back}>区县比较</Link>}
      lead={data.inWords}
      dataset={data.dataset}
    >
      <FilterBar controls={data.controls} keep={["sort"]} />
      {change.kind === "refused" ? <p role="status">不作比较：{change.reason}</p> : null}
      {change.kind === "refused" || drawing === null ? null : (
        <>
          <Chart
            drawing={drawing}
            title={data.title}
            subtitle={`由${data.base}年的${percent(change.decomposition.earlier)}到${data.year}年的${percent(change.decomposition.later)}，变化${percentagePoints(change.decomposition.change, 2)}：各地比率变化影响${percentagePoints(change.decomposition.byRate, 2)}，件数占比变化影响${percentagePoints(change.decomposition.byShare + change.decomposition.byEntered + change.decomposition.byLeft, 2)}（Kitagawa分解）。`}
            source="各地公布的政府信息公开工作年度报告"
            n={`${change.bodies.length}个地区`}
            dataVersion={dataVersion}
            downloads={{ csv: data.csv }}
            tableId="contributions"
          />
          <Section
            title="各地的影响"
            id="contributions-title"
            lead="全部地区的影响相加等于总变化。"
            files={
              <a href={data.csv} download>
                下载CSV
              </a>
            }
          >
            <DataTable
              id="contributions"
              name="各地的影响"
              columns={changeColumns}
              rows={change.bodies}
              rowKey={({ code }) => code}
              order={order}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
