import type { Finding } from "#domain/checks/check";
import { questionOf } from "#domain/checks/checks";
import { fingerprintOf, valuesOf } from "#domain/checks/fingerprint";

/** The row of `findings`. */
export function findingRow(finding: Finding, reportId: string): Record<string, unknown> {
  return {
    fingerprint: fingerprintOf(finding, reportId),
    values_hash: valuesOf(finding),
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
  };
}
