import type { ReportFinding } from "../report/report-finding";
import type { Verdict, VerdictState } from "./check";
import type { CheckContext, CheckedReport } from "./checked-report";
import { evaluateReport } from "./checks";
import { COPIED_TEXT_CHECKS } from "./copied-text";

/** What a check says of one thing in a loaded report. */
export interface ReportVerdict extends Pick<Verdict, "check" | "expression" | "message" | "cells"> {
  readonly state: VerdictState;
  readonly severity: Verdict["severity"];
}

/** Rules that need the text of every report, which only a load compares: one that fails holds nowhere. */
const OF_THE_LOAD: ReadonlySet<string> = new Set(COPIED_TEXT_CHECKS.map(({ id }) => id));

/**
 * What every check that applies says of a loaded report. What fails is what the load found, so that
 * no list contradicts another; what holds and what cannot be evaluated is worked out again, by the
 * same rules, with what the load could not compare in the context.
 */
export function verdictsOn(
  report: CheckedReport,
  context: CheckContext,
  found: readonly ReportFinding[],
): ReportVerdict[] {
  const failing = found.map(({ check_id: check, severity, expression, message, cells }) => ({
    check,
    severity,
    state: "fails" as const,
    expression,
    message,
    cells,
  }));
  const copied = new Set(failing.map(({ check }) => check).filter((id) => OF_THE_LOAD.has(id)));
  const others = evaluateReport(report, context).filter(
    ({ check, state }) => state === "cannot" || (state === "holds" && !copied.has(check)),
  );
  return [
    ...failing,
    ...others.map(({ check, severity, state, expression, message, cells }) => ({
      check,
      severity,
      state,
      expression,
      message,
      cells,
    })),
  ];
}
