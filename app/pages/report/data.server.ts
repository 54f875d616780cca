import { fetchAdjustments } from "#db/queries/adjustments.server";
import { fetchRelatedDivisions } from "#db/queries/divisions.server";
import { fetchDocumentHistory } from "#db/queries/documents.server";
import {
  fetchCorrections,
  fetchReadIssues,
  fetchRepairs,
  type ReportCorrection,
  type StoredReadIssue,
} from "#db/queries/evidence.server";
import { fetchExaminedReport } from "#db/queries/examined-report.server";
import { fetchCheckFailures, fetchReportFindings } from "#db/queries/findings.server";
import { fetchDivisionYears, fetchPrintedDivisionYears } from "#db/queries/ratios.server";
import {
  fetchCellValues,
  fetchDivisionReports,
  fetchEarlierOutcomes,
  fetchReport,
} from "#db/queries/reports.server";
import type { Acceptance } from "#domain/checks/check-rule";
import { evaluateLoadedReport } from "#domain/checks/engine";
import { checkRuleOf } from "#domain/checks/rule-list";
import type { Adjustment } from "#domain/checks/adjustment";
import { flagQuality } from "#domain/checks/quality-flag";
import { assessRowProtection, PROTECTIONS, type RowProtection } from "#domain/checks/row-exchange";
import { ratioOf, valueOf } from "#domain/comparison/division-year";
import { CELLS } from "#domain/form/cells";
import { INDICATORS, INDICATOR_CODES } from "#domain/indicators/indicators";
import { SCOPES } from "#domain/report/body";
import type { CheckedReport } from "#domain/report/checked-report";
import { LEVELS } from "#domain/report/division";
import type { ReportFinding } from "#domain/report/report-finding";
import type { ReportRow } from "#domain/report/report-row";
import { buildShownTables } from "#domain/report/shown-tables";
import { orderByRule } from "./columns";

/** Why a report cannot be shown: that it was taken down again, where it was. */
async function explainNoReport(id: string): Promise<string> {
  const [document] = await fetchDocumentHistory(id);
  if (document?.state !== "withdrawn") return `没有编号为“${id.slice(0, 80)}”的报告。`;
  return `编号为“${id}”的报告已不在用：${document.reason ?? ""}收到过的原件“${document.file}”仍保存，不计入任何合计、比较和核查。`;
}

/**
 * All that is known of a report.
 * @throws Response 404 in Chinese when no report has the id.
 */
export async function loadReport(id: string) {
  const report = await fetchReport(id);
  if (!report) throw new Response(await explainNoReport(id), { status: 404 });
  const [
    examined,
    figures,
    asPrinted,
    adjustments,
    found,
    corrections,
    readIssues,
    documents,
    neighbours,
    places,
  ] = await Promise.all([
    fetchExaminedReport(report),
    fetchCellValues(report),
    fetchCellValues(report, "printed_figures"),
    fetchAdjustments(id),
    fetchReportFindings(id),
    fetchCorrections(id),
    fetchReadIssues(id),
    fetchDocumentHistory(id),
    fetchDivisionReports(report.division_code),
    fetchRelatedDivisions(report.division_code),
  ]);
  const { printed, sections, checked, context } = examined;
  const { forms } = checked;
  const { now: findings, corrected } = separateCorrected(orderByForm(found));
  const reliability = await loadReliability({ report, checked, readIssues });
  return {
    report,
    forms,
    title: reportTitle(report),
    tables: buildShownTables({
      year: report.year,
      forms,
      printed,
      figures,
      parts: { ...figures, ...asPrinted, ...correctedValues(adjustments) },
      findings,
      ...appliedCorrections(corrections),
    }),
    findings: findings.map(addRuleWords),
    correctedFindings: corrected.map(addRuleWords),
    ...reliability,
    checkResults: orderByRule(evaluateLoadedReport(checked, context, findings)),
    adjustments,
    corrections,
    readIssues,
    sections: sections.filter(({ text }) => text.trim() !== ""),
    documents,
    around: (places?.around ?? []).map(({ code, name, level }) => ({
      code,
      name,
      level: LEVELS[level],
    })),
    related: relatedReports(report, neighbours),
  };
}

/** Findings of the figures as they are now, and those that a correction removed. */
function separateCorrected<Found extends { readonly acceptance: Acceptance }>(
  all: readonly Found[],
) {
  return {
    now: all.filter(({ acceptance }) => acceptance !== "corrected"),
    corrected: all.filter(({ acceptance }) => acceptance === "corrected"),
  };
}

function addRuleWords<Found extends { readonly check_id: string }>(finding: Found) {
  const { name = "", basis = "" } = checkRuleOf(finding.check_id) ?? {};
  return { ...finding, rule: name, basis };
}

