import { markOf } from "#domain/checks/figure-mark";
import type { CheckedReport } from "#domain/checks/checked-report";
import { PROTECTIONS, rowProtection, type RowProtection } from "#domain/checks/row-slip";
import { INDICATORS } from "#domain/indicators/indicators";
import type { ReportRow } from "#domain/report/report-row";
import { sidesOf, valueOf } from "#domain/tables/division-year";
import { divisionFigures } from "#db/division-figures.server";
import { earlierOutcomes } from "#db/earlier-figures.server";
import { flawsOf } from "#db/flaws.server";
import type { ReportProblem } from "#db/report-notes.server";
import { repairsOfReport } from "#db/report-repairs.server";

interface Parts {
  readonly report: ReportRow;
  /** The same report as the checks see it. */
  readonly checked: CheckedReport;
  readonly problems: readonly ReportProblem[];
}

/** How far the figures of a report can be relied on: repairs proposed, indicators in doubt, guards of 不掌握. */
export async function reliabilityOf({ report, checked, problems }: Parts) {
  const [repairs, flaws, earlier] = await Promise.all([
    repairsOfReport(report.id),
    flawsOf([report.id]),
    earlierOutcomes(report),
  ]);
  // A row that was placed by its neighbours has a warning about its heading.
  const placed = problems.filter(({ message }) => /^标题.*文字不全/u.test(message));
  const unmatched = new Set(placed.flatMap(({ line }) => line ?? []));
  return {
    repairs: repairs.map(({ table, kind, changes, evidence }) => ({
      table,
      kind,
      changes,
      evidence,
    })),
    doubts: await doubtsOf(report, flaws.get(report.id)),
    guard:
      checked.forms.requests === null
        ? null
        : guardOf(rowProtection(checked, earlier, undefined, unmatched)),
  };
}

/** The protections of the 不掌握 figure, with their names. */
function guardOf({ label, narrative, mix, suspicion }: RowProtection) {
  const states = { label, narrative, mix };
  const guards = ["label", "narrative", "mix"] as const;
  return {
    protections: guards.map((guard) => ({ name: PROTECTIONS[guard], state: states[guard] })),
    suspicion,
  };
}

/** Every indicator that the errors of the report may have moved. */
async function doubtsOf(report: ReportRow, flaws: Parameters<typeof markOf>[2]) {
  if (!flaws) return [];
  const { division_code: code, scope, kind, year } = report;
  const figures = await divisionFigures({ codes: [code], scope, kind, year });
  const own = figures.find(({ report_id: id }) => id === report.id);
  return Object.entries(INDICATORS).flatMap(([indicatorCode, indicator]) => {
    const sides = sidesOf(own, indicatorCode);
    const value = valueOf(indicator, sides);
    const mark = markOf(indicator, sides, flaws);
    if (!mark?.moves || value === null) return [];
    return { name: indicator.name, format: indicator.format, value, ...mark };
  });
}
