import type { CheckedReport } from "../report/checked-report";
import type { ReportFinding } from "../report/report-finding";
import { reportValuesOf } from "../report/report-values";
import { type CheckContext, lastYearReportOf } from "./check-context";
import {
  type CheckResult,
  type CheckRule,
  type CheckSubject,
  type Finding,
  notEvaluable,
  type RuleOutcome,
} from "./check-rule";
import { CHECK_RULES, checkRuleOf } from "./rule-list";

function subjectOf(
  report: CheckedReport,
  context: CheckContext,
  everything: boolean,
): CheckSubject {
  const last = lastYearReportOf(report, context);
  const before = last && { report: last, values: reportValuesOf(last) };
  return { report, context, values: reportValuesOf(report), before, everything };
}

/** Whether a rule concerns the scope of a report and, of its tables, one in an edition it is made for. */
function isApplicable(rule: CheckRule, report: CheckedReport): boolean {
  if (!rule.scopes.includes(report.scope)) return false;
  if (rule.tables.length === 0) return true;
  return rule.tables.some((table) => {
    const edition = report.forms[table];
    return edition === null || rule.editions.includes(edition);
  });
}

function resultOf(rule: CheckRule, outcome: RuleOutcome): CheckResult {
  return { ...outcome, check: rule.id, severity: outcome.severity ?? rule.severity };
}

/** Leaves out what a narrower rule says of the same cells already (`speaksFor`). */
function dropBroaderResults<Result extends CheckResult>(results: readonly Result[]): Result[] {
  const narrower = results.flatMap(({ state, check, cells }) =>
    state === "fails"
      ? (checkRuleOf(check)?.speaksFor ?? []).map((broad) => ({ broad, cells }))
      : [],
  );
  return results.filter(
    ({ check, cells }) =>
      !narrower.some(
        (narrow) => narrow.broad === check && cells.every((cell) => narrow.cells.includes(cell)),
      ),
  );
}

/** What every rule that applies says of a report: holds, fails, or is not evaluable and why. */
export function evaluateReport(report: CheckedReport, context: CheckContext): CheckResult[] {
  const subject = subjectOf(report, context, true);
  const results = CHECK_RULES.filter((rule) => isApplicable(rule, report)).flatMap((rule) => {
    const outcomes = rule.evaluate(subject);
    const stated = outcomes.length > 0 ? outcomes : [notEvaluable([], "报告中没有本项核查的内容")];
    return stated.map((outcome) => resultOf(rule, outcome));
  });
  return dropBroaderResults(results);
}

/** Only what fails of `evaluateReport`, without the cost of the rest: for loads over many reports. */
export function findingsOf(report: CheckedReport, context: CheckContext): Finding[] {
  const subject = subjectOf(report, context, false);
  const findings: Finding[] = [];
  for (const rule of CHECK_RULES) {
    if (!isApplicable(rule, report)) continue;
    for (const outcome of rule.evaluate(subject))
      if (outcome.state === "fails") findings.push({ ...resultOf(rule, outcome), state: "fails" });
  }
  return dropBroaderResults(findings);
}

/** What a request to a body is made from. */
interface RequestedFinding extends Pick<CheckResult, "check" | "message"> {
  readonly nearest?: string | null;
}

/**
 * The request to a body about a finding, without the body's name: it is listed beside it. Where the
 * rule's basis stands in a column of its own, the request leaves it out.
 */
export function formatRequest(
  { check, message, nearest }: RequestedFinding,
  { withBasis = true }: { readonly withBasis?: boolean } = {},
): string {
  const rule = checkRuleOf(check);
  if (!rule) return message;
  const found = nearest ? `${message}（${nearest}）` : message;
  const basis = withBasis && rule.citesBasis !== false ? `依据：${rule.basis}。` : "";
  return `${found}。${rule.request}${basis}`;
}

/** What a page shows of a result, of the load's findings or evaluated anew. */
export type ReportCheckResult = Pick<
  CheckResult,
  "check" | "severity" | "state" | "expression" | "message" | "cells"
>;

/**
 * What every rule that applies says of a loaded report. What fails is what the load found, so that
 * no list contradicts another; what holds and what is not evaluable is evaluated again by the same
 * rules. A rule that only a load can evaluate holds nowhere once it fails.
 */
export function evaluateLoadedReport(
  report: CheckedReport,
  context: CheckContext,
  found: readonly ReportFinding[],
): ReportCheckResult[] {
  const failing = found.map(({ check_id: check, severity, expression, message, cells }) => ({
    check,
    severity,
    state: "fails" as const,
    expression,
    message,
    cells,
  }));
  const failedInLoad = new Set(
    failing.map(({ check }) => check).filter((id) => checkRuleOf(id)?.onlyInLoads),
  );
  const others = evaluateReport(report, context).filter(
    ({ check, state }) =>
      state === "notEvaluable" || (state === "holds" && !failedInLoad.has(check)),
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
