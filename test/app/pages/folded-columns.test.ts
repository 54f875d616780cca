import { describe, expect, it } from "vitest";
import type { TableColumn } from "#tables/column";
import { describeFolded, foldColumns, unfoldedColumns } from "#tables/folded-columns";

type Row = readonly (number | null)[];
const columns = ["一", "二", "三", "四"].map((header, index): TableColumn<Row> => ({
  id: header,
  header,
  format: "count",
  value: (row) => row[index] ?? null,
}));
const rows: Row[] = [
  [0, null, 0, 0],
  [0, null, null, 0],
  [0, null, 0, 7],
];

describe("columns that hold nothing but zeros and blanks", () => {
  const folded = foldColumns(columns, rows);

  it("are left out, zeros apart from blanks, and named in words", () => {
    expect(unfoldedColumns(columns, folded).map(({ id }) => id)).toEqual(["四"]);
    expect(describeFolded(columns, folded)).toBe(
      "各行都是0的1栏：一；各行是0或没有数字的1栏：三；没有数字的1栏：二",
    );
  });

  it("stay in a table of one or two rows", () => {
    expect(unfoldedColumns(columns, foldColumns(columns, rows.slice(0, 2)))).toHaveLength(4);
  });
});
