import { describe, expect, it } from "vitest";
import {
  correctionsOf,
  linkToCorrections,
  flagDisputes,
  type BodyDisputes,
} from "#domain/comparison/disputes";
import { formatCorrectedShare } from "#pages/review/columns";

/** A body with reviews only: how many, corrected and pending. */
function body(
  index: number,
  total: number,
  corrected: number | null,
  [notHeld, handled]: readonly [number, number],
  pending = 0,
): BodyDisputes {
  const line = (code: string, figures: readonly (number | null)[]) => ({
    [`${code}_total`]: figures[0] ?? null,
    [`${code}_corrected`]: figures[1] ?? null,
    [`${code}_pending`]: figures[2] ?? null,
  });
  return {
    report_id: `r${index}`,
    division_code: String(index),
    division: `第${index}县`,
    handled: 100,
    cells: {
      ...line("review", [total, corrected, pending]),
      ...line("direct_suit", [0, 0, 0]),
      ...line("post_review_suit", [0, 0, 0]),
    },
    before: { not_held: notHeld, handled },
  };
}

describe("corrected cases", () => {
  it("are a share of those concluded, and unknown where a part is blank", () => {
    expect(correctionsOf(body(1, 10, 3, [1, 50], 2))).toEqual({ numerator: 3, denominator: 8 });
    expect(correctionsOf(body(1, 10, null, [1, 50]))).toBeNull();
  });

  it("are shown as counts where there are few, never as a rate", () => {
    expect(formatCorrectedShare({ numerator: 3, denominator: 8 })).toBe("8件中纠正3件");
    expect(formatCorrectedShare({ numerator: 12, denominator: 40 })).toBe("30.0%（18.1%–45.4%）");
    expect(formatCorrectedShare({ numerator: 0, denominator: 0 })).toBeNull();
    expect(formatCorrectedShare(null)).toBeNull();
  });
});

describe("the link between 不掌握率 and later corrections", () => {
  it("pools the cases of the bodies in thirds by their 不掌握率 of the year before", () => {
    const bodies = Array.from({ length: 9 }, (_, i) => body(i, 10, i, [10 * i, 100]));
    const { groups, correlation } = linkToCorrections(bodies);
    expect(groups.map((group) => group.corrections)).toEqual([
      { numerator: 0 + 1 + 2, denominator: 30 },
      { numerator: 3 + 4 + 5, denominator: 30 },
      { numerator: 6 + 7 + 8, denominator: 30 },
    ]);
    expect(correlation).toMatchObject({ n: 9, rho: 1 });
  });

  it("leaves out bodies with too few answers for a rate or without a concluded case", () => {
    const small = body(1, 10, 5, [10, 29]);
    const quiet = body(2, 2, 0, [10, 100], 2);
    expect(linkToCorrections([small, quiet]).correlation.n).toBe(0);
  });
});

describe("the rates of a body whose report fails checks", () => {
  const flaws = (cell: string, by: number) => ({
    report_id: "r1",
    errors: 1,
    repairs: [{ table: "review_litigation" as const, ways: [[{ cell, by }]] }],
  });

  it("bear a mark with the range that the smallest repairs allow", () => {
    const { flags: marks } = flagDisputes(body(1, 10, 3, [1, 50], 2), flaws("review_total", 2));
    expect(marks.disputes).toMatchObject({ range: "10.0%–12.0%", moves: true });
    expect(marks.corrections).toMatchObject({ range: "30.0%–37.5%", moves: true });
  });

  it("say so where no repair moves them, and bear none where nothing fails", () => {
    const { flags: marks } = flagDisputes(body(1, 10, 3, [1, 50]), flaws("review_upheld", 1));
    expect(marks.disputes).toMatchObject({ range: "不变", moves: false });
    expect(flagDisputes(body(1, 10, 3, [1, 50]), undefined).flags).toEqual({
      disputes: null,
      corrections: null,
    });
  });
});
