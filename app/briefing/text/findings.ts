import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { groupSlips } from "#domain/checks/slips";
import { LATE_RULE } from "#domain/checks/rules/timeliness";

/** Whether a finding says that a report was published after its deadline. */
export function isLateness({ check_id, left_value }: BriefingFinding): boolean {
  return check_id === LATE_RULE && left_value !== null && left_value > 0;
}

/** The same where it is an error: months later, a website that moved is likelier. */
function isLate(finding: BriefingFinding): boolean {
  return finding.severity === "E" && isLateness(finding);
}

/** Whether a finding asks anything of the body. */
export function isOpen({ severity }: BriefingFinding): boolean {
  return severity !== "I";
}

/** What earlier reports still ask of their bodies, not how late they came: that is past mending. */
export function openEarlier({ earlierFindings }: BriefingFacts): BriefingFinding[] {
  return earlierFindings.filter((finding) => isOpen(finding) && !isLateness(finding));
}

/** Of findings the first of each slip, so that a text counts as many as the list has rows. */
export function headsOf(findings: readonly BriefingFinding[]): BriefingFinding[] {
  return groupSlips(findings).map(({ head }) => head);
}

/** What the checks found in the reports of the year: published late, wrong in what they say, to be explained. */
export function sortFindings({ findings }: BriefingFacts) {
  const heads = headsOf(findings.filter(isOpen));
  const errors = heads.filter(({ severity }) => severity === "E");
  return {
    late: errors.filter(isLate),
    wrong: errors.filter((finding) => !isLate(finding)),
    unclear: heads.filter(({ severity }) => severity === "W"),
  };
}

/** Names of the bodies of some findings, each once. */
export function divisionNamesOf(findings: readonly BriefingFinding[]): string[] {
  return [...new Map(findings.map((each) => [each.code, each.division])).values()];
}
