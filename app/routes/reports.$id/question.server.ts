import { checkOf } from "#domain/checks/checks";
import { verdictsOn } from "#domain/checks/report-verdicts";
import { CELLS } from "#domain/form/cells";
import { LEVELS } from "#domain/report/division";
import type { ReportRow } from "#domain/report/report-row";
import type { ReportFinding } from "#domain/report/report-finding";
import { SCOPES } from "#domain/report/scope";
import { shownTables, type AppliedCorrection } from "#domain/tables/report-cells";
import { relatedDivisions } from "#db/division.server";
import { inOrderOfRules } from "#domain/tables/report-verdicts";
import { reportsOfDivision } from "#db/division-reports.server";
import { documentsOfReport } from "#db/document.server";
import { examinedReport } from "#db/examined-report.server";
import { figuresOf } from "#db/report-figures.server";
import { findingsOfReport } from "#db/report-findings.server";
import { correctionsOf, problemsOf, type ReportCorrection } from "#db/report-notes.server";
import { reportOf } from "#db/report.server";
import { reliabilityOf } from "./reliability.server";

/**
 * All that is known of a report.
 * @throws Response 404 in Chinese when no report bears the id.
 */
export async function askReport(id: string) {
  const report = await reportOf(id);
  if (!report) throw new Response(`没有编号为“${id.slice(0, 80)}”的报告。`, { status: 404 });
  const [examined, figures, found, corrections, problems, documents, kin, places] =
    await Promise.all([
      examinedReport(report),
      figuresOf(report),
      findingsOfReport(id),
      correctionsOf(id),
      problemsOf(id),
      documentsOfReport(id),
      reportsOfDivision(report.division_code),
      relatedDivisions(report.division_code),
    ]);
  const { printed, sections, checked, context } = examined;
  const { forms } = checked;
  const findings = inOrderOfForm(found);
  const reliability = await reliabilityOf({ report, checked, problems });
  return {
    report,
    forms,
    title: titleOf(report),
    tables: shownTables({
      year: report.year,
      forms,
      printed,
      figures,
      findings,
      corrections: applied(corrections),
    }),
    findings: findings.map((finding) => ({
      ...finding,
      rule: checkOf(finding.check_id)?.name ?? "",
      basis: checkOf(finding.check_id)?.basis ?? "",
    })),
    ...reliability,
    verdicts: inOrderOfRules(verdictsOn(checked, context, findings)),
    corrections,
    problems,
    sections: sections.filter(({ text }) => text.trim() !== ""),
    documents,
    around: (places?.around ?? []).map(({ code, name, level }) => ({
      code,
      name,
      level: LEVELS[level],
    })),
    kin: kinOf(report, kin),
  };
}

const POSITION = new Map(CELLS.map((cell, index) => [cell.name, index]));

/** The gravest first as found; of the same rule, in the order in which the form prints the cells. */
function inOrderOfForm<Found extends ReportFinding>(findings: readonly Found[]): Found[] {
  const position = ({ cells: [head = ""] }: Found) => POSITION.get(head) ?? -1;
  return findings.toSorted((a, b) =>
    a.severity === b.severity && a.check_id === b.check_id ? position(a) - position(b) : 0,
  );
}

type Kin = Awaited<ReturnType<typeof reportsOfDivision>>;

/** The reports to go on to: of other years of the body, and of the same year and division. */
function kinOf(report: ReportRow, reports: Kin) {
  const same = reports.filter(
    ({ body_id, scope }) => body_id === report.body_id && scope === report.scope,
  );
  const ofYear = (year: number) => same.find((other) => other.year === year)?.id ?? null;
  return {
    before: ofYear(report.year - 1),
    after: ofYear(report.year + 1),
    beside: reports
      .filter(({ id, year }) => year === report.year && id !== report.id)
      .map(({ id, body, scope }) => ({ id, body, scope: SCOPES[scope].name })),
  };
}

function applied(corrections: readonly ReportCorrection[]): ReadonlyMap<string, AppliedCorrection> {
  return new Map(corrections.filter(({ accepted }) => accepted).map((each) => [each.cell, each]));
}

/** What a report is called: body, year and, where it is not plain, whose figures it states. */
export function titleOf({ body, year, scope }: Pick<ReportRow, "body" | "year" | "scope">): string {
  return `${body}${year}年度报告（${SCOPES[scope].name}）`;
}
