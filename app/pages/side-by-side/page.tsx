import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
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
      <DivisionChoice codes={codes} others={others} />
      <Section
        title="各项指标"
        id="indicators"
        lead="比率下列分子、分母和95%区间；区间重叠的，差别可能只是偶然。件数悬殊的地区不宜直接排名。点数字可查到报告原表的单元格。"
        files={<a href={`/districts/compare.csv${search}`}>下载CSV</a>}
      >
        <SideBySideTable columns={columns} rows={rows} choice={{ year, scope }} />
      </Section>
    </Page>
  );
}

interface DivisionChoiceProps {
  readonly codes: readonly string[];
  /** Divisions of the same level around the first that are not shown. */
  readonly others: readonly { readonly code: string; readonly name: string }[];
}

/** Changes which divisions are compared: a plain GET form. */
export function DivisionChoice({ codes, others }: DivisionChoiceProps) {
  const [parameters] = useSearchParams();
  return (
    <form method="get" className={`${styles.bar} screen-only`} aria-label="选择并列的地区">
      {[...parameters].map(([key, value], index) =>
        key === "codes" ? null : <input key={index} type="hidden" name={key} value={value} />,
      )}
      <label className={styles.part}>
        <span className={styles.label}>区划代码（2至6个，逗号隔开）</span>
        <input name="codes" key={codes.join()} defaultValue={codes.join(",")} size={36} />
      </label>
      {others.length === 0 ? null : (
        <label className={styles.part}>
          <span className={styles.label}>加上</span>
          <select name="codes" defaultValue="">
            <option value="">不加</option>
            {others.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className={styles.submit}>
        并列
      </button>
    </form>
  );
}
