import { describe, expect, it } from "vitest";
import { findContradictions } from "#domain/narrative/contradictions";
import { findingsBy } from "../checks/report-of";
import { HAS_REAL_FIGURES, realReport } from "./real-figures";

const SHANGHAI = ["上海市人民政府办公厅", 2019] as const;

const asked = (body: string, year: number, text: string): string[] =>
  findContradictions(realReport(body, year, text), null).map(
    ({ kind, quoted }) => `${kind} ${quoted}`,
  );

const SIX = ["count 258", "count 265", "parts 805", "percentage 33.9%", "percentage 4.34%"];

/** Our own sentences, which carry the figures that the published one states. */
const WORDINGS = [
  "2019年，本机关共收到政府信息公开申请859件，上年结转18件。全年办结805件，结转下年度继续办理72件。" +
    "办结的申请中，予以公开及部分公开258件，占33.9%；因本机关不掌握等原因无法提供265件；不予公开35件，占4.34%；不予处理158件，占19.6%。" +
    "因政府信息公开引起的行政复议7件、行政诉讼9件，均获维持。",
  "依申请公开情况。全年新收申请859件（另有上年度结转18件），答复805件，其中：予以公开和部分公开的258件（33.9%），无法提供的265件，不予公开的35件（4.34%），不予处理的158件（19.6%）；其余72件结转至2020年办理。\n" +
    "涉及政府信息公开的行政复议案件7件，行政诉讼案件9件，结果均为维持。",
  "政府信息公开申请受理859件，连同2018年结转18件，已办结805件，72件转入下年度。从答复结果看，予以公开或部分公开258件，占办结总数的33.9%，由于不掌握相关信息等原因无法提供265件，依法不予公开35件，占办结总数的4.34%，不予处理158件，占办结总数的19.6%。\n" +
    "全年因政府信息公开被申请行政复议7件，全部维持；被提起行政诉讼9件，全部维持。",
];

describe.skipIf(!HAS_REAL_FIGURES)("the narrative against published tables", () => {
  it.each(WORDINGS)(
    "asks exactly six things about the 2019 figures of 上海市政府办公厅: %s",
    (text) => {
      const questions = asked(...SHANGHAI, text);
      expect(questions.filter((question) => !question.startsWith("sweeping")).sort()).toEqual(SIX);
      expect(questions.filter((question) => question.startsWith("sweeping"))).toHaveLength(1);
    },
  );

  it("names the cell that 265 is and the count that 33.9% would need", () => {
    const [text = ""] = WORDINGS;
    const questions = findContradictions(realReport(...SHANGHAI, text), null);
    const near = (quoted: string): string | null | undefined =>
      questions.find((question) => question.quoted === quoted)?.nearest;
    expect(near("265")).toContain("1.本机关不掌握相关政府信息");
    expect(near("258")).toContain("自然人");
    expect(near("33.9%")).toBe("以总计805件计，33.9%相当于273/805");
    expect(questions.find(({ quoted }) => quoted === "265")?.message).toContain("337");
    expect(questions.find(({ kind }) => kind === "parts")?.message).toContain("＝716");
  });

  it("quotes the figure by its place in the section", () => {
    const [text = ""] = WORDINGS;
    for (const { start, end, quoted } of findContradictions(realReport(...SHANGHAI, text), null))
      expect(text.slice(start, end)).toBe(quoted);
  });

  it("says of 2 + 1 pending cases that not all were upheld", () => {
    const [text = ""] = WORDINGS;
    const sweep = findContradictions(realReport(...SHANGHAI, text), null).find(
      ({ kind }) => kind === "sweeping",
    );
    expect(sweep?.compared.reduce((sum, { value }) => sum + value, 0)).toBe(3);
  });

  it("passes every sum of that report that can be evaluated, and asks for its blank totals", () => {
    const findings = findingsBy("T", realReport(...SHANGHAI, ""));
    expect(findings.filter(({ severity }) => severity === "E")).toEqual([]);
    expect(findings.map(({ check }) => check)).toContain("T3-ROW");
    expect(findings.filter(({ check }) => check === "T3-ROW")).toHaveLength(1);
  });

  it("takes 宿迁's 收办 of new and carried-over requests for a lawful reading", () => {
    const text = "全市共收办政府信息公开申请3607件，办结3486件，结转下年度121件。";
    expect(asked("宿迁市人民政府", 2023, text)).toEqual([]);
  });

  it("finds no arithmetic fault in 宿迁, 镇海区府办 and 上海市科委 but the blank total", () => {
    const by = (body: string, year: number): string[] =>
      findingsBy("T", realReport(body, year, "")).map(
        ({ check, severity }) => `${check} ${severity}`,
      );
    expect(by("宿迁市人民政府", 2023)).toEqual([]);
    expect(by("宁波市镇海区人民政府办公室", 2023)).toEqual([]);
    expect(by("上海市科学技术委员会", 2024)).toEqual(["T3-ROW W"]);
  });

  it("finds the wrong totals of 洪泽区 and 金湖县, and the old edition of 洪泽区's table 三", () => {
    const of = (prefix: string, body: string): string[] =>
      findingsBy(prefix, realReport(body, 2023, "")).map(({ expression }) => expression);
    expect(of("T4-SUM", "淮安市洪泽区人民政府")).toEqual(["0 ≠ 10+1+0+0", "0 ≠ 5+0+0+0"]);
    expect(of("T4-SUM", "金湖县人民政府")).toEqual(["0 ≠ 2+0+1+0"]);
    expect(of("F-EDITION", "淮安市洪泽区人民政府")).toEqual(["2019 ≠ 2021"]);
  });
});