const POSITION = new Map(CELLS.map((cell, index) => [cell.name, index]));

/** The gravest first as found; of the same rule, in the order in which the form prints the cells. */
function orderByForm<Found extends ReportFinding>(findings: readonly Found[]): Found[] {
  const position = ({ cells: [head = ""] }: Found) => POSITION.get(head) ?? -1;
  return findings.toSorted((a, b) =>
    a.severity === b.severity && a.check_id === b.check_id ? position(a) - position(b) : 0,
  );
}

function correctedValues(adjustments: readonly Adjustment[]): Record<string, number | null> {
  const corrected = adjustments.filter(({ kind }) => kind === "corrected");
  return Object.fromEntries(corrected.map(({ cell, used }) => [cell, used]));
}

type DivisionReports = Awaited<ReturnType<typeof fetchDivisionReports>>;

/** The reports to go on to: of other years of the body, and of the same year and division. */
function relatedReports(report: ReportRow, reports: DivisionReports) {
  const same = reports.filter(
    ({ body_id, scope }) => body_id === report.body_id && scope === report.scope,
  );
  const ofYear = (year: number) => same.find((other) => other.year === year)?.id ?? null;
  return {
    before: ofYear(report.year - 1),
    after: ofYear(report.year + 1),
    sameYear: reports
      .filter(({ id, year }) => year === report.year && id !== report.id)
      .map(({ id, body, scope }) => ({ id, body, scope: SCOPES[scope].name })),
  };
}

/** What of the corrections applies, by cell. */
function appliedCorrections(rows: readonly ReportCorrection[]) {
  const applied = rows.filter(({ accepted }) => accepted);
  return {
    corrections: new Map(
      applied.flatMap((row) => (row.kind === "misprint" ? [[row.cell, row] as const] : [])),
    ),
    entries: new Map(
      applied.flatMap((row) => (row.kind === "printed" ? [[row.cell, row] as const] : [])),
    ),
  };
}

/** What a report is called: body, year and, where it is not plain, whose figures it states. */
function reportTitle({ body, year, scope }: Pick<ReportRow, "body" | "year" | "scope">): string {
  return `${body}${year}年度报告（${SCOPES[scope].name}）`;
}

interface ReliabilityInput {
  readonly report: ReportRow;
  /** The same report as the checks see it. */
  readonly checked: CheckedReport;
  readonly readIssues: readonly StoredReadIssue[];
}

/** How far the figures of a report can be relied on: repairs proposed, indicators in doubt, guards of 不掌握. */
async function loadReliability({ report, checked, readIssues }: ReliabilityInput) {
  const [repairs, quality, earlier] = await Promise.all([
    fetchRepairs(report.id),
    fetchCheckFailures([report.id]),
    fetchEarlierOutcomes(report),
  ]);
  const inferred = readIssues.filter(({ code }) => code === "row_label_inferred");
  const unmatched = new Set(inferred.flatMap(({ line }) => line ?? []));
  return {
    repairs: repairs.map(({ table, kind, changes, evidence }) => ({
      table,
      kind,
      changes,
      evidence,
    })),
    doubtfulIndicators: await findDoubtfulIndicators(report, quality.get(report.id)),
    rowGuard:
      checked.forms.requests === null
        ? null
        : describeRowGuard(assessRowProtection(checked, earlier, undefined, unmatched)),
  };
}

/** The protections of the 不掌握 figure, with their names. */
function describeRowGuard({ label, narrative, mix, suspicion }: RowProtection) {
  const states = { label, narrative, mix };
  const guards = ["label", "narrative", "mix"] as const;
  return {
    protections: guards.map((guard) => ({ name: PROTECTIONS[guard], state: states[guard] })),
    suspicion,
  };
}

/** Every indicator that the errors of the report may have moved. */
async function findDoubtfulIndicators(
  report: ReportRow,
  quality: Parameters<typeof flagQuality>[2],
) {
  if (!quality) return [];
  const { division_code: code, scope, kind, year } = report;
  const selection = { codes: [code], scope, kind, year };
  const [figures, asPrinted] = await Promise.all([
    fetchDivisionYears(selection),
    fetchPrintedDivisionYears(selection),
  ]);
  const own = figures.find(({ report_id: id }) => id === report.id);
  const printed = asPrinted.get(report.id) ?? own;
  return INDICATOR_CODES.flatMap((indicatorCode) => {
    const indicator = INDICATORS[indicatorCode];
    const ratio = ratioOf(own, indicatorCode);
    const stated = ratioOf(printed, indicatorCode);
    const value = valueOf(indicator, stated);
    const flag = flagQuality(indicator, ratio, quality, "total", stated);
    if (!flag?.moves || value === null) return [];
    return { name: indicator.name, format: indicator.format, value, ...flag };
  });
}
