import { describe, expect, it } from "vitest";
import { buildReviewTables, isLeft } from "#domain/desk/review-cells";
import { cellsIn, TABLE_CODES } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { PrintedCell } from "#domain/report/printed-cell";
import { readIssue } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import type { CorrectionRow } from "#domain/reviewed/corrections";

/** A report that prints 0 in each cell, as the reader found it but for what is changed. */
function report(change: (cell: PrintedCell, name: string) => PrintedCell | null): ReadReport {
  const cells = TABLE_CODES.flatMap((table) =>
    cellsIn(table, 2021).flatMap(({ line, column, name }) => {
      const where = { table: 1, row: 1, column: 1 };
      const cell = { table, line, column, value: 0, state: "number" as const, raw: "0", where };
      return change(cell, name) ?? [];
    }),
  );
  return {
    ...{ file: "a.html", body: "乙县人民政府", kind: "government", division: "990101" },
    ...{ year: 2023, scope: "jurisdiction", publishedOn: null, source: null, preface: null },
    ...{ sections: [], problems: [], cells },
    forms: { proactive_disclosure: 2021, requests: 2021, review_litigation: 2021 },
  };
}
const entry = (cell: string, expected: string, printed: string): CorrectionRow => ({
  ...{ report: "r", cell, expected, printed, kind: "printed" },
  ...{ reason: "r", source: "s", by: "张三", date: "2026-01-05" },
});
const LINE = "unable_not_held";
const namesOf = (cells: readonly { readonly name: string }[]) => cells.map(({ name }) => name);

describe("what a person reviews of a document", () => {
  it("is the cells that the reader did not find or could not read, in the first table", () => {
    const read = report((cell, name) =>
      cell.line === LINE
        ? null
        : name === "review_upheld"
          ? { ...cell, raw: "l2", value: null, state: "illegible" }
          : cell,
    );
    const broken = { ...read, forms: { ...read.forms, requests: null } };
    const tables = buildReviewTables(broken, []);
    expect(tables.map(({ code, left }) => [code, left])).toEqual([
      ["requests", 7],
      ["review_litigation", 1],
      ["proactive_disclosure", 0],
    ]);
    expect(namesOf(tables[1]?.cells.filter(isLeft) ?? [])).toEqual(["review_upheld"]);
  });

  it("is left no more once it is entered, and again once the reader finds another text", () => {
    const read = report((cell, name) =>
      name === "review_upheld" ? { ...cell, raw: "l2", value: null, state: "illegible" } : cell,
    );
    const leftAfter = (row: CorrectionRow) =>
      buildReviewTables(read, [row]).flatMap(({ cells }) => namesOf(cells.filter(isLeft)));
    expect(leftAfter(entry("review_upheld", "l2", "12"))).toEqual([]);
    expect(leftAfter(entry("review_upheld", "1Z", "12"))).toEqual(["review_upheld"]);
  });

  it("is each cell of a table that is whole and still does not count, and a cell that an issue names", () => {
    const read = report((cell) => cell);
    const [first] = buildReviewTables(
      { ...read, forms: { ...read.forms, review_litigation: null } },
      [],
    );
    expect(first).toMatchObject({ code: "review_litigation", left: first?.cells.length });
    const facts = { table: "requests", line: LINE, column: "total", location: {} } as const;
    const issue = readIssue("cell_parted_by_blanks", { ...facts, text: "1 0", value: 10 });
    const [named] = buildReviewTables({ ...read, problems: [issue] }, []);
    expect(namesOf(named?.cells.filter(isLeft) ?? [])).toEqual([cellName(LINE, "total")]);
  });

  it("is a total that cannot be read before the cells of its row, which were read", () => {
    const total = cellName("new_requests", "total");
    const read = report((cell, name) =>
      name === total ? { ...cell, raw: "？？", value: null, state: "illegible" } : cell,
    );
    const facts = { table: "requests", line: "new_requests", location: {} } as const;
    const problems = [readIssue("total_missing", facts)];
    const [table] = buildReviewTables({ ...read, problems }, []);
    const row = table?.cells.filter(({ name }) => name.startsWith("new_requests_")) ?? [];
    expect(namesOf(table?.cells.filter(isLeft) ?? [])).toEqual([total]);
    expect([row.length, ...new Set(row.map(({ need }) => need))]).toEqual([
      7,
      "beside",
      "doubtful",
    ]);
  });
});
