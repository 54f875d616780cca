import { divisionLink, reportLink } from "#tables/links";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { CellLegend } from "#components/cell-legend";
import { Narrative } from "#components/narrative";
import { Page, Section } from "#components/page";
import { SEVERITIES, type Severity } from "#domain/report/severity";
import { TABLES } from "#domain/form/cells";
import { BODY_KINDS, SCOPES } from "#domain/report/body";
import type { TableEditions } from "#domain/report/read-report";
import type { ReportRow } from "#domain/report/report-row";
import { json } from "../loaded-data.server";
import { CheckResults } from "./check-results";
import { countResults, groupResults } from "./columns";
import { loadReport } from "./data.server";
import { CorrectedFindings, Findings } from "./findings";
import { AdjustedCells, Corrections, Documents, ReadIssues, Repairs, RowGuard } from "./notes";
import styles from "./report.module.css";
import { formatEdition, Tables } from "./tables";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 报告原表 · 公开` : "报告原表 · 公开" },
];

export async function loader({ params }: LoaderFunctionArgs) {
  const { checkResults, ...data } = await loadReport(params["id"] ?? "");
  return json({
    ...data,
    resultGroups: groupResults(checkResults),
    resultCounts: countResults(checkResults),
  });
}

export default function Report() {
  useAddressedCell();
  const data = useLoaderData<typeof loader>();
  const { report, tables, findings, corrections, readIssues, sections, documents } = data;
  const states = new Set(tables.flatMap(({ cells }) => cells.map(({ state }) => state)));
  return (
    <Page
      title={data.title}
      eyebrow={<Around around={data.around} year={report.year} />}
      dataset={report.dataset}
    >
      <RelatedReports year={report.year} {...data.related} />
      <Facts
        report={report}
        forms={data.forms}
        findings={findings}
        isTyped={readIssues.some(({ code }) => code === "document_typed")}
      />
      <Section
        title="统计表"
        id="tables"
        lead="照原件的格式显示每一格印出的内容。指向或选中一格，页面下方显示原文、在原件中的位置和采用的数值。"
        files={
          <Link to={`${reportLink(report.id)}.csv`} reloadDocument>
            下载CSV
          </Link>
        }
      >
        <CellLegend states={states} findings={findings.some(({ cells }) => cells.length > 0)} />
        <Tables tables={tables} findings={findings} />
      </Section>
      <Findings findings={findings} />
      {data.correctedFindings.length === 0 ? null : (
        <CorrectedFindings findings={data.correctedFindings} />
      )}
      <CheckResults id={report.id} groups={data.resultGroups} counts={data.resultCounts} />
      {data.repairs.length === 0 ? null : (
        <Repairs repairs={data.repairs} doubtful={data.doubtfulIndicators} />
      )}
      {data.adjustments.length === 0 ? null : <AdjustedCells adjustments={data.adjustments} />}
      {data.rowGuard === null ? null : <RowGuard {...data.rowGuard} />}
      {corrections.length === 0 ? null : <Corrections corrections={corrections} />}
      {readIssues.length === 0 ? null : <ReadIssues issues={readIssues} />}
      {sections.length === 0 ? null : (
        <Section
          title="正文"
          id="narrative"
          {...(findings.some(({ quotation }) => quotation !== null)
            ? { lead: "标出的字句与表格数字不一致或需要说明，点开见核查发现。" }
            : {})}
        >
          <Narrative sections={sections} findings={findings} />
        </Section>
      )}
      <Documents id={report.id} documents={documents} />
    </Page>
  );
}

interface AroundProps {
  readonly around: readonly { readonly code: string; readonly name: string }[];
  readonly year: number;
}

function Around({ around, year }: AroundProps) {
  return (
    <>
      {around.map(({ code, name }, index) => (
        <span key={code}>
          {index === 0 ? "" : " / "}
          <Link to={divisionLink(code, year)}>{name}</Link>
        </span>
      ))}
      {" / 报告原表"}
    </>
  );
}

interface RelatedReportsProps {
  readonly year: number;
  /** Ids of the same body's reports of the years before and after. */
  readonly before: string | null;
  readonly after: string | null;
  /** Other reports of the same division and year. */
  readonly sameYear: readonly {
    readonly id: string;
    readonly body: string;
    readonly scope: string;
  }[];
}

/** Links to the reports of the years before and after, and to others of the same year. */
export function RelatedReports({ year, before, after, sameYear }: RelatedReportsProps) {
  return (
    <nav aria-label="相关报告" className={styles.kin}>
      <YearLink id={before} words={`上一年（${year - 1}）`} />
      <YearLink id={after} words={`下一年（${year + 1}）`} />
      {sameYear.map(({ id, body, scope }) => (
        <Link key={id} to={reportLink(id)}>
          同年：{body}（{scope}）
        </Link>
      ))}
    </nav>
  );
}

function YearLink({ id, words }: { readonly id: string | null; readonly words: string }) {
  if (id === null) return <span className={styles.none}>{words}：未载入</span>;
  return <Link to={reportLink(id)}>{words}</Link>;
}

interface FactsProps {
  readonly report: ReportRow;
  readonly forms: TableEditions;
  readonly findings: readonly { readonly severity: Severity }[];
  /** Whether its document could not be read, so that a person typed what it prints. */
  readonly isTyped?: boolean;
}

/** Who reported what, when, in which form, and which file it was read from. */
export function Facts({ report, forms, findings, isTyped = false }: FactsProps) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["报告机关", report.body],
    ["机关类别", BODY_KINDS[report.kind]],
    [
      "行政区划",
      <Link key="division" to={divisionLink(report.division_code, report.year)}>
        {report.division}（{report.division_code}）
      </Link>,
    ],
    ["年度", `${report.year}年`],
    ["数据范围", `${SCOPES[report.scope].name}：${SCOPES[report.scope].meaning}`],
    ["发布日期", report.published_on ?? "未读到"],
    ["来源", <Source key="source" source={report.source} />],
    ["文件", <span key="file">{report.file}</span>],
    [
      "原件",
      <span key="hash">
        <a href={`/documents/${report.document_hash}`}>下载原件</a>
        {"　校验码（SHA-256）"}
        <abbr title={report.document_hash}>{report.document_hash.slice(0, 12)}…</abbr>
      </span>,
    ],
    [
      "表格格式",
      TABLES.map(({ code, numeral }) => {
        const edition = forms[code];
        return `表${numeral}：${edition === null ? "缺失或不完整" : formatEdition(code, edition)}`;
      }).join("；"),
    ],
    ...(isTyped
      ? [
          [
            "数字由来",
            <a key="typed" href="#corrections">
              读取程序读不了原件，表中数字都由人工照原件录入
            </a>,
          ] as const,
        ]
      : []),
    ["核查发现", <Counts key="findings" findings={findings} />],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Source({ source }: { readonly source: string | null }) {
  if (source === null) return <>未记载</>;
  if (!/^https?:\/\//u.test(source)) return <>{source}</>;
  return (
    <a href={source} rel="noreferrer nofollow">
      {source}
    </a>
  );
}

function Counts({ findings }: Pick<FactsProps, "findings">) {
  if (findings.length === 0) return <>没有发现问题</>;
  const counts = (["E", "W", "I"] as const)
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${SEVERITIES[severity].name}${count}项`);
  return <a href="#findings">{counts.join("，")}</a>;
}

/**
 * Brings up the printed cell that the address names. `:target` alone does not: a browser sets it when
 * it loads a page or follows a link within one, not when a link of another page is followed by script.
 */
export function useAddressedCell(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const cell = hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    if (cell?.tagName === "TD") cell.querySelector("a")?.focus({ preventScroll: true });
  }, [hash, key]);
}
