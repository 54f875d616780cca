import { describe, expect, it } from "vitest";
import { type BodyCount, formatLikeBodies, pairCounts } from "#domain/comparison/like-counts";
import type { Successor } from "#domain/report/boundary-changes";

const counts = (rows: Readonly<Record<string, readonly [number | null, number | null]>>) =>
  Object.entries(rows).flatMap(([division, pair]) =>
    pair.map((count, index): BodyCount => ({
      code: division,
      division_code: division,
      division: `${division}县`,
      year: 2024 + index,
      count,
    })),
  );

describe("a count in two years", () => {
  it("is summed over the bodies that state it in both, and names the others", () => {
    const like = pairCounts(
      counts({ 甲: [100, 110], 乙: [200, 190], 丙: [900, null], 丁: [null, 800], 戊: [0, 0] }),
      [],
      2024,
      2025,
    );
    expect(like).toEqual({ before: 300, after: 300, bodies: 3, leftOut: ["丙县", "丁县"] });
    expect(like && formatLikeBodies(like, "地区")).toBe(
      "（按两年都有数字的3个地区计，不含丙县、丁县）",
    );
  });

  it("is not known where no body states it in both", () => {
    expect(pairCounts(counts({ 甲: [100, null], 乙: [null, 5] }), [], 2024, 2025)).toBeNull();
  });

  it("says nothing of the bodies where all state it in both", () => {
    const like = pairCounts(counts({ 甲: [1, 2] }), [], 2024, 2025);
    expect(like && formatLikeBodies(like, "地区")).toBe("");
  });

  const merged: readonly Successor[] = [
    {
      code: "甲",
      name: "甲区",
      formerNames: [],
      validFrom: null,
      validTo: 2024,
      successors: ["丙"],
    },
    {
      code: "乙",
      name: "乙区",
      formerNames: [],
      validFrom: null,
      validTo: 2024,
      successors: ["丙"],
    },
    { code: "丙", name: "丙区", formerNames: [], validFrom: 2025, validTo: null, successors: [] },
  ];

  it("keeps divisions that became one together", () => {
    const own = counts({ 甲: [10, null], 乙: [20, null], 丙: [null, 33], 丁: [5, 5] });
    expect(pairCounts(own, merged, 2024, 2025)).toEqual({
      before: 35,
      after: 38,
      bodies: 2,
      leftOut: [],
    });
  });

  it("leaves all of them out where one does not state it: the ground would be another", () => {
    const own = counts({ 甲: [10, null], 丙: [null, 33], 丁: [5, 5] });
    expect(pairCounts(own, merged, 2024, 2025)).toEqual({
      before: 5,
      after: 5,
      bodies: 1,
      leftOut: ["甲县", "丙县"],
    });
  });
});
