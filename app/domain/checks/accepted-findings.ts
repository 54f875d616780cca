import { z } from "zod";
import type { CheckResult, Finding } from "./check-rule";

/** 53-bit hash (cyrb53) as 14 hexadecimal digits: names a finding, guards nothing. */
function hashText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  const hash = 4294967296 * (2097151 & b) + (a >>> 0);
  return hash.toString(16).padStart(14, "0");
}

/** Names a finding by check, report, cells and topic, never by its values: it survives reloads. */
export function fingerprintOf(finding: CheckResult, reportId: string): string {
  return hashText([finding.check, reportId, finding.topic ?? "", ...finding.cells].join("|"));
}

/** Hash of what a finding says, so that an accepted one is reported when its values change. */
function hashValues(finding: CheckResult): string {
  return hashText([finding.left, finding.right, finding.expression].join("|"));
}

/** A finding that a person has examined and accepted: a row of data/accepted-findings.csv. */
export const acceptedFindingSchema = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{14}$/, "指纹应为14位十六进制数"),
  /** Hash of the values of the finding when it was accepted. */
  values: z.string().regex(/^[0-9a-f]{14}$/, "数值指纹应为14位十六进制数"),
  reason: z.string().min(1, "须写明接受理由"),
  by: z.string().min(1, "须写明接受人"),
  date: z.iso.date("日期应为YYYY-MM-DD"),
});
export type AcceptedFinding = z.infer<typeof acceptedFindingSchema>;

/** Columns of data/accepted-findings.csv, in order. */
export const ACCEPTED_COLUMNS = acceptedFindingSchema.keyof().options;

/** A finding with the report it belongs to and the names it keeps over reloads. */
export interface StoredFinding {
  readonly reportId: string;
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly values: string;
}

/** A finding as it is stored beside its report. */
export function identifyFinding(finding: Finding, reportId: string): StoredFinding {
  return {
    reportId,
    finding,
    fingerprint: fingerprintOf(finding, reportId),
    values: hashValues(finding),
  };
}

/** Who settled a finding, when and why. */
export type Settlement = Pick<AcceptedFinding, "reason" | "by" | "date">;

/** What acceptance leaves of the findings of a load. */
export interface FindingsByAcceptance {
  readonly open: readonly StoredFinding[];
  readonly accepted: readonly { readonly stored: StoredFinding; readonly by: AcceptedFinding }[];
  /** Accepted once, but the values are no longer those accepted: open again. */
  readonly changed: readonly { readonly stored: StoredFinding; readonly by: AcceptedFinding }[];
  /** Accepted rows whose finding no longer occurs: to be removed from the data. */
  readonly stale: readonly AcceptedFinding[];
}

/** Sorts findings into open, accepted and changed, and names the accepted rows that no longer occur. */
export function sortByAcceptance(
  findings: readonly StoredFinding[],
  accepted: readonly AcceptedFinding[],
): FindingsByAcceptance {
  const rows = new Map(accepted.map((row) => [row.fingerprint, row]));
  const occurring = new Set(findings.map(({ fingerprint }) => fingerprint));
  const known = findings.flatMap((stored) => {
    const by = rows.get(stored.fingerprint);
    return by ? [{ stored, by }] : [];
  });
  return {
    open: findings.filter(({ fingerprint }) => !rows.has(fingerprint)),
    accepted: known.filter(({ stored, by }) => stored.values === by.values),
    changed: known.filter(({ stored, by }) => stored.values !== by.values),
    stale: accepted.filter(({ fingerprint }) => !occurring.has(fingerprint)),
  };
}
