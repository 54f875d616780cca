import { describe, expect, it } from "vitest";
import { SECTIONS } from "#domain/form/sections";
import { joinPages } from "#etl/read/pdf/blocks";
import type { PageItem } from "#etl/read/pdf/page-flow";

const SIZE = 10;
/** Characters on a full line. */
const FULL = 30;

/** Paragraphs set without an indent, FULL characters a line, as the lines of one page. */
function setWithoutIndent(paragraphs: readonly string[]): PageItem[] {
  const lines = paragraphs.flatMap((text) =>
    Array.from({ length: Math.ceil(text.length / FULL) }, (_, i) =>
      text.slice(i * FULL, (i + 1) * FULL),
    ),
  );
  return lines.map((text, index) => ({
    kind: "line",
    page: 1,
    number: index + 1,
    segments: [text],
    line: { pieces: [], down: 15 * index, size: SIZE, from: 50, to: 50 + SIZE * text.length },
    height: 0.5,
  }));
}

const paragraphsOf = (paragraphs: readonly string[]): string[] =>
  joinPages([setWithoutIndent(paragraphs)]).flatMap((block) =>
    block.kind === "paragraph" ? block.text : [],
  );

const sentence = (length: number): string =>
  `${"逐件登记公文属性".repeat(20).slice(0, length - 1)}。`;

describe("paragraphs of a PDF that sets no indent", () => {
  it("end before a heading, wherever the last line ends", () => {
    for (const { numeral, heading } of SECTIONS)
      for (let length = FULL + 1; length <= 2 * FULL; length += 1) {
        const set = [
          sentence(2 * FULL + 5),
          sentence(length),
          `${numeral}、${heading}`,
          sentence(40),
        ];
        expect(paragraphsOf(set).slice(-3), `${heading} ${length}`).toEqual(set.slice(-3));
      }
  });

  it("end before a heading though no sentence ends there", () => {
    const set = ["二".padEnd(FULL, "字"), "二、主动公开政府信息情况", sentence(70)];
    expect(paragraphsOf(set)).toEqual(set);
  });

  it("end before a numbered paragraph that follows a sentence", () => {
    const set = [
      sentence(2 * FULL),
      "（二）依申请公开。全区新收政府信息公开申请1870件，上年结转13件，办结1860件。",
    ];
    expect(paragraphsOf(set)).toEqual(set);
  });

  it("go on over a line that begins with a numeral in the middle of a sentence", () => {
    const text = `${"受理案件包括一审".repeat(3)}，另有一审${"案件的"}、二审案件各三件，均已按期审结并公开结果。`;
    expect(paragraphsOf([text])).toEqual([text]);
    const cut = `${"字".repeat(FULL - 3)}第一、二、三季度的进度都已按季公布，没有逾期的事项。`;
    expect(paragraphsOf([cut])).toEqual([cut]);
  });
});
