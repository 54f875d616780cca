import { describe, expect, it } from "vitest";
import { type CheckContext, EMPTY_CONTEXT } from "#domain/checks/check-context";
import { evaluateLoadedReport, evaluateReport } from "#domain/checks/engine";
import type { SectionCode } from "#domain/form/sections";
import type { Copy, TextComparison } from "#domain/narrative/copied-text";
import type { ReportFinding } from "#domain/report/report-finding";
import { reportOf } from "../report-of";

const TEXT =
  "一是公开的深度和广度有待进一步拓展，二是队伍建设仍需加强，人员变动较为频繁，业务能力参差不齐；下一步将加强培训，完善制度，压实责任，提升质量。";
const sections = (...codes: readonly SectionCode[]) => codes.map((code) => ({ code, text: TEXT }));
const BOTH = sections("overview", "problems_improvements");
const COMPARED: TextComparison = { copies: [], uncompared: [] };

/** What the check of copied text says of a report with these sections. */
function said(own: typeof BOTH, words: TextComparison | null, context: Partial<CheckContext> = {}) {
  return evaluateReport(reportOf({ sections: own }), { ...EMPTY_CONTEXT, ...context, words })
    .filter(({ check }) => check === "N-COPY")
    .map(({ state, message }) => `${state}: ${message}`);
}

/** Section 五 of a report of 2023 that has all its own words from the report of the year before. */
function repeated(id: string): Copy {
  const section = "problems_improvements" as const;
  const [one, other] = [2023, 2022].map((year) => ({
    reportId: year === 2023 ? id : "last",
    bodyId: "x",
    body: "示例机关",
    year,
    section,
    text: TEXT,
  }));
  if (!one || !other) throw new Error("Two years make two narratives");
  return { kind: "own_earlier_year", one, other, share: 1, passages: [] };
}

describe("the verdict on copied text", () => {
  it("holds only where the own words were compared with others", () => {
    expect(said(BOTH, COMPARED)).toEqual(["holds: 符合"]);
    expect(said(BOTH, null)).toEqual(["notEvaluable: 未与其他报告的文字比对"]);
  });

  it("cannot be told of a report without its own words, and says which section lacks", () => {
    expect(said([], COMPARED)).toEqual(["notEvaluable: 未读取到正文"]);
    expect(said(sections("overview"), COMPARED)).toEqual([
      "notEvaluable: 未读取到第五部分",
      "holds: 符合",
    ]);
    expect(said(sections("requests"), COMPARED)).toEqual([
      "notEvaluable: 未读取到第一部分",
      "notEvaluable: 未读取到第五部分",
    ]);
  });

  it("cannot be told of words that the load held against none, and says why", () => {
    const uncompared = [
      { section: "overview", reason: "alone" },
      { section: "problems_improvements", reason: "short" },
    ] as const;
    expect(said(BOTH, { copies: [], uncompared })).toEqual([
      "notEvaluable: 第一部分没有其他机关同年或本机关上年的文字可以比对",
      "notEvaluable: 第五部分中不为多数机关共用的文字过短，不足以判断是否雷同",
    ]);
  });

  it("leaves a section five that is last year's to the rule that asks about it, and only then", () => {
    const report = reportOf({ sections: BOTH });
    const words = { copies: [repeated(report.id)], uncompared: [] };
    const last = reportOf({ year: 2022, sections: BOTH });
    expect(said(BOTH, words, { lastYear: [last] })).toEqual([
      "notEvaluable: 第五部分与本机关上年报告雷同，已由Y-SAME列出",
      "holds: 符合",
    ]);
    // Of a report of another scope that rule says nothing.
    const other = reportOf({ year: 2022, scope: "jurisdiction", sections: BOTH });
    expect(said(BOTH, words, { lastYear: [other] })).toEqual([
      "fails: 第五部分与本机关2022年度报告几乎全文相同",
    ]);
  });

  it("on a loaded report is what the load found, beside what it could not compare", () => {
    const found: ReportFinding = {
      fingerprint: "f",
      report_id: "x",
      check_id: "N-COPY",
      severity: "W",
      message: "第一部分与甲机关同年度报告雷同",
      question: "",
      expression: "80%",
      left_value: 0.8,
      right_value: 0.5,
      difference: 0.3,
      cells: [],
      nearest: null,
      quotation: null,
    };
    const context = { ...EMPTY_CONTEXT, words: COMPARED };
    const states = (own: typeof BOTH, findings: readonly ReportFinding[]) =>
      evaluateLoadedReport(reportOf({ sections: own }), context, findings)
        .filter(({ check }) => check === "N-COPY")
        .map(({ state }) => state);
    expect(states(BOTH, [])).toEqual(["holds"]);
    expect(states(BOTH, [found])).toEqual(["fails"]);
    expect(states(sections("overview"), [found])).toEqual(["fails", "notEvaluable"]);
  });
});
