import { describe, expect, it } from "vitest";
import type { CheckResult } from "#domain/checks/check-rule";
import { compareResults } from "#domain/checks/report-changes";

const result = (over: Partial<CheckResult>): CheckResult => ({
  ...{ check: "N-COUNT", severity: "W", state: "fails", cells: ["handled_total_total"] },
  ...{ expression: "", left: 49, right: 59, difference: -10, message: "文字写49件，表中为59" },
  ...over,
});
const quotation = { section: "received", sentence: "办结49件。", start: 2, end: 4 } as const;
const fateOf = (before: CheckResult, after: readonly CheckResult[]) =>
  compareResults([before], after).map(({ fate }) => fate);

describe("a sentence at odds with its table", () => {
  const said = result({ quotation, topic: "received.handled" });

  it("is settled once the check of the text finds nothing, which names no cells", () => {
    expect(fateOf(said, [result({ state: "holds", cells: [] })])).toEqual(["repaired"]);
  });

  it("can be told no more where the text was not read", () => {
    expect(fateOf(said, [result({ state: "notEvaluable", cells: [] })])).toEqual(["unknown"]);
  });
});

describe("figures that do not add up", () => {
  it("can be told no more where the same question of the same cells is not asked again", () => {
    const sum = result({ check: "T3-SUM" });
    expect(fateOf(sum, [result({ check: "T3-SUM", state: "holds", cells: [] })])).toEqual([
      "unknown",
    ]);
  });
});
