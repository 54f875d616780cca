import { type CheckedReport } from "../report/checked-report";
import { type CheckContext, lastYearReportOf } from "./check-context";
import type { ReportFinding } from "../report/report-finding";
import { reportValuesOf } from "../report/report-values";
import {
  type CheckResult,
  type CheckRule,
  type CheckSubject,
  type Finding,
  notEvaluable,
  type ResultState,
  type RuleOutcome,
} from "./check-rule";
import { ACROSS_YEAR_RULES } from "./rules/across-years";
import { COMPLETENESS_RULES } from "./rules/completeness";
import { COPIED_TEXT_RULES } from "./rules/copied-text";
import { EDITION_RULES } from "./rules/edition";
import { HIERARCHY_RULES } from "./rules/hierarchy";
import { NARRATIVE_RULES } from "./rules/narrative";
import { PROACTIVE_DISCLOSURE_RULES } from "./rules/proactive-disclosure";
import { RELABELLING_RULES } from "./rules/relabelling";
import { STATEMENT_RULES } from "./rules/statements";
import { BALANCE_RULES, TABLE_SUM_RULES } from "./rules/table-arithmetic";
import { TIMELINESS_RULES } from "./rules/timeliness";
import { WHOLE_NUMBER_RULES } from "./rules/whole-numbers";

/** The checks by what they look at, in the order of the specification. */
export const CHECK_RULE_GROUPS: readonly {
  readonly name: string;
  readonly checks: readonly CheckRule[];
}[] = [
  { name: "表内平衡与合计", checks: [...BALANCE_RULES, ...TABLE_SUM_RULES] },
  { name: "件数", checks: WHOLE_NUMBER_RULES },
  { name: "表二主动公开", checks: PROACTIVE_DISCLOSURE_RULES },
  { name: "与上年报告", checks: [...ACROSS_YEAR_RULES, ...RELABELLING_RULES] },
  { name: "与下级报告", checks: HIERARCHY_RULES },
  { name: "文字", checks: [...NARRATIVE_RULES, ...COPIED_TEXT_RULES] },
  { name: "内容齐全", checks: [...COMPLETENESS_RULES, ...STATEMENT_RULES] },
  { name: "期限与格式", checks: [...TIMELINESS_RULES, ...EDITION_RULES] },
];

/** Every check, declared once each. */
export const CHECK_RULES: readonly CheckRule[] = CHECK_RULE_GROUPS.flatMap(({ checks }) => checks);

const RULE_BY_ID = new Map(CHECK_RULES.map((check) => [check.id, check]));

/** The check of an id; undefined for an id that no check bears. */
export function checkRuleOf(id: string): CheckRule | undefined {
  return RULE_BY_ID.get(id);
}

function subjectOf(
  report: CheckedReport,
  context: CheckContext,
  everything: boolean,
): CheckSubject {
  const last = lastYearReportOf(report, context);
  const before = last && { report: last, figures: reportValuesOf(last) };
  return { report, context, figures: reportValuesOf(report), before, everything };
}

function isApplicable(check: CheckRule, report: CheckedReport): boolean {
  if (!check.scopes.includes(report.scope)) return false;
  if (check.tables.length === 0) return true;
  return check.tables.some((table) => {
    const edition = report.forms[table];
    return edition === null || check.editions.includes(edition);
  });
}

function resultOf(check: CheckRule, outcome: RuleOutcome): CheckResult {
  return { ...outcome, check: check.id, severity: outcome.severity ?? check.severity };
}

/** Without what a narrower check already asks about the same cells. */
function dropBroaderResults<Said extends CheckResult>(verdicts: readonly Said[]): Said[] {
  const narrower = verdicts.flatMap(({ state, check, cells }) =>
    state === "fails"
      ? (checkRuleOf(check)?.speaksFor ?? []).map((broad) => ({ broad, cells }))
      : [],
  );
  return verdicts.filter(
    ({ check, cells }) =>
      !narrower.some(
        (said) => said.broad === check && cells.every((cell) => said.cells.includes(cell)),
      ),
  );
}

/** What every check says of a report: holds, fails, or cannot be evaluated and why. */
export function evaluateReport(report: CheckedReport, context: CheckContext): CheckResult[] {
  const subject = subjectOf(report, context, true);
  const verdicts = CHECK_RULES.filter((check) => isApplicable(check, report)).flatMap((check) => {
    const outcomes = check.evaluate(subject);
    const said = outcomes.length > 0 ? outcomes : [notEvaluable([], "报告中没有本项核查的内容")];
    return said.map((outcome) => resultOf(check, outcome));
  });
  return dropBroaderResults(verdicts);
}

/** Only what fails: the verdicts of `evaluateReport` that are findings, for loads over many reports. */
export function findingsOf(report: CheckedReport, context: CheckContext): Finding[] {
  const subject = subjectOf(report, context, false);
  const findings: Finding[] = [];
  for (const check of CHECK_RULES) {
    if (!isApplicable(check, report)) continue;
    for (const outcome of check.evaluate(subject))
      if (outcome.state === "fails") findings.push({ ...resultOf(check, outcome), state: "fails" });
  }
  return dropBroaderResults(findings);
}

/** The question to put to the body about a finding, without its name: it is listed beside it. */
export function formatRequest(finding: CheckResult): string {
  const check = checkRuleOf(finding.check);
  if (!check) return finding.message;
  const near = finding.nearest ? `${finding.message}（${finding.nearest}）` : finding.message;
  return check.question.replace("{message}", near).replace("{basis}", check.basis);
}

/** The checks as they are declared, without their evaluation: what a page is told of them. */
export function describeCheckRules() {
  return CHECK_RULES.map(({ id, name, severity, expression, basis }) => ({
    id,
    name,
    severity,
    expression,
    basis,
  }));
}

/** What a check says of one thing in a loaded report. */
export interface ReportCheckResult extends Pick<
  CheckResult,
  "check" | "expression" | "message" | "cells"
> {
  readonly state: ResultState;
  readonly severity: CheckResult["severity"];
}

/** Rules that need the text of every report, which only a load compares: one that fails holds nowhere. */
const LOAD_ONLY_RULES: ReadonlySet<string> = new Set(COPIED_TEXT_RULES.map(({ id }) => id));

/**
 * What every check that applies says of a loaded report. What fails is what the load found, so that
 * no list contradicts another; what holds and what cannot be evaluated is worked out again, by the
 * same rules, with what the load could not compare in the context.
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
  const copied = new Set(failing.map(({ check }) => check).filter((id) => LOAD_ONLY_RULES.has(id)));
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
