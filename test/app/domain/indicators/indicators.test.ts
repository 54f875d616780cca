import { describe, expect, it } from "vitest";
import {
  compareGroups,
  formatGroupChange,
  kindOfChange,
  noteOtherReports,
} from "#domain/indicators/group-change";
import { formatFormula, formatRatio } from "#domain/indicators/indicator-text";
import {
  formatChangeSize,
  formatPercentagePoints,
  formatRelativeChange,
  formatSignedDigits,
  formatValue,
  printPointsChange,
  printRelativeChange,
} from "#domain/indicators/number-format";
import {
  INDICATORS,
  OUTCOME_MIX,
  quantityOfOutcome,
  QUANTITIES,
} from "#domain/indicators/indicators";
import { REQUESTS } from "#domain/form/requests";

describe("figures in words", () => {
  it("close up the per cent sign and separate thousands", () => {
    expect(formatValue(0.46, "share")).toBe("46.0%");
    expect(formatValue(12345, "count")).toBe("12,345");
    expect(formatValue(-1234, "count")).toBe("−1,234");
  });

  it("write what is not known as a dash", () => {
    expect(formatValue(null, "share")).toBe("—");
    expect(formatPercentagePoints(null)).toBe("—");
  });

  it("give differences of shares in 百分点, with a sign unless they round to nothing", () => {
    expect(formatPercentagePoints(0.0125)).toBe("+1.3个百分点");
    expect(formatPercentagePoints(-0.0125)).toBe("−1.3个百分点");
    expect(formatPercentagePoints(-0.0001)).toBe("0.0个百分点");
  });

  it("carry the direction of a change beside its digits, 0 where it prints as zeros", () => {
    expect(printPointsChange(-0.0125)).toEqual({ direction: -1, digits: "1.3", unit: "个百分点" });
    expect(printPointsChange(-0.0001).direction).toBe(0);
    expect(printPointsChange(-0.0001, 2).direction).toBe(-1);
    expect(formatChangeSize(printRelativeChange(-0.293))).toBe("29.3%");
    expect(formatSignedDigits(printPointsChange(-0.0125, 2))).toBe("−1.25");
  });

  const count = (numerator: number) => ({ numerator, denominator: null });
  const rate = (numerator: number | null, denominator: number) => ({ numerator, denominator });
  const say = (
    code: "new_requests" | "not_held_rate" | "dispute_rate",
    earlier: Parameters<typeof compareGroups>[1],
    later: Parameters<typeof compareGroups>[2],
  ) => {
    const change = compareGroups(INDICATORS[code], earlier, later);
    return change && formatGroupChange(change);
  };

  it("give the change of a count in per cent, of a rate in 百分点, and none on an unknown year or on 0", () => {
    expect(formatRelativeChange(0.293)).toBe("+29.3%");
    expect(say("new_requests", count(100), count(129))).toBe("增长29.0%");
    expect(say("new_requests", count(100), count(100))).toBe("持平");
    expect(say("new_requests", count(0), count(5))).toBeNull();
    expect(say("not_held_rate", rate(2000, 10_000), rate(2500, 10_000))).toBe(
      "上升5.0个百分点（95%区间+3.8至+6.2）",
    );
    expect(say("not_held_rate", rate(null, 10), rate(1, 10))).toBeNull();
  });

  it("call a change steady whose whole interval is narrow about 0, and still say how large it is", () => {
    expect(say("not_held_rate", rate(5560, 27_000), rate(5450, 27_000))).toBe(
      "基本持平（−0.4个百分点，95%区间−1.1至+0.3）",
    );
  });

  it("call a change unclear whose interval holds or touches 0 and is wide", () => {
    expect(say("not_held_rate", rate(720, 3000), rate(780, 3000))).toMatch(
      /^升降尚不能确定（\+2\.0个百分点/u,
    );
    expect(kindOfChange({ change: 0.022, lower: 0.0004, upper: 0.044 })).toBe("unclear");
    expect(kindOfChange({ change: 0.022, lower: -0.0004, upper: 0.044 })).toBe("unclear");
    expect(kindOfChange({ change: 0.023, lower: 0.0006, upper: 0.044 })).toBe("moved");
    expect(kindOfChange({ change: 0.006, lower: -0.006, upper: 0.018 })).toBe("unclear");
  });

  it("have an interval though there are more suits and reviews than requests", () => {
    expect(say("dispute_rate", rate(90, 60), rate(240, 60))).toMatch(/^上升250\.0个百分点/u);
  });
});

describe("the change between years of other reports", () => {
  it("is said to be one where fewer than four in five reports stand against each other", () => {
    const note = (before: number, after: number) =>
      noteOtherReports({ year: 2024, reports: before }, { year: 2025, reports: after });
    expect(note(89, 90)).toBe("");
    expect(note(4, 5)).toBe("");
    expect(note(1, 3)).toBe("2024年1份报告、2025年3份，升降也含报告不同的影响");
    expect(note(90, 60)).toContain("升降也含报告不同的影响");
  });
});

describe("the declared indicators", () => {
  it("print the formula they run", () => {
    expect(formatFormula(INDICATORS.not_held_rate)).toBe("Σ本机关不掌握 ÷ Σ办结件数");
    expect(formatFormula(INDICATORS.new_requests)).toBe("Σ本年新收");
    expect(formatRatio(INDICATORS.not_held_rate)).toBe(
      "本机关不掌握 ÷ 办结件数，各地件数相加后计算",
    );
  });

  it("bear different names", () => {
    const names = Object.values(INDICATORS).map((indicator) => indicator.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("count every kind of answer once in the outcome mix", () => {
    const total = REQUESTS.lines.find((line) => line.code === QUANTITIES.handled.lines[0]);
    const parts = OUTCOME_MIX.flatMap((outcome) => quantityOfOutcome(outcome).lines ?? []);
    expect([...parts].sort()).toEqual([...(total && "sumOf" in total ? total.sumOf : [])].sort());
  });
});
