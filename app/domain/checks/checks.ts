import { ACROSS_YEAR_CHECKS } from "./across-years";
import { BALANCE_CHECKS } from "./balance";
import type { Check, Finding, Outcome, Subject, Verdict } from "./check";
import { lastYearOf, type CheckContext, type CheckedReport } from "./checked-report";
import { COMPLETENESS_CHECKS } from "./completeness";
import { COPIED_TEXT_CHECKS } from "./copied-text";
import { EDITION_CHECKS } from "./edition-due";
import { figuresOf } from "./figures";
import { HIERARCHY_CHECKS } from "./hierarchy";
import { cannot } from "./outcome";
import { NARRATIVE_CHECKS } from "./narrative";
import { PROACTIVE_DISCLOSURE_CHECKS } from "./proactive-disclosure";
import { RELABELLING_CHECKS } from "./relabelling";
import { STATEMENT_CHECKS } from "./statements";
import { TABLE_SUM_CHECKS } from "./table-sums";
import { TIMELINESS_CHECKS } from "./timeliness";
import { WHOLE_NUMBER_CHECKS } from "./whole-numbers";

/** The checks by what they look at, in the order of the specification. */
export const CHECK_GROUPS: readonly { readonly name: string; readonly checks: readonly Check[] }[] =
  [
    { name: "表内平衡与合计", checks: [...BALANCE_CHECKS, ...TABLE_SUM_CHECKS] },
    { name: "件数", checks: WHOLE_NUMBER_CHECKS },
    { name: "表二主动公开", checks: PROACTIVE_DISCLOSURE_CHECKS },
    { name: "与上年报告", checks: [...ACROSS_YEAR_CHECKS, ...RELABELLING_CHECKS] },
    { name: "与下级报告", checks: HIERARCHY_CHECKS },
    { name: "文字", checks: [...NARRATIVE_CHECKS, ...COPIED_TEXT_CHECKS] },
    { name: "内容齐全", checks: [...COMPLETENESS_CHECKS, ...STATEMENT_CHECKS] },
    { name: "期限与格式", checks: [...TIMELINESS_CHECKS, ...EDITION_CHECKS] },
  ];

/** Every check, declared once each. */
export const CHECKS: readonly Check[] = CHECK_GROUPS.flatMap(({ checks }) => checks);

const BY_ID = new Map(CHECKS.map((check) => [check.id, check]));

/** The check of an id; undefined for an id that no check bears. */
export function checkOf(id: string): Check | undefined {
  return BY_ID.get(id);
}

function subjectOf(report: CheckedReport, context: CheckContext, everything: boolean): Subject {
  const last = lastYearOf(report, context);
  const before = last && { report: last, figures: figuresOf(last) };
  return { report, context, figures: figuresOf(report), before, everything };
}

function applies(check: Check, report: CheckedReport): boolean {
  if (!check.scopes.includes(report.scope)) return false;
  if (check.tables.length === 0) return true;
  return check.tables.some((table) => {
    const edition = report.forms[table];
    return edition === null || check.editions.includes(edition);
  });
}

function verdictOf(check: Check, outcome: Outcome): Verdict {
  return { ...outcome, check: check.id, severity: outcome.severity ?? check.severity };
}

/** Without what a narrower check already asks about the same cells. */
function saidOnce<Said extends Verdict>(verdicts: readonly Said[]): Said[] {
  const narrower = verdicts.flatMap(({ state, check, cells }) =>
    state === "fails" ? (checkOf(check)?.speaksFor ?? []).map((broad) => ({ broad, cells })) : [],
  );
  return verdicts.filter(
    ({ check, cells }) =>
      !narrower.some(
        (said) => said.broad === check && cells.every((cell) => said.cells.includes(cell)),
      ),
  );
}

/** What every check says of a report: holds, fails, or cannot be evaluated and why. */
export function evaluateReport(report: CheckedReport, context: CheckContext): Verdict[] {
  const subject = subjectOf(report, context, true);
  const verdicts = CHECKS.filter((check) => applies(check, report)).flatMap((check) => {
    const outcomes = check.evaluate(subject);
    const said = outcomes.length > 0 ? outcomes : [cannot([], "报告中没有本项核查的内容")];
    return said.map((outcome) => verdictOf(check, outcome));
  });
  return saidOnce(verdicts);
}

/** Only what fails: the verdicts of `evaluateReport` that are findings, for loads over many reports. */
export function findingsOf(report: CheckedReport, context: CheckContext): Finding[] {
  const subject = subjectOf(report, context, false);
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (!applies(check, report)) continue;
    for (const outcome of check.evaluate(subject))
      if (outcome.state === "fails")
        findings.push({ ...verdictOf(check, outcome), state: "fails" });
  }
  return saidOnce(findings);
}

/** The question to put to the body about a finding, without its name: it is listed beside it. */
export function questionOf(finding: Verdict): string {
  const check = checkOf(finding.check);
  if (!check) return finding.message;
  const near = finding.nearest ? `${finding.message}（${finding.nearest}）` : finding.message;
  return check.question.replace("{message}", near).replace("{basis}", check.basis);
}
