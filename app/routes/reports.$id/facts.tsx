import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { SEVERITIES, type Severity } from "#domain/checks/check";
import { TABLES } from "#domain/form/cells";
import { BODY_KINDS } from "#domain/report/body-kind";
import type { Forms } from "#domain/report/read-report";
import type { ReportRow } from "#domain/report/report-row";
import { SCOPES } from "#domain/report/scope";
import { editionInWords } from "./edition-words";
import styles from "./report.module.css";

interface FactsProps {
  readonly report: ReportRow;
  readonly forms: Forms;
  readonly findings: readonly { readonly severity: Severity }[];
}

/** Who reported what, when, in which form, and which file it was read from. */
export function Facts({ report, forms, findings }: FactsProps) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["报告机关", report.body],
    ["机关类别", BODY_KINDS[report.kind]],
    [
      "行政区划",
      <Link key="division" to={`/districts/${report.division_code}?year=${report.year}`}>
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
        return `表${numeral}：${edition === null ? "缺失或不完整" : editionInWords(code, edition)}`;
      }).join("；"),
    ],
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
