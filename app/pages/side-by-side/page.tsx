import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { FilterBar } from "#components/filter-bar";
import { Page, Section } from "#components/page";
import styles from "../../components/filter-bar.module.css";
import { loadSideBySide } from "./data.server";
import { SideBySideTable } from "./table";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 公开` : "地区并列 · 公开" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, codes, others, year, scope, dataset, columns, rows } =
    await loadSideBySide(request);
  const title = columns.map(({ name }) => name).join("、");
  return json({
    title: `${title}并列`,
    controls: page.controls,
    idle: page.idle,
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

export default function SideBySide() {
  const { title, controls, idle, inWords, codes, year, scope, dataset, columns, rows, others } =
    useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <Page title={title} eyebrow="区县档案 / 地区并列" lead={inWords} dataset={dataset}>
      <FilterBar controls={controls} idle={idle}>
        <input type="hidden" name="codes" value={codes.join(",")} />
      </FilterBar>
      <DivisionChoice codes={codes} columns={columns} others={others} />
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
      <input type="hidden" name="codes" value={codes.join(",")} />
      {columns.length < 2
        ? null
        : columns.map(({ code, name }) => (
            <Link key={code} to={without(code)} aria-label={`不再并列${name}`}>
              {name} ✕
            </Link>
          ))}
      <label className={styles.part}>
        <span className={styles.label}>加上地区（输入名称，至多6个）</span>
        <input name="add" key={codes.join()} list="others" size={20} autoComplete="off" />
      </label>
      <datalist id="others">
        {others.map(({ code, name }) => (
          <option key={code} value={`${name} ${code}`} />
        ))}
      </datalist>
      <button type="submit" className={styles.submit}>
        并列
      </button>
    </form>
  );
}
