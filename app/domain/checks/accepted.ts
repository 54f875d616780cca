import { z } from "zod";
import type { Finding } from "./check";
import { fingerprintOf, valuesOf } from "./fingerprint";

/** A finding that a person has examined and accepted: a row of data/accepted-findings.csv. */
export const acceptedSchema = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{14}$/, "指纹应为14位十六进制数"),
  /** Hash of what the finding said when it was accepted. */
  values: z.string().regex(/^[0-9a-f]{14}$/, "数值指纹应为14位十六进制数"),
  reason: z.string().min(1, "须写明接受理由"),
  by: z.string().min(1, "须写明接受人"),
  date: z.iso.date("日期应为YYYY-MM-DD"),
});
export type Accepted = z.infer<typeof acceptedSchema>;

/** Columns of data/accepted-findings.csv, in order. */
export const ACCEPTED_COLUMNS = acceptedSchema.keyof().options;

/** A finding with the report it belongs to and the names it keeps over reloads. */
export interface StoredFinding {
  readonly reportId: string;
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly values: string;
}

/** A finding as it is stored beside its report. */
export function storedFinding(finding: Finding, reportId: string): StoredFinding {
  return {
    reportId,
    finding,
    fingerprint: fingerprintOf(finding, reportId),
    values: valuesOf(finding),
  };
}

/** What acceptance leaves of the findings of a load. */
export interface Settled {
  readonly open: readonly StoredFinding[];
  readonly accepted: readonly { readonly stored: StoredFinding; readonly by: Accepted }[];
  /** Accepted once, but the values are no longer those accepted: open again. */
  readonly changed: readonly { readonly stored: StoredFinding; readonly by: Accepted }[];
  /** Accepted rows whose finding no longer occurs: to be removed from the data. */
  readonly stale: readonly Accepted[];
}

/** Sorts findings into open, accepted and changed, and names the accepted rows that no longer occur. */
export function applyAccepted(
  findings: readonly StoredFinding[],
  accepted: readonly Accepted[],
): Settled {
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
