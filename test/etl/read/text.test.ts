import { describe, expect, it } from "vitest";
import { readText } from "#etl/read/text";
import { asMarkdown } from "../../support/documents/text";
import { readText as readReportText, VariantReport, wrong } from "../../support/variant-report";

const document = (text: string) => readText(new TextEncoder().encode(text), "示例.txt");

/** The texts of the tables, row by row. */
function tables(text: string): string[][][] {
  return document(text).blocks.flatMap((block) =>
    block.kind === "table"
      ? [block.grid.slots.map((row) => row.map((cell) => cell?.text ?? ""))]
      : [],
  );
}

const ROWS = [
  ["信息内容", "本年处理决定数量"],
  ["行政许可", "20517"],
];

describe("a text with tables of pipes", () => {
  it.each([
    ["with pipes around", "| 信息内容 | 本年处理决定数量 |\n|---|:--:|\n| 行政许可 | 20517 |"],
    ["without pipes around", "信息内容 | 本年处理决定数量\n--- | ---\n行政许可 | 20517"],
    ["without a rule", "|信息内容|本年处理决定数量|\n|行政许可|20517|"],
    [
      "drawn with rules",
      "+----+----+\n|信息内容|本年处理决定数量|\n+----+----+\n|行政许可|20517|\n+----+----+",
    ],
    ["with wide pipes", "｜信息内容｜本年处理决定数量｜\n｜行政许可｜20517｜"],
    ["with a blank line after each row", "|信息内容|本年处理决定数量|\n\n|行政许可|20517|\n"],
  ])("has a table %s", (_, text) => {
    expect(tables(`一、总体情况\n\n${text}\n\n二、正文`)).toEqual([ROWS]);
  });

  it.each([
    "~~19876~~20517<sup>1</sup>",
    "<del>19876</del>20517^1^",
    "<s class=x>19876</s>20517[^1]",
  ])("keeps what it strikes out or raises apart from a figure: %s", (figure) => {
    expect(tables(`|甲|乙|\n|---|---|\n|行政许可|${figure}|`)[0]?.[1]).toEqual([
      "行政许可",
      "20517",
    ]);
  });

  it("keeps the tables apart that blank lines part, and the lines their number", () => {
    const text = "|甲|乙|\n|1|2|\n\n|丙|丁|\n|3|4|\n\n尾";
    expect(tables(text)).toHaveLength(2);
    expect(document(text).blocks.at(-1)).toEqual({
      kind: "paragraph",
      text: "尾",
      location: { line: 7 },
    });
  });

  it("is read as the same text in Markdown", async () => {
    const report = new VariantReport();
    const read = await readReportText(asMarkdown(report.document), "示例.txt");
    expect(wrong(read, report.truth)).toEqual([]);
  });
});

describe("a text without one", () => {
  it.each(["首页 | 政务公开 | 互动", "| 一个人说", "甲 --- 乙\n------\n丙"])(
    "is lines: %j",
    (text) => {
      expect(tables(text)).toEqual([]);
    },
  );
});
