import { reportLink } from "#tables/links";
import { Link } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { ABSENCES } from "#domain/report/absence";
import type { Level } from "#domain/report/division";
import { SEVERITIES } from "#domain/report/severity";
import { BODY_KINDS, SCOPES } from "#domain/report/body";
import { DIVISION_FINDING_COLUMNS, type DivisionFinding } from "./finding-columns";
import styles from "./district.module.css";
import { Files } from "./files";
import { toBodies } from "./links";
import { DUE_REPORTS, type ListedReport, type ReportSlot, type YearOfReports } from "./reports";

const NOTHING_TO_CHECK = `报告${ABSENCES.not_loaded.name}，没有可以核查的。`;

/** What the checks found in the division's reports of every year. */
export function Findings({
  findings,
  examined,
}: {
  readonly findings: readonly DivisionFinding[];
  /** How many reports the checks have read. */
  readonly examined: number;
}) {
  return (
    <Section
      title="核查发现"
      id="findings"
      lead={
        examined === 0
          ? NOTHING_TO_CHECK
          : `历年${examined}份报告共${findings.length}项。点说明可查到报告原表上的单元格。`
      }
      files={<Files tables={{ findings: "核查发现" }} />}
    >
      <DataTable
        name="核查发现一览"
        columns={DIVISION_FINDING_COLUMNS}
        rows={findings}
        rowKey={({ fingerprint }) => fingerprint}
        empty={examined === 0 ? NOTHING_TO_CHECK : "各项核查没有发现问题。"}
      />
    </Section>
  );
}

/** The division's reports by year and scope; those due and missing are named as such. */
export function Reports({
  years,
  area,
}: {
  readonly years: readonly YearOfReports[];
  readonly area: ComparedArea;
}) {
  return (
    <Section
      title="历年报告"
      id="reports"
      lead="每个年度应有人民政府的全辖区报告和政府办公厅（室）的本机关报告各一份。"
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
                  <Comparisons reports={others} area={area} year={year} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Slot({ slot: { report, timeliness, words, original } }: { readonly slot: ReportSlot }) {
  if (report === null)
    return (
      <span className={styles.missing}>
        {timeliness === "not_due" ? words : <strong>{words}</strong>}
        {original === null ? null : <a href={`/documents/${original}`}>撤下前的原件</a>}
      </span>
    );
  return (
    <>
      <Link to={reportLink(report.id)}>{report.body}</Link>
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
    <Link to={reportLink(report.id, "findings")}>
      {found.map(([name, count]) => `${name}${count}`).join("，")}
    </Link>
  );
}

interface ComparedArea {
  readonly code: string;
  readonly level: Level;
}

/** Links to the comparison of the bodies of a kind of which a division has several: 比较42个政府部门. */
function Comparisons({
  reports,
  area,
  year,
}: {
  readonly reports: readonly ListedReport[];
  readonly area: ComparedArea;
  readonly year: number;
}) {
  return (["department", "township"] as const).map((kind) => {
    const count = reports.filter((each) => each.kind === kind && each.scope === "organ").length;
    return count < 2 ? null : (
      <p key={kind} className="screen-only">
        <Link to={toBodies(kind, area, year)}>
          比较这{count}个{BODY_KINDS[kind]}
        </Link>
      </p>
    );
  });
}

const LISTED = 6;

function Others({ reports }: { readonly reports: readonly ListedReport[] }) {
  if (reports.length === 0) return <span className={styles.missing}>—</span>;
  const links = (some: readonly ListedReport[]) =>
    some.map(({ id, body, scope }) => (
      <span key={id} className={styles.other}>
        <Link to={reportLink(id)}>{body}</Link>（{SCOPES[scope].name}）
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
