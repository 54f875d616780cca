import { describe, expect, it } from "vitest";
import { compareTexts, type NarrativeSection } from "#domain/narrative/copied-text";
import { measureSimilarity } from "#domain/narrative/text-similarity";

const WORDS =
  "山水田林湖草沙城乡路桥港站园区街镇村社学校医馆库网格平台窗口审批监管服务创新改革培训考核督查评议宣传解读回应征集听证";
/** Wording that belongs to one seed alone, as prose that nobody else wrote. */
function prose(seed: number, length: number): string {
  let state = seed * 7919 + 17;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    text += WORDS.charAt((state >>> 8) % WORDS.length);
    if (text.length % 23 === 0) text += "，";
  }
  return text;
}
const PREFACE =
  "根据中华人民共和国政府信息公开条例的规定现公布本机关政府信息公开工作年度报告全文包括总体情况主动公开情况等六个部分";

const section = (bodyId: string, year: number, text: string): NarrativeSection => ({
  reportId: `${bodyId}-${year}`,
  bodyId,
  body: bodyId,
  year,
  section: "overview",
  text: `${PREFACE}。${text}`,
});
const crowd = Array.from({ length: 20 }, (_, index) =>
  section(`b${index}`, 2023, prose(index + 1, 300)),
);
const pairs = (narratives: readonly NarrativeSection[]): string[] =>
  compareTexts(narratives).copies.map(
    ({ kind, one, other }) => `${kind} ${one.reportId} ${other.reportId}`,
  );

describe("copied text", () => {
  it("counts no boilerplate that all bodies share", () => {
    expect(pairs(crowd)).toEqual([]);
  });

  it("finds a text that one body took from another in the same year, and shows the passages", () => {
    const taken = `${prose(3, 300).slice(0, 200)}${prose(77, 80)}`;
    const [copy, ...others] = compareTexts([...crowd, section("copyist", 2023, taken)]).copies;
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ kind: "other_body", one: { bodyId: "b2" } });
    expect(copy?.share).toBeGreaterThan(0.6);
    const longest = copy?.passages.reduce((a, b) => (a.text.length > b.text.length ? a : b));
    expect(longest && copy?.one.text.slice(longest.start, longest.end)).toBe(longest?.text);
    expect(longest?.text).toContain(prose(3, 300).slice(10, 150));
  });

  it("finds what a body repeats from its own year before, whatever figures it changed", () => {
    const text = (count: number): string => `${prose(50, 200)}收到${count}件${prose(51, 60)}`;
    const own = [section("own", 2022, text(12)), section("own", 2023, text(340))];
    expect(pairs([...crowd, ...own])).toEqual(["own_earlier_year own-2022 own-2023"]);
  });

  it("does not compare different bodies of different years", () => {
    const taken = section("copyist", 2021, prose(3, 300));
    expect(pairs([...crowd, taken])).toEqual([]);
  });

  it("does not judge texts that are too short", () => {
    expect(pairs([section("a", 2023, "无。"), section("b", 2023, "无。"), ...crowd])).toEqual([]);
  });

  it("says which texts it held against none: too short, or with nothing beside them", () => {
    const own = (year: number): NarrativeSection => section("own", year, prose(50, 300));
    const uncompared = (narratives: readonly NarrativeSection[]) => [
      ...compareTexts(narratives).uncompared,
    ];
    expect(uncompared(crowd)).toEqual([]);
    expect(uncompared([...crowd, section("a", 2023, "无。")])).toEqual([
      ["a-2023", [{ section: "overview", reason: "short" }]],
    ]);
    // The year before has nothing before it, and no other body beside it.
    expect(uncompared([...crowd, own(2022), own(2023)])).toEqual([
      ["own-2022", [{ section: "overview", reason: "alone" }]],
    ]);
    // Beside a text too short to judge another stands alone.
    expect(uncompared([own(2020), section("a", 2020, "无。")])).toEqual([
      ["own-2020", [{ section: "overview", reason: "alone" }]],
      ["a-2020", [{ section: "overview", reason: "short" }]],
    ]);
  });

  it("says how much of a text another has", () => {
    const text = prose(9, 200);
    expect(measureSimilarity(text, text)).toBe(1);
    expect(measureSimilarity(text, prose(10, 200))).toBeLessThan(0.1);
  });
});
