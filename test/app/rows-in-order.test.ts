import { describe, expect, it } from "vitest";
import type { TableColumn } from "#domain/tables/column";
import { addressOrderedBy, orderOf } from "#domain/tables/order";
import { rowsInOrder } from "../../app/rows-in-order.server";

interface Row {
  readonly name: string;
  readonly rate: number | null;
}
const COLUMNS: TableColumn<Row>[] = [
  { id: "name", header: "地区", format: "text", value: ({ name }) => name },
  { id: "rate", header: "比率", format: "share", value: ({ rate }) => rate },
];
const ROWS: Row[] = [
  { name: "乙县", rate: 0.1 },
  { name: "甲县", rate: null },
  { name: "丙县", rate: 0.9 },
  { name: "丁县", rate: 0.1 },
];
const AS_GIVEN = { by: "nothing", descending: true };
const names = (sort: string) =>
  rowsInOrder(ROWS, COLUMNS, new URLSearchParams({ sort }), AS_GIVEN).rows.map(({ name }) => name);

describe("the order of a table", () => {
  it("sets what is not known last either way, and keeps the order of equals", () => {
    expect(names("rate")).toEqual(["乙县", "丁县", "丙县", "甲县"]);
    expect(names("-rate")).toEqual(["丙县", "乙县", "丁县", "甲县"]);
  });

  it("sorts Chinese by its sound", () => {
    expect(names("name")).toEqual(["丙县", "丁县", "甲县", "乙县"]);
  });

  it("leaves rows as they are for a column that is not there", () => {
    expect(names("nothing")).toEqual(ROWS.map(({ name }) => name));
  });

  it("is read from the address and turned round by a second choice", () => {
    const fallback = { by: "rate", descending: true };
    const order = orderOf(new URLSearchParams("sort=name&q=县"), COLUMNS, fallback);
    expect(order).toEqual({ by: "name", descending: false });
    const next = addressOrderedBy(new URLSearchParams("sort=name&q=县"), "name", order);
    expect(new URLSearchParams(next).get("sort")).toBe("-name");
    expect(orderOf(new URLSearchParams("sort=x"), COLUMNS, fallback)).toEqual(fallback);
  });
});
