import type { CheckedReport } from "../report/checked-report";
import { reportValuesOf } from "../report/report-values";
import type { ClaimKind, Contradiction, SectionUnderCheck } from "./claim";
import { claimsIn } from "./claims";
import {
  findChangeContradictions,
  findCountContradictions,
  findShareContradictions,
} from "./number-contradictions";
import { findPartsContradictions } from "./parts-contradictions";
import type { Tables } from "./readings";
import { findSweepingContradictions } from "./sweeping-contradictions";

/** One finder a kind of claim. */
export const FINDERS: Readonly<
  Record<ClaimKind, (section: SectionUnderCheck) => readonly Contradiction[]>
> = {
  count: findCountContradictions,
  percentage: findShareContradictions,
  parts: findPartsContradictions,
  sweeping: findSweepingContradictions,
  change: findChangeContradictions,
};

const tablesOf = (report: CheckedReport): Tables => ({ report, values: reportValuesOf(report) });

/**
 * Where the narrative of a report contradicts its tables: every claim is tested on each lawful
 * reading, and claims of change against last year's tables where a comparable report is given. In the
 * order of the text.
 */
export function findContradictions(
  report: CheckedReport,
  before: CheckedReport | null,
): Contradiction[] {
  const tables = tablesOf(report);
  const lastYear = before && tablesOf(before);
  return report.sections.flatMap((section) => {
    const claims = claimsIn(section, report);
    return Object.values(FINDERS)
      .flatMap((find) => find({ section, claims, tables, lastYear }))
      .sort((a, b) => a.start - b.start);
  });
}
