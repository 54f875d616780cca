import { describe, expect, it } from "vitest";
import { SECTIONS } from "#domain/form/sections";
import { divideSections, joinSections } from "#etl/recognise/sections";

const HEADINGS: Readonly<Record<string, string>> = Object.fromEntries(
  SECTIONS.map(({ code, numeral, heading }) => [code, `${numeral}、${heading}`]),
);

/** The sections found in lines, by code. */
function sectionsOf(lines: readonly string[]): Record<string, string> {
  const located = lines.map((text, index) => ({ text, location: { line: index + 1 } }));
  return Object.fromEntries(
    joinSections(divideSections(located).parts).map(({ code, text }) => [code, text]),
  );
}

/** A report of six sections whose text is their code, with headings put otherwise. */
function reportWith(reworded: Readonly<Record<string, string>>): string[] {
  return SECTIONS.flatMap(({ code }) => [reworded[code] ?? HEADINGS[code] ?? "", `${code}。`]);
}

const complete = Object.fromEntries(SECTIONS.map(({ code }) => [code, `${code}。`]));

describe("headings in other words", () => {
  it.each([
    ["overview", "一、概述"],
    ["overview", "一、2023年工作概况"],
    ["overview", "第一部分 基本情况"],
    ["overview", "一、总体情况概述"],
    ["proactive_disclosure", "二、主动公开情况"],
    ["proactive_disclosure", "二、行政机关主动公开政府信息的情况"],
    ["requests", "三、依申请公开情况"],
    ["requests", "三、政府信息公开申请办理情况"],
    ["review_litigation", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"],
    ["review_litigation", "四、复议诉讼情况"],
    ["problems_improvements", "五、政府信息公开工作存在的问题和改进措施"],
    ["problems_improvements", "五、存在不足及下一步打算"],
    ["problems_improvements", "存在的主要问题和改进措施"],
    ["problems_improvements", "五、改进情况："],
    ["other_matters", "六、其他事项"],
    ["other_matters", "六、需要说明的事项"],
    ["other_matters", "六、其它需报告的事项。"],
    ["other_matters", "其他需要报告事项"],
    ["problems_improvements", "存在的问题和改进措施"],
    ["other_matters", "其他事项"],
  ])("%s is found under %s", (code, heading) => {
    expect(sectionsOf(reportWith({ [code]: heading }))).toEqual(complete);
  });

  it("goes on in the same paragraph", () => {
    const lines = reportWith({ other_matters: "" });
    lines.splice(-2, 2, "六、其他事项：本年度没有收取信息处理费。");
    expect(sectionsOf(lines)["other_matters"]).toBe("本年度没有收取信息处理费。");
  });

  it("may be counted otherwise where a report has more parts", () => {
    const lines = reportWith({
      problems_improvements: "六、存在的问题和改进措施",
      other_matters: "七、其他事项",
    });
    lines.splice(8, 0, "五、机构建设和培训情况", "培训三次。");
    expect(sectionsOf(lines)).toEqual({
      ...complete,
      review_litigation: "review_litigation。\n五、机构建设和培训情况\n培训三次。",
    });
  });

  it("may be printed in a table of contents before", () => {
    const reworded = { problems_improvements: "五、存在问题和改进措施" };
    const contents = SECTIONS.map(
      ({ code }) => (reworded as Record<string, string>)[code] ?? HEADINGS[code] ?? "",
    );
    expect(sectionsOf([...contents, ...reportWith(reworded)])).toEqual(complete);
  });

  it("is cut from the sentence that a seam glued it to", () => {
    const lines = reportWith({});
    lines.splice(1, 2, `overview。${HEADINGS["proactive_disclosure"] ?? ""}`);
    expect(sectionsOf(lines)).toEqual(complete);
  });
});

describe("what is no heading", () => {
  const inside = (code: string, ...more: string[]): string[] =>
    reportWith({}).flatMap((line) => (line === `${code}。` ? [line, ...more] : [line]));

  it.each([
    ["overview", "二、推进依申请公开。"],
    ["overview", "（三）依申请公开情况"],
    ["problems_improvements", "一、存在的主要问题"],
    ["problems_improvements", "二、改进措施"],
    ["problems_improvements", "六、其他改进工作"],
    ["other_matters", "一、政府信息公开工作总体情况说明"],
    ["requests", "三、本年度办理结果"],
  ])("%s keeps its own line %s", (code, line) => {
    expect(sectionsOf(inside(code, line))).toEqual({ ...complete, [code]: `${code}。\n${line}` });
  });

  it("a preface that lists the six parts", () => {
    const listed = SECTIONS.map(({ numeral, heading }) => `${numeral}、${heading}`).join("；");
    expect(sectionsOf([`本报告包括${listed}。`, ...reportWith({})])).toEqual(complete);
  });

  it("a section that is missing stays missing", () => {
    const lines = reportWith({}).filter(
      (line) => !line.startsWith("五、") && line !== "problems_improvements。",
    );
    lines.splice(1, 0, "五、认真整改上年问题，逐条销号。", "今年整改问题3个。");
    expect(sectionsOf(lines)["problems_improvements"]).toBeUndefined();
  });
});
