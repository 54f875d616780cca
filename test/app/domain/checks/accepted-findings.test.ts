import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  ACCEPTED_COLUMNS,
  acceptedFindingSchema,
  fingerprintOf,
  identifyFinding,
  sortByAcceptance,
} from "#domain/checks/accepted-findings";
import { findingsBy, reportOf } from "./report-of";

const finding = (total: number, id = "990101-2023") => {
  const [found] = findingsBy(
    "T4-SUM",
    reportOf({ set: { review_total: total, review_upheld: 1 } }),
  );
  if (!found) throw new Error("no finding");
  return identifyFinding(found, id);
};
const accepting = (stored: ReturnType<typeof finding>) =>
  acceptedFindingSchema.parse({
    fingerprint: stored.fingerprint,
    values: stored.values,
    reason: "已电话核实",
    by: "核查员",
    date: "2024-03-01",
  });

describe("accepted findings", () => {
  it("stay accepted over a reload that finds the same", () => {
    const settled = sortByAcceptance([finding(5)], [accepting(finding(5))]);
    expect(settled).toMatchObject({ open: [], changed: [], stale: [] });
    expect(settled.accepted).toHaveLength(1);
  });

  it("are reported when the printed values changed, under the same fingerprint", () => {
    expect(finding(6).fingerprint).toBe(finding(5).fingerprint);
    const settled = sortByAcceptance([finding(6)], [accepting(finding(5))]);
    expect(settled.accepted).toEqual([]);
    expect(settled.changed.map(({ stored }) => stored.finding.left)).toEqual([6]);
  });

  it("are reported when the finding no longer occurs", () => {
    const row = accepting(finding(5));
    expect(sortByAcceptance([], [row]).stale).toEqual([row]);
  });

  it("leave other findings open", () => {
    const other = finding(5, "990102-2023");
    expect(sortByAcceptance([other], [accepting(finding(5))]).open).toEqual([other]);
  });

  it("are named apart by report, check and cells", () => {
    const report = reportOf({ set: { review_total: 5, direct_suit_total: 5, review_pending: -1 } });
    const names = findingsBy("T4", report).map((one) => fingerprintOf(one, report.id));
    expect(names.length).toBeGreaterThan(2);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[0-9a-f]{14}$/.test(name))).toBe(true);
  });

  it("stand in a file whose columns are those of the schema", () => {
    const [header] = readFileSync(
      new URL("../../../../data/accepted-findings.csv", import.meta.url),
      "utf8",
    ).split("\n");
    expect(header?.split(",")).toEqual(ACCEPTED_COLUMNS);
  });

  it("are refused without a reason, a name or a date", () => {
    const row = accepting(finding(5));
    for (const missing of ["reason", "by", "date"])
      expect(acceptedFindingSchema.safeParse({ ...row, [missing]: "" }).success).toBe(false);
  });
});
