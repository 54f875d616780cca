import { describe, expect, it } from "vitest";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { evaluateReport, findingsOf, formatRequest } from "#domain/checks/engine";
import { findingsBy, type Print, reportOf, SOUND } from "../report-of";

const ids = (prefix: string, given: Parameters<typeof reportOf>[0]): string[] =>
  findingsBy(prefix, reportOf(given)).map(({ check, severity }) => `${check} ${severity}`);

const blankTotals = (lines: Record<string, readonly Print[]>): Record<string, Print[]> =>
  Object.fromEntries(
    Object.entries(lines).map(([line, prints]) => [line, [...prints.slice(0, 6), ""]]),
  );

describe("the arithmetic of tables 三 and 四", () => {
  it("finds nothing in a table whose every identity holds", () => {
    expect(ids("T", { requests: SOUND })).toEqual([]);
  });

  it("counts the seven balances, seven sums down, all lines across and three groups as held", () => {
    const verdicts = evaluateReport(reportOf({ requests: SOUND }), EMPTY_CONTEXT);
    const held = (check: string): number =>
      verdicts.filter((verdict) => verdict.check === check && verdict.state === "holds").length;
    expect([held("T3-BAL"), held("T3-SUM"), held("T3-ROW"), held("T4-SUM")]).toEqual([7, 7, 25, 3]);
  });

  it("shows a broken balance in figures with the two values and their difference", () => {
    const requests = {
      new_requests: [8, 0, 0, 0, 0, 0, 8],
      carried_over_in: [783, 0, 0, 0, 0, 0, 783],
      disclosed: [788, 0, 0, 0, 0, 0, 788],
      handled_total: [788, 0, 0, 0, 0, 0, 788],
      carried_over_out: [2, 0, 0, 0, 0, 0, 2],
    };
    const [natural, total, ...others] = findingsBy("T3", reportOf({ requests }));
    expect(others).toEqual([]);
    expect(natural).toMatchObject({
      cells: [
        "new_requests_natural_person",
        "carried_over_in_natural_person",
        "handled_total_natural_person",
        "carried_over_out_natural_person",
      ],
    });
    expect(total).toMatchObject({
      check: "T3-BAL",
      severity: "E",
      expression: "8+783 ≠ 788+2",
      left: 791,
      right: 790,
      difference: 1,
      message: "表三“总计”列：第一项加第二项之和为791，第三项加第四项之和为790，相差1",
    });
  });

  it("notices an outcome that the total leaves out", () => {
    const requests = { ...SOUND, disclosed: [5, 1, 0, 0, 0, 0, 6] };
    expect(ids("T3", { requests })).toEqual(["T3-SUM E", "T3-SUM E"]);
  });

  it("asks for a blank total and computes it instead of calling it an error", () => {
    const requests = { ...SOUND, ...blankTotals({ disclosed: SOUND.disclosed }) };
    const [only, ...others] = findingsBy("T3", reportOf({ requests }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ check: "T3-ROW", severity: "W", left: null, right: 5 });
    expect(only?.message).toBe("表三“三、本年度办理结果（一）予以公开”总计空白，按各分项计算为5");
  });

  it("tells blank totals once, with how many, where and what each comes to", () => {
    const requests = {
      ...SOUND,
      ...blankTotals({ disclosed: SOUND.disclosed, unable_not_held: SOUND.unable_not_held }),
    };
    const [only, ...others] = findingsBy("T3", reportOf({ requests }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ severity: "W", expression: "（空白） → 5、4" });
    expect(only?.cells).toEqual(["disclosed_total", "unable_not_held_total"]);
    expect(only?.message).toMatch(
      /^表三有2处总计空白，按各分项计算：.*予以公开为5；.*不掌握.*为4$/,
    );
  });

  it("tells lines of which only the totals are printed once", () => {
    const onlyTotal = (total: number): Print[] => ["", "", "", "", "", "", total];
    const requests = {
      new_requests: onlyTotal(8),
      disclosed: onlyTotal(8),
      handled_total: onlyTotal(8),
    };
    const [only, ...others] = findingsBy("T3", reportOf({ requests }));
    expect(others).toEqual([]);
    expect(only?.message).toMatch(/^表三有3处只印总计，各分项全部空白：.*8件；/);
  });

  it("balances with the total of 结转下年度 left blank, as 上海市科委 printed it for 2024", () => {
    const requests = { ...SOUND, ...blankTotals({ carried_over_out: SOUND.carried_over_out }) };
    expect(ids("T3", { requests })).toEqual(["T3-ROW W"]);
  });

  it("takes blanks and slashes for 0 and finds no fault in them", () => {
    const requests = {
      ...SOUND,
      disclosed: [4, 1, "", "", "/", "/", 5],
      partially_disclosed: ["", "", "", "", "", "", ""],
    } as const;
    expect(ids("T3", { requests })).toEqual([]);
  });

  it("asks about a line whose total is printed over parts that are all blank", () => {
    const given = {
      set: {
        review_total: 4,
        review_upheld: "",
        review_corrected: "",
        review_other: "",
        review_pending: "",
      },
    } as const;
    expect(ids("T4", given)).toEqual(["T4-SUM W"]);
  });

  it("asks about an item of the balance that is blank in every column", () => {
    const requests = { ...SOUND, carried_over_in: ["", "", "", "", "", "", ""] } as const;
    const [only, ...others] = findingsBy("T3", reportOf({ requests }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ check: "T3-BAL", severity: "W", difference: -3 });
    expect(only?.message).toContain("整行空白");
    expect(only?.message).toContain("不平衡的共2列：自然人、总计");
  });

  it("cannot evaluate what a dash or a missing cell leaves open, and says so", () => {
    const requests = {
      ...SOUND,
      disclosed: ["-", 1, 0, 0, 0, 0, 5],
      new_requests: [6, 2, 0, 0, 0, null, 8],
    } as const;
    const report = reportOf({ requests });
    expect(findingsBy("T3", report)).toEqual([]);
    const open = evaluateReport(report, EMPTY_CONTEXT).filter(
      ({ state, check }) => state === "notEvaluable" && check.startsWith("T3"),
    );
    expect(open.map(({ check }) => check).sort()).toEqual(["T3-BAL", "T3-ROW", "T3-ROW", "T3-SUM"]);
    expect(open.every(({ message }) => /横线|未印出/.test(message))).toBe(true);
  });

  it("finds the totals that 洪泽区 and 金湖县 printed as 0 in 2023", () => {
    const set = {
      review_upheld: 10,
      review_corrected: 1,
      review_total: 0,
      post_review_suit_upheld: 5,
      post_review_suit_total: 0,
    };
    expect(findingsBy("T4-SUM", reportOf({ set })).map(({ expression }) => expression)).toEqual([
      "0 ≠ 10+1+0+0",
      "0 ≠ 5+0+0+0",
    ]);
  });

  it("cannot evaluate a table that is not there", () => {
    const report = reportOf({
      forms: { proactive_disclosure: 2021, requests: null, review_litigation: 2021 },
    });
    expect(findingsBy("T3", report)).toEqual([]);
    const verdicts = evaluateReport(report, EMPTY_CONTEXT).filter(
      ({ check }) => check === "T3-SUM",
    );
    expect(verdicts).toMatchObject([{ state: "notEvaluable" }]);
  });

  it("finds for a load exactly what fails among all verdicts", () => {
    const report = reportOf({ requests: { ...SOUND, disclosed: [5, 1, 0, 0, 0, 0, ""] } });
    const failing = evaluateReport(report, EMPTY_CONTEXT).filter(({ state }) => state === "fails");
    expect(failing.length).toBeGreaterThan(1);
    expect(findingsOf(report, EMPTY_CONTEXT)).toEqual(failing);
  });

  it("words every finding as a request that names its basis, or leaves that to its column", () => {
    const [finding] = findingsBy("T4", reportOf({ set: { review_total: 3 } }));
    expect(finding && formatRequest(finding)).toMatch(
      /印为3，各分项之和为0，相差3。请核对.*？依据：报告格式/,
    );
    expect(finding && formatRequest(finding, { withBasis: false })).toMatch(
      /印为3，各分项之和为0，相差3。请核对[^？]*？$/,
    );
  });
});
