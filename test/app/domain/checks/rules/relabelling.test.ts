import { describe, expect, it } from "vitest";
import { zOfTwoShares } from "#domain/checks/rules/relabelling";
import { findingsBy, reportOf } from "../report-of";

const year = (of: number, held: number, existing: number, rest: number) =>
  reportOf({
    year: of,
    set: {
      unable_not_held_total: held,
      unable_no_existing_information_total: existing,
      disclosed_total: rest,
      handled_total_total: held + existing + rest,
    },
  });
const found = (now: ReturnType<typeof year>, last: ReturnType<typeof year>) =>
  findingsBy("Y-LABEL", now, { lastYear: [last] });

describe("relabelling of 不掌握", () => {
  it("is asked about where a fall is matched by a rise of 没有现成信息", () => {
    const [finding] = found(year(2023, 20, 62, 118), year(2022, 80, 5, 115));
    expect(finding?.message).toContain("占比由40.0%降至10.0%");
    expect(finding?.message).toContain("由2.5%升至31.0%");
  });

  it("is not found where 不掌握 fell and nothing took its place", () => {
    expect(found(year(2023, 20, 5, 175), year(2022, 80, 5, 115))).toEqual([]);
  });

  it("is not found where both moved no more than chance allows", () => {
    expect(found(year(2023, 74, 12, 114), year(2022, 80, 5, 115))).toEqual([]);
  });

  it("is not judged on fewer than 30 handled cases", () => {
    expect(found(year(2023, 1, 12, 8), year(2022, 12, 1, 8))).toEqual([]);
  });

  it("measures a difference of shares by the pooled deviation", () => {
    expect(zOfTwoShares(30, 100, 20, 100)).toBeCloseTo(1.633, 3);
    expect(zOfTwoShares(0, 50, 0, 50)).toBe(0);
  });
});
