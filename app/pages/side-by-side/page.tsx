import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { Chart } from "#components/chart";
import { useDataVersion } from "#components/use-data-version";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import { json } from "../loaded-data.server";
import styles from "../../components/filter-bar.module.css";
import { drawPageChart } from "../downloads/page-chart.server";
import { chartsOf } from "./chart.server";
import { isChosen, loadChoice, loadSideBySide } from "./data.server";
import { summariseDifferences } from "./summary";
import { SideBySideTable } from "./table";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 公开` : "地区并列 · 公开" },
];

const NONE: readonly string[] = [];

export async function loader({ request }: LoaderFunctionArgs) {
  if (!isChosen(request)) {
    const { page, others } = await loadChoice(request);
    const { controls, idle, inWords } = page;
    return json({ title: "地区并列", controls, idle, inWords, codes: NONE, others, shown: null });
  }
  const data = await loadSideBySide(request);
  const { page, codes, others, year, scope, dataset, columns, rows } = data;
  const title = columns.map(({ name }) => name).join("、");
  return json({
    title: `${title}并列`,
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    codes,
    others,
    shown: {
      ...{ year, scope, dataset, columns, rows },
      sentence: summariseDifferences(data),
      charts: chartsOf(data).map((chart) => drawPageChart(chart, request)),
    },
  });
}

export default function SideBySide() {
  const { title, controls, idle, inWords, codes, others, shown } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const dataVersion = useDataVersion();
  if (shown === null)
    return (
      <Page title={title} eyebrow="区县档案 / 地区并列" lead={inWords}>
        <FilterBar controls={controls} idle={idle} />
        <p>
          输入几个同级地区的名称，用顿号隔开，最多6个；也可以先输入一个，再逐个加上。各项指标放在一起比较。
        </p>
        <DivisionChoice codes={codes} columns={[]} others={others} />
      </Page>
    );
  const { year, scope, dataset, columns, rows, sentence, charts } = shown;
  return (
    <Page
      title={title}
      eyebrow="区县档案 / 地区并列"
      lead={inWords}
      sentence={sentence}
      dataset={dataset}
    >
      <FilterBar controls={controls} idle={idle}>
        <input type="hidden" name="codes" value={codes.join(",")} />
      </FilterBar>
      <DivisionChoice codes={codes} columns={columns} others={others} />
      {charts.map((chart) => (
        <Chart key={chart.id} {...chart} dataVersion={dataVersion} tableId="side-by-side" />
      ))}
      <Section
        title="各项指标"
        id="indicators"
        lead="比率下列分子、分母、95%区间和与第一个地区之差；差的区间不含0的标“有差别”，其余差别可能只是偶然（差按未舍入的数值计算，与所列比率相减末位可有舍入之差）。件数悬殊的地区不宜直接排名。点数字可查到报告原表的单元格。"
        files={<a href={`/districts/compare.csv${search}`}>下载CSV</a>}
      >
        <SideBySideTable columns={columns} rows={rows} choice={{ year, scope }} />
      </Section>
    </Page>
  );
}

interface DivisionChoiceProps {
  readonly codes: readonly string[];
  readonly columns: readonly { readonly code: string; readonly name: string }[];
  /** Divisions of the same level in the province of the first that are not shown. */
  readonly others: readonly { readonly code: string; readonly name: string }[];
}

/** Changes which divisions are compared, by their names: a plain GET form. */
export function DivisionChoice({ codes, columns, others }: DivisionChoiceProps) {
  const [parameters] = useSearchParams();
  const without = (left: string): string => {
    const search = new URLSearchParams(parameters);
    search.delete("add");
    search.set("codes", codes.filter((code) => code !== left).join(","));
    return `?${search.toString()}`;
  };
  return (
    <form method="get" className={`${styles.bar} screen-only`} aria-label="选择并列的地区">
      {[...parameters].map(([key, value], index) =>
        key === "codes" || key === "add" ? null : (
          <input key={index} type="hidden" name={key} value={value} />
        ),
      )}
      {codes.length === 0 ? null : <input type="hidden" name="codes" value={codes.join(",")} />}
      {columns.length < 2
        ? null
        : columns.map(({ code, name }) => (
            <Link key={code} to={without(code)} aria-label={`不再并列${name}`}>
              {name} ✕
            </Link>
          ))}
      <label className={styles.part}>
        <span className={styles.label}>
          {codes.length === 0
            ? "地区名称（几个用顿号隔开）"
            : "加上地区（几个用顿号隔开，至多6个）"}
        </span>
        <input name="add" key={codes.join()} list="others" size={20} autoComplete="off" />
      </label>
      <datalist id="others">
        {others.map(({ code, name }) => (
          <option key={code} value={`${name} ${code}`} />
        ))}
      </datalist>
      <button type="submit" className={styles.submit}>
        {codes.length === 0 ? "选择" : "并列"}
      </button>
    </form>
  );
}
