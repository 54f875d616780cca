import type { CheckedReport } from "../checks/checked-report";
import { figuresOf } from "../checks/figures";
import { changeQuestions } from "./change-questions";
import type { Question } from "./claim";
import { claimsIn } from "./claims";
import { countQuestions } from "./count-questions";
import { partsQuestions } from "./parts-questions";
import type { Tables } from "./reading";
import { shareQuestions } from "./share-questions";
import { sweepingQuestions } from "./sweeping-questions";

const tablesOf = (report: CheckedReport): Tables => ({ report, figures: figuresOf(report) });

/**
 * What to ask a body about the figures in its own narrative: every claim is tested on each lawful
 * reading against the tables, and against last year's where a comparable report is given. Questions
 * stand in the order of the text.
 */
export function verifyNarrative(report: CheckedReport, before: CheckedReport | null): Question[] {
  const tables = tablesOf(report);
  const last = before && tablesOf(before);
  return report.sections.flatMap((section) => {
    const claims = claimsIn(section, report);
    return [
      ...countQuestions(claims, tables),
      ...shareQuestions(claims, tables),
      ...partsQuestions(claims, tables),
      ...sweepingQuestions(section, claims, tables),
      ...changeQuestions(claims, tables, last),
    ].sort((a, b) => a.start - b.start);
  });
}
