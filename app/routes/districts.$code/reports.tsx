import { Link } from "@remix-run/react";
import { Section } from "#components/page";
import { SEVERITIES } from "#domain/checks/check";
import { BODY_KINDS } from "#domain/report/body-kind";
import { SCOPES } from "#domain/report/scope";
import {
  DUE_REPORTS,
  type ListedReport,
  type ReportSlot,
  type YearOfReports,
} from "#domain/tables/division-reports";
import { toReport } from "#domain/tables/division-year";
import { Files } from "./files";
import styles from "./district.module.css";

/** The division's reports by year and scope; those due and missing are named as such. */
export function Reports({ years }: { readonly years: readonly YearOfReports[] }) {
  return (
    <Section
      title="历年报告"
      id="reports"
      lead="每个年度应有人民政府的全辖区报告和政府办公厅（室）的本机关报告各一份；“缺”指应报而未载入。"
      files={<Files tables={{ reports: "报告清单" }} />}
    >
      <div className={styles.frame} tabIndex={0} role="region" aria-label="各年度报告一览">
        <table className={styles.reports}>
          <thead>
            <tr>
              <th scope="col">年度</th>
              {DUE_REPORTS.map(({ kind, scope }) => (
                <th key={kind} scope="col">
                  {SCOPES[scope].name}（{BODY_KINDS[kind]}）
                </th>
              ))}
              <th scope="col">其他机关</th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, due, others }) => (
              <tr key={year}>
                <th scope="row">{year}年</th>
                {due.map((slot) => (
                  <td key={slot.kind}>
                    <Slot slot={slot} />
                  </td>
                ))}
                <td>
                  <Others reports={others} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Slot({ slot: { report, timeliness, words } }: { readonly slot: ReportSlot }) {
  if (report === null)
    return (
      <span className={styles.missing}>
        {timeliness === "not_due" ? "待报" : <strong>缺</strong>}　{words}
      </span>
    );
  return (
    <>
      <Link to={toReport(report.id)}>{report.body}</Link>
      <small className={timeliness === "late" ? styles.late : undefined}>{words}</small>
      <small>
        <Counts report={report} />
      </small>
    </>
  );
}

function Counts({ report }: { readonly report: ListedReport }) {
  const counts = [
    [SEVERITIES.E.name, report.errors],
    [SEVERITIES.W.name, report.warnings],
    [SEVERITIES.I.name, report.remarks],
  ] as const;
  const found = counts.filter(([, count]) => count > 0);
  if (found.length === 0) return <>核查未发现问题</>;
  return (
    <Link to={toReport(report.id, "findings")}>
      {found.map(([name, count]) => `${name}${count}`).join("，")}
    </Link>
  );
}

const LISTED = 6;

function Others({ reports }: { readonly reports: readonly ListedReport[] }) {
  if (reports.length === 0) return <span className={styles.missing}>—</span>;
  const links = (some: readonly ListedReport[]) =>
    some.map(({ id, body, scope }) => (
      <span key={id} className={styles.other}>
        <Link to={toReport(id)}>{body}</Link>（{SCOPES[scope].name}）
      </span>
    ));
  return (
    <>
      {links(reports.slice(0, LISTED))}
      {reports.length > LISTED ? (
        <details>
          <summary>其余{reports.length - LISTED}份</summary>
          {links(reports.slice(LISTED))}
        </details>
      ) : null}
    </>
  );
}
