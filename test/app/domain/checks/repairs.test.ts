import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flagQuality } from "#domain/checks/quality-flag";
import { findRepair, proposeRepairs } from "#domain/checks/repairs";
import { INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { reportValuesOf } from "#domain/report/report-values";
import { findingsBy, type Print, reportOf, SOUND } from "./report-of";
import { fuzz } from "../../../support/fuzz";

const CELLS_OF_SOUND = [...reportOf({ requests: SOUND }).cells.keys()].filter((name) =>
  /^(new_requests|carried_over|disclosed|partially|not_|unable|other_(?!services)|handled)/.test(
    name,
  ),
);
const spoilt = (set: Record<string, Print>) => reportOf({ requests: SOUND, set });
const printed = (name: string): number => spoilt({}).cells.get(name)?.value ?? 0;

describe("the repair of a single cell", () => {
  it("finds nothing to repair where every identity holds", () => {
    expect(findRepair(spoilt({}), "requests")).toEqual({ kind: "sound" });
  });

  it("locates any wrong cell of a fully printed table and computes its right figure", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CELLS_OF_SOUND),
        fc.integer({ min: 1, max: 999 }),
        (cell, by) => {
          const repair = findRepair(spoilt({ [cell]: printed(cell) + by }), "requests");
          expect(repair).toMatchObject({
            kind: "located",
            change: { cell, printed: printed(cell) + by, proposed: printed(cell) },
          });
        },
      ),
      fuzz(100),
    );
  });

  it("never takes two wrong cells for one", () => {
    const two = fc.uniqueArray(fc.constantFrom(...CELLS_OF_SOUND), { minLength: 2, maxLength: 2 });
    const by = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(two, by, by, ([one = "", other = ""], a, b) => {
        const set = { [one]: printed(one) + a, [other]: printed(other) + b };
        expect(findRepair(spoilt(set), "requests").kind).toBe("several");
      }),
      fuzz(100),
    );
  });

  it("says which identities fail and that the change settles all of them", () => {
    const repair = findRepair(spoilt({ unable_not_held_total: 40 }), "requests");
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
    const repair = findRepair(spoilt(set), "requests");
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
    expect(findRepair(spoilt(set), "requests")).toMatchObject({
      kind: "located",
      change: { cell: "disclosed_natural_person", printed: 14, proposed: 4 },
    });
    const report = spoilt({ unable_not_held_natural_person: "-", carried_over_in_total: 13 });
    expect(findRepair(report, "requests")).toMatchObject({
      kind: "located",
      change: { cell: "carried_over_in_total", printed: 13, proposed: 3 },
    });
  });

  it("proposes the total that 金湖县 printed as 0 over 2+0+1+0, since no part may be negative", () => {
    const set = { direct_suit_upheld: 2, direct_suit_other: 1, direct_suit_total: 0 };
    expect(findRepair(reportOf({ set }), "review_litigation")).toMatchObject({
      kind: "located",
      change: { cell: "direct_suit_total", printed: 0, proposed: 3 },
    });
  });

  it("sees two wrong totals of 洪泽区 in table 四 as two", () => {
    const set = { review_upheld: 10, review_total: 0, post_review_suit_upheld: 5 };
    expect(findRepair(reportOf({ set }), "review_litigation").kind).toBe("several");
  });

  it("cannot repair a table that is not there", () => {
    const forms = { proactive_disclosure: null, requests: null, review_litigation: null };
    expect(findRepair(reportOf({ forms }), "requests").kind).toBe("notEvaluable");
  });
});

const RATE = INDICATORS.not_held_rate;
const DISPUTES = INDICATORS.review_rate;

/** The mark of the sound report with some cells printed otherwise. */
function markWith(set: Record<string, Print>, indicator: Indicator | undefined = RATE) {
  const report = spoilt(set);
  const figures = reportValuesOf(report);
  const errors = findingsBy("T", report).filter(({ severity }) => severity === "E").length;
  const flaws = { report_id: report.id, errors, repairs: proposeRepairs(report, figures) };
  const numerator = figures.valueOf("unable_not_held_total");
  const denominator = figures.valueOf("handled_total_total");
  return indicator ? flagQuality(indicator, { numerator, denominator }, flaws) : null;
}

describe("the mark of a figure whose report fails checks", () => {
  it("is not set where every identity holds", () => {
    expect(markWith({})).toBeNull();
  });

  it("spans the printed and the repaired rate where one cell is wrong", () => {
    expect(markWith({ unable_not_held_total: 8 })).toEqual({
      range: "44.4%–88.9%",
      moves: true,
      words: "该报告的数字有差错2项；按最小修正，本项在44.4%至88.9%之间",
    });
  });

  it("says so where the wrong cell is no part of the rate", () => {
    expect(markWith({ disclosed_natural_person: 9 })).toMatchObject({
      range: "不变",
      moves: false,
    });
  });

  it("covers every way in which two cells may be wrong", () => {
    const set = { unable_not_held_total: 8, disclosed_natural_person: 9 };
    expect(markWith(set)?.range).toBe("44.4%–88.9%");
  });

  it("lets a blank total follow the part that is repaired", () => {
    const set = { unable_not_held_total: "", unable_not_held_natural_person: 5 } as const;
    const blank = markWith(set);
    expect(blank?.range).toBe("44.4%–66.7%");
  });

  it("gives no range where more than two cells are wrong", () => {
    const set = {
      unable_not_held_total: 8,
      disclosed_natural_person: 9,
      new_requests_commercial_enterprise: 7,
      partially_disclosed_other_organization: 3,
    };
    expect(markWith(set)).toMatchObject({ range: null });
    expect(markWith(set)?.words).toContain("有误的不止两格");
  });

  it("leaves an indicator of another table as it is", () => {
    expect(markWith({ review_total: 3 }, RATE)?.range).toBe("不变");
    expect(DISPUTES && markWith({ review_total: 3 }, DISPUTES)?.range).not.toBe("不变");
  });
});
