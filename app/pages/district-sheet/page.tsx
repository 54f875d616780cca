import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { Value } from "#components/value";
import { useDataVersion } from "#components/use-data-version";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatFraction } from "#domain/indicators/number-format";
import { explainLaws } from "#domain/indicators/laws-between";
import { SCOPES } from "#domain/report/body";
import { DATASETS } from "#domain/report/division";
import { SEVERITIES } from "#domain/report/severity";
import { VERDICTS } from "#domain/statistics/verdict";
import { COLUMN_FORMATS } from "#tables/column";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { loadDistrict } from "../district/data.server";
import { isRate } from "../district/profile";
import { frameOf } from "../district/request.server";
import { listShownRates, type ShownRate } from "../district/shown-rates";
import styles from "./sheet.module.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: formatWindowTitle(
      `${data?.frame.related.self.name ?? ""}一页档案`,
      data?.frame.controls,
    ),
  },
];

/** As many findings as one page of paper has room for. */
const MOST_FINDINGS = 5;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const data = await loadDistrict(request, params["code"] ?? "");
  const { profile, years, filters, current, reports } = data;
  const found = data.findings.filter(({ year }) => year === filters.year);
  return json({
    frame: frameOf(data),
    standing: data.standing,
    yardstick: data.yardstick,
    counts: profile
      .filter((row) => !isRate(row))
      .map(({ code, value, last, why }) => ({ code, value, last, why })),
    rates: listShownRates(profile, years, data.groupArea),
    findings: found.slice(0, MOST_FINDINGS).map(({ severity, message }) => ({ severity, message })),
    moreFindings: Math.max(0, found.length - MOST_FINDINGS),
    publishedOn: reports.find(({ id }) => id === current?.report_id)?.published_on ?? null,
    years: data.reportYears
      .toReversed()
      .flatMap(({ year, due }) =>
        due
          .filter(({ kind }) => kind === filters.kind)
          .map(({ report, timeliness }) => ({ year, loaded: report !== null, timeliness })),
      ),
  });
}

/** One page of paper about a division: the figures of a year, how they are judged, what was found. */
export default function DistrictSheet() {
  const data = useLoaderData<typeof loader>();
  const { frame, standing, counts, rates, findings, moreFindings } = data;
  const { self, around } = frame.related;
  const { year, scope } = frame.filters;
  const { search } = useLocation();
  const dataVersion = useDataVersion();
  const laws = explainLaws(
    rates.filter(isShown).map(({ code }) => INDICATORS[code]),
    year - 1,
    year,
  ).join("");
  const [shown, few] = [rates.filter(isShown), rates.filter((rate) => !isShown(rate))];
  return (
    <article id="sheet" className={styles.sheet}>
      <p className="screen-only">
        <Link to={`/districts/${self.code}${search}`}>回到{self.name}</Link>
        　用浏览器的打印（Ctrl+P）得到一页A4。
      </p>
      <header>
        <h1>
          {self.name}政府信息公开工作年度报告情况
          <small>
            {year}年度　{SCOPES[scope].name}报告　{around.map(({ name }) => name).join(" / ")}
          </small>
        </h1>
        {self.dataset === "demo" ? <p className={styles.demo}>{DATASETS.demo.notice}</p> : null}
      </header>
      {frame.missing !== null ? (
        <p>{frame.missing}</p>
      ) : (
        <>
          <p className={styles.standing}>{standing}</p>
          <table className={styles.counts}>
            <caption>件数</caption>
            <thead>
              <tr>
                <th scope="col">年度</th>
                {counts.map(({ code }) => (
                  <th key={code} scope="col">
                    {INDICATORS[code].name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{year}年</th>
                {counts.map(({ code, value, why }) => (
                  <td key={code}>
                    <Value value={value} format="count" why={why} />
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">{year - 1}年</th>
                {counts.map(({ code, last }) => (
                  <td key={code}>
                    <Value value={last} format="count" why="上年报告缺失或未填写" />
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
          <Rates rows={shown} year={year} />
          <p className={styles.note}>
            判断{data.yardstick ?? "不作"}
            ，看差别是否超出偶然因素和各地一向就有的差异；“位次”由高到低，括号内是可能的范围。
            {few.length === 0
              ? ""
              : `${few.map(({ code }) => INDICATORS[code].name).join("、")}件数过少或未填写，未列。`}
          </p>
          {laws === "" ? null : <p className={styles.note}>较上年：{laws}</p>}
          <h2>核查发现</h2>
          {findings.length === 0 ? (
            <p>本年报告未发现数字差错和需说明的事项。</p>
          ) : (
            <ol className={styles.findings}>
              {findings.map(({ severity, message }) => (
                <li key={message}>
                  <strong>{SEVERITIES[severity].name}</strong> {message}
                </li>
              ))}
            </ol>
          )}
          {moreFindings === 0 ? null : <p>另有{moreFindings}项，见报告原表。</p>}
        </>
      )}
      <h2>历年报告</h2>
      <p>
        {data.years
          .map(({ year: each, loaded, timeliness }) =>
            loaded ? `${each}年${timeliness === "late" ? "逾期" : "已载入"}` : `${each}年未载入`,
          )
          .join("　")}
      </p>
      <footer className={styles.note}>
        来源：{self.name}公布的年度报告
        {frame.report === null ? "" : `（报告编号${frame.report}`}
        {frame.report === null
          ? ""
          : data.publishedOn === null
            ? "，公布日期不明）"
            : `，${data.publishedOn}公布）`}
        。{dataVersion}
      </footer>
    </article>
  );
}

function isShown({ value, verdict }: ShownRate): boolean {
  return value !== null && verdict !== "too_few";
}

function Rates({ rows, year }: { readonly rows: readonly ShownRate[]; readonly year: number }) {
  const years = [...new Set(rows.flatMap(({ strip }) => strip.map((each) => each.year)))]
    .filter((each) => each < year)
    .toSorted((a, b) => a - b)
    .slice(-4);
  return (
    <table className={styles.rates}>
      <caption>比率</caption>
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col">{year}年</th>
          <th scope="col">分子/分母</th>
          <th scope="col">较上年（百分点）</th>
          <th scope="col">其余同级中位数</th>
          <th scope="col">位次/个数</th>
          <th scope="col">判断</th>
          {years.map((each) => (
            <th key={each} scope="col">
              {each}年
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">{INDICATORS[row.code].name}</th>
            <td>
              {row.flag ? "◇" : ""}
              <Value value={row.value} format="share" why={row.why} />
            </td>
            <td>
              {row.numerator === null || row.denominator === null
                ? ""
                : formatFraction(row.numerator, row.denominator)}
            </td>
            <td>
              {row.change === null ? (
                <Value value={null} format="points" why={row.noChange} />
              ) : (
                COLUMN_FORMATS.points.plain?.(row.change)
              )}
            </td>
            <td>
              <Value value={row.spread?.median ?? null} format="share" />
            </td>
            <td>{row.rank}</td>
            <td className={styles.verdict}>
              {row.verdict === null ? "" : VERDICTS[row.verdict].short}
            </td>
            {years.map((each) => (
              <td key={each} className={styles.verdict}>
                {wordsOf(row, each)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function wordsOf({ strip }: ShownRate, year: number): string {
  const found = strip.find((each) => each.year === year);
  if (!found) return "";
  return found.verdict === null
    ? found.gap === "not_loaded"
      ? "未载入"
      : "—"
    : VERDICTS[found.verdict].short;
}
