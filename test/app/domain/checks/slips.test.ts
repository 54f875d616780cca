import { describe, expect, it } from "vitest";
import { groupSlips } from "#domain/checks/slips";

const found = (name: string, cells: string[], difference: number | null, report_id = "甲") => ({
  name,
  cells,
  difference,
  report_id,
});
const told = (findings: ReturnType<typeof found>[]) =>
  groupSlips(findings).map(({ head, consequences }) =>
    [head, ...consequences].map(({ name }) => name).join("+"),
  );

describe("findings of one slip", () => {
  it("are one thing where one cell explains a row, a column and another table", () => {
    expect(
      told([
        found("行", ["total", "a", "b"], 3),
        found("列", ["sum", "a", "c"], -3),
        found("跨表", ["other", "a"], 3),
      ]),
    ).toEqual(["行+列+跨表"]);
  });

  it("stay apart where no cell is common to all, or the counts differ, or the report", () => {
    expect(
      told([
        found("一", ["a", "b"], 3),
        found("二", ["b", "c"], 3),
        found("三", ["c", "d"], 3),
        found("四", ["a", "b"], 2),
        found("五", ["a", "b"], 3, "乙"),
        found("文字", ["a"], null),
      ]),
    ).toEqual(["一+二", "三", "四", "五", "文字"]);
  });
});
