import type { Accepted, Settled, StoredFinding } from "#domain/checks/accepted";
import type { Acceptance } from "#domain/checks/check";
import { questionOf } from "#domain/checks/checks";

/** The rows of `findings`: open ones first, then those a person accepted and those accepted once. */
export function findingRows({ open, accepted, changed }: Settled): Record<string, unknown>[] {
  return [
    ...open.map((stored) => findingRow(stored, "open", null)),
    ...changed.map(({ stored, by }) => findingRow(stored, "changed", by)),
    ...accepted.map(({ stored, by }) => findingRow(stored, "accepted", by)),
  ];
}

function findingRow(
  { finding, reportId, fingerprint, values }: StoredFinding,
  acceptance: Acceptance,
  by: Accepted | null,
): Record<string, unknown> {
  return {
    fingerprint,
    values_hash: values,
    report_id: reportId,
    check_id: finding.check,
    severity: finding.severity,
    message: finding.message,
    question: questionOf(finding),
    expression: finding.expression,
    left_value: finding.left,
    right_value: finding.right,
    difference: finding.difference,
    cells: finding.cells,
    topic: finding.topic,
    nearest: finding.nearest,
    quotation: finding.quotation,
    acceptance,
    accepted_reason: by?.reason,
    accepted_by: by?.by,
    accepted_on: by?.date,
  };
}
