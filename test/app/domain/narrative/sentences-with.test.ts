import { describe, expect, it } from "vitest";
import { DECLARED_QUANTITIES } from "#domain/narrative/declared-quantities";
import { sentencesOf, sentencesWith } from "#domain/narrative/sentences";

const TEXT = [
  "　　2023年，本机关没有行政许可决定",
  "未制发规范性文件！没有行政处罚案件，未作出行政强制决定。",
  "",
  "无行政事业性收费\n本年没有行政许可决定书。没有行政许可决定和行政处罚；没有收费，无行政事业性收费项目",
].join("\n");

describe("sentences that a pattern may match in", () => {
  const denials = DECLARED_QUANTITIES.flatMap(({ code, none }) => (none ? [{ code, none }] : []));

  it.each(denials)("are those of the whole text for denials of $code", ({ none }) => {
    const matching = sentencesOf(TEXT).filter(({ text }) => text.search(none) >= 0);
    const found = sentencesWith(TEXT, none);
    expect(matching.filter((sentence) => !found.has(sentence))).toEqual([]);
    expect(none.lastIndex).toBe(0);
  });

  it("take a match at the end of a line that no full stop ends", () => {
    const denial = denials.find(({ code }) => code === "licensing_decisions");
    const found = denial ? [...sentencesWith(TEXT, denial.none)] : [];
    expect(found.map(({ start }) => start)).toContain(0);
  });
});
