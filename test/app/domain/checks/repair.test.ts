import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeOf } from "#domain/checks/range";
import { repairOf } from "#domain/checks/repair";
import { SOUND, reportOf, type Print } from "./report-of";

const CELLS_OF_SOUND = [...reportOf({ requests: SOUND }).cells.keys()].filter((name) =>
  /^(new_requests|carried_over|disclosed|partially|not_|unable|other_(?!services)|handled)/.test(
    name,
  ),
);
const spoilt = (set: Record<string, Print>) => reportOf({ requests: SOUND, set });
const printed = (name: string): number => spoilt({}).cells.get(name)?.value ?? 0;

describe("the repair of a single cell", () => {
  it("finds nothing to repair where every identity holds", () => {
    expect(repairOf(spoilt({}), "requests")).toEqual({ kind: "sound" });
  });

  it("locates any wrong cell of a fully printed table and computes its right figure", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CELLS_OF_SOUND),
        fc.integer({ min: 1, max: 999 }),
        (cell, by) => {
          const repair = repairOf(spoilt({ [cell]: printed(cell) + by }), "requests");
          expect(repair).toMatchObject({
            kind: "located",
            change: { cell, printed: printed(cell) + by, proposed: printed(cell) },
          });
        },
      ),
    );
  });

  it("never takes two wrong cells for one", () => {
    const two = fc.uniqueArray(fc.constantFrom(...CELLS_OF_SOUND), { minLength: 2, maxLength: 2 });
    const by = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(two, by, by, ([one = "", other = ""], a, b) => {
        const set = { [one]: printed(one) + a, [other]: printed(other) + b };
        expect(repairOf(spoilt(set), "requests").kind).toBe("several");
      }),
    );
  });

  it("says which identities fail and that the change settles all of them", () => {
    const repair = repairOf(spoilt({ unable_not_held_total: 40 }), "requests");
    expect(repair.kind === "located" && repair.evidence).toEqual([
      "表三“（四）无法提供1.本机关不掌握相关政府信息”总计比本行分项之和多36",
      "表三“三、本年度办理结果（七）总计”总计比本列分项之和少36",
      "若表三“（四）无法提供1.本机关不掌握相关政府信息”总计由40改为4，各项勾稽关系全部成立，且改动其他任何一格都不能如此",
    ]);
  });

  it("lists candidates where blank totals leave several, the right one among them", () => {
    const set = {
      disclosed_total: "",
      unable_not_held_total: "",
      disclosed_natural_person: 6,
    } as const;
    const repair = repairOf(spoilt(set), "requests");
    expect(repair.kind === "candidates" && repair.changes).toEqual([
      { cell: "disclosed_natural_person", printed: 6, proposed: 4 },
      { cell: "unable_not_held_natural_person", printed: 3, proposed: 1 },
    ]);
  });

  it("works round a cell that cannot be read", () => {
    const set: Record<string, Print> = {
      unable_not_held_natural_person: "-",
      disclosed_natural_person: 14,
    };
    expect(repairOf(spoilt(set), "requests")).toMatchObject({
      kind: "located",
      change: { cell: "disclosed_natural_person", printed: 14, proposed: 4 },
    });
    const report = spoilt({ unable_not_held_natural_person: "-", carried_over_in_total: 13 });
    expect(repairOf(report, "requests")).toMatchObject({
      kind: "located",
      change: { cell: "carried_over_in_total", printed: 13, proposed: 3 },
    });
  });

  it("proposes the total that 金湖县 printed as 0 over 2+0+1+0, since no part may be negative", () => {
    const set = { direct_suit_upheld: 2, direct_suit_other: 1, direct_suit_total: 0 };
    expect(repairOf(reportOf({ set }), "review_litigation")).toMatchObject({
      kind: "located",
      change: { cell: "direct_suit_total", printed: 0, proposed: 3 },
    });
  });

  it("sees two wrong totals of 洪泽区 in table 四 as two", () => {
    const set = { review_upheld: 10, review_total: 0, post_review_suit_upheld: 5 };
    expect(repairOf(reportOf({ set }), "review_litigation").kind).toBe("several");
  });

  it("cannot repair a table that is not there", () => {
    const forms = { proactive_disclosure: null, requests: null, review_litigation: null };
    expect(repairOf(reportOf({ forms }), "requests").kind).toBe("cannot");
  });
});

describe("the range of a rate under the smallest repairs", () => {
  const rate = { numerator: ["unable_not_held_total"], denominator: ["handled_total_total"] };

  it("is one value where every identity holds", () => {
    expect(rangeOf(spoilt({}), rate)).toEqual({
      printed: 4 / 9,
      low: 4 / 9,
      high: 4 / 9,
      changed: 0,
      repairs: 0,
    });
  });

  it("spans the printed and the repaired rate where one cell is wrong", () => {
    expect(rangeOf(spoilt({ unable_not_held_total: 8 }), rate)).toEqual({
      printed: 8 / 9,
      low: 4 / 9,
      high: 8 / 9,
      changed: 1,
      repairs: 1,
    });
  });

  it("does not move where the wrong cell is no part of the rate", () => {
    const range = rangeOf(spoilt({ disclosed_natural_person: 9 }), rate);
    expect([range.low, range.high, range.changed]).toEqual([4 / 9, 4 / 9, 1]);
  });

  it("covers every way in which two cells may be wrong", () => {
    const range = rangeOf(spoilt({ unable_not_held_total: 8, disclosed_natural_person: 9 }), rate);
    expect(range).toMatchObject({ printed: 8 / 9, low: 4 / 9, high: 8 / 9, changed: 2 });
  });

  it("is not given where more than two cells are wrong", () => {
    const set = {
      unable_not_held_total: 8,
      disclosed_natural_person: 9,
      new_requests_commercial_enterprise: 7,
      partially_disclosed_other_organization: 3,
    };
    expect(rangeOf(spoilt(set), rate)).toMatchObject({ low: null, high: null, changed: null });
  });
});
