import { cellsIn } from "#domain/form/cells";
import { describe, expect, it } from "vitest";
import {
  foldReadIssues,
  isOverruling,
  READ_ISSUES,
  readIssue,
  readIssueSchema,
} from "#domain/report/read-issue";

describe("an issue of the reader", () => {
  it("keeps its code, its sentence and what locates it, and nothing else of the facts", () => {
    const issue = readIssue("row_label_inferred", {
      table: "requests",
      line: "unable_not_held",
      label: "1.本机关口口口相关政府信息",
      location: { table: 2, row: 16 },
    });
    expect(readIssueSchema.parse(issue)).toEqual({
      code: "row_label_inferred",
      severity: "warning",
      message:
        "表三“收到和处理政府信息公开申请情况”：标题“1.本机关口口口相关政府信息”与格式的文字不同，" +
        "按上下各行只能是“1.本机关不掌握相关政府信息”，已按此读取；请核对原件",
      table: "requests",
      line: "unable_not_held",
      where: { table: 2, row: 16 },
    });
  });

  it("says whether a manifest overruled the document, by its code", () => {
    const year = { taken: "manifest", year: 2023, other: "heading", otherYear: 2022 } as const;
    expect(isOverruling(readIssue("year_overruled", year))).toBe(true);
    expect(isOverruling(readIssue("year_contradicted", { ...year, taken: "period" }))).toBe(false);
  });

  it("is refused with a code that is not declared", () => {
    const stored = { code: "row_label_guessed", severity: "warning", message: "标题文字不全" };
    expect(readIssueSchema.safeParse(stored).success).toBe(false);
    expect(readIssueSchema.safeParse({ ...stored, code: "row_unknown" }).success).toBe(true);
  });

  it("is an error exactly where a figure, a table or a document is left out", () => {
    const errors = Object.entries(READ_ISSUES).flatMap(([code, { severity }]) =>
      severity === "error" ? [code] : [],
    );
    expect(errors).toEqual([
      "table_missing",
      "table_unreadable",
      "table_incomplete",
      "table_blank",
      "table_not_of_edition",
      "row_repeated",
      "row_unknown",
      "row_header_unreadable",
      "rows_header_unreadable",
      "row_cells_misplaced",
      "row_not_of_edition",
      "cell_illegible",
      "cells_unconfirmed",
      "document_unreadable",
      "cell_not_in_form",
      "year_disputed",
      "body_disputed",
      "body_recognised",
      "document_refused",
    ]);
  });
});

describe("a list of issues", () => {
  it("says the same sentence once, with the number of places", () => {
    const facts = { table: "requests", label: "2.重复申请" } as const;
    const issue = readIssue("row_repeated", { ...facts, line: "not_processed_duplicate" });
    const other = readIssue("row_repeated", { ...facts, line: "other_misc" });
    expect(foldReadIssues([issue, readIssue("year_missing", {}), issue])).toEqual([
      { ...issue, message: `${issue.message}（共2处）` },
      readIssue("year_missing", {}),
    ]);
    expect(foldReadIssues([issue, other])[0]).not.toHaveProperty("line");
  });

  it("tells one kind of trouble all over a table once, with how many and the first places", () => {
    const cells = cellsIn("requests", 2021).slice(0, 60);
    const issues = cells.map(({ line, column }) =>
      readIssue("cell_illegible", { table: "requests", line, column, text: `${line} ${column}` }),
    );
    const [folded, ...more] = foldReadIssues(issues);
    expect(more).toEqual([]);
    expect(folded?.message).toBe(
      `${issues[0]?.message}（这样的共60处，另如：“一、本年新收政府信息公开申请数量”的“商业企业”、“一、本年新收政府信息公开申请数量”的“科研机构”、“一、本年新收政府信息公开申请数量”的“社会公益组织”、“一、本年新收政府信息公开申请数量”的“法律服务机构”、“一、本年新收政府信息公开申请数量”的“其他”等）`,
    );
    expect(folded).toMatchObject({ code: "cell_illegible", table: "requests" });
    expect(folded).not.toHaveProperty("column");
    expect(foldReadIssues(issues.slice(0, 4))).toHaveLength(4);
  });
});
