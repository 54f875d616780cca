import { fetchContextOf } from "#db/queries/examined-report.server";
import { fetchDivisions } from "#db/queries/divisions.server";
import { fetchReport } from "#db/queries/reports.server";
import { findingsOf, formatRequest } from "#domain/checks/engine";
import { checkRuleOf } from "#domain/checks/rule-list";
import { toCheckedReport } from "#domain/report/checked-report";
import type { DraftReading } from "#domain/report/draft-reading";
import type { Identity } from "#domain/report/identity";
import { SEVERITY_CODES, type Severity } from "#domain/report/severity";

/** What the checks found in a draft. */
export interface DraftFinding {
  readonly severity: Severity;
  readonly check: string;
  readonly rule: string;
  readonly message: string;
  /** As a letter would ask for it. */
  readonly request: string;
  readonly cells: readonly string[];
  /** The sentence of the narrative that it is about. */
  readonly sentence: string | null;
}

/** A draft with what is to be said of it before it is published. */
export type DraftCheck =
  | { readonly state: "refused"; readonly file: string; readonly reason: string }
  | {
      readonly state: "checked";
      readonly file: string;
      readonly identity: Identity;
      /** Name of the division. */
      readonly division: string;
      /** How many cells were read. */
      readonly cells: number;
      /** What could not be read, and what was read with a warning. */
      readonly unread: readonly string[];
      readonly warnings: readonly string[];
      readonly findings: readonly DraftFinding[];
      /** Id of the report of the same body and year that is loaded; null where none is. */
      readonly loaded: string | null;
      /** Whether the report of the year before is loaded, which cross-year checks need. */
      readonly hasLastYear: boolean;
    };

/** Checks a draft by the rules of a load, beside what is loaded; nothing is kept of it. */
export async function checkDraft(reading: DraftReading): Promise<DraftCheck> {
  if (reading.state === "refused") return reading;
  const { file, report, identity } = reading;
  const { reportId, bodyId, division: divisionCode, year } = identity;
  const [context, [division], loaded] = await Promise.all([
    fetchContextOf({ reportId, bodyId, divisionCode, year }),
    fetchDivisions([divisionCode]),
    fetchReport(reportId),
  ]);
  const checked = toCheckedReport(report, { id: reportId, level: division?.level ?? null });
  if (checked === null)
    return { state: "refused", file, reason: "认不出是哪个机关、哪个年度的报告。" };
  const findings = findingsOf(checked, context).map((finding): DraftFinding => ({
    severity: finding.severity,
    check: finding.check,
    rule: checkRuleOf(finding.check)?.name ?? finding.check,
    message: finding.message,
    request: formatRequest(finding),
    cells: finding.cells,
    sentence: finding.quotation?.sentence ?? null,
  }));
  const said = (severity: "error" | "warning") =>
    report.problems.flatMap((problem) => (problem.severity === severity ? problem.message : []));
  return {
    state: "checked",
    file,
    identity,
    division: division?.name ?? divisionCode,
    cells: report.cells.length,
    unread: said("error"),
    warnings: said("warning"),
    findings: SEVERITY_CODES.flatMap((code) =>
      findings.filter(({ severity }) => severity === code),
    ),
    loaded: loaded?.id ?? null,
    hasLastYear: context.lastYear.length > 0,
  };
}
