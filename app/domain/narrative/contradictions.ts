import type { CheckedReport } from "../report/checked-report";
import { reportValuesOf } from "../report/report-values";
import { findChangeContradictions } from "./number-contradictions";
import type { Contradiction } from "./claim";
import { claimsIn } from "./claims";
import { findCountContradictions } from "./number-contradictions";
import { findPartsContradictions } from "./parts-contradictions";
import type { Tables } from "./readings";
import { findShareContradictions } from "./number-contradictions";
import { findSweepingContradictions } from "./sweeping-contradictions";

const tablesOf = (report: CheckedReport): Tables => ({ report, values: reportValuesOf(report) });

/**
 * What to ask a body about the figures in its own narrative: every claim is tested on each lawful
 * reading against the tables, and against last year's where a comparable report is given. Questions
 * stand in the order of the text.
 */
export function findContradictions(
  report: CheckedReport,
  before: CheckedReport | null,
): Contradiction[] {
  const tables = tablesOf(report);
  const last = before && tablesOf(before);
  return report.sections.flatMap((section) => {
    const claims = claimsIn(section, report);
    return [
      ...findCountContradictions(claims, tables),
      ...findShareContradictions(claims, tables),
      ...findPartsContradictions(claims, tables),
      ...findSweepingContradictions(section, claims, tables),
      ...findChangeContradictions(claims, tables, last),
    ].sort((a, b) => a.start - b.start);
  });
}
