import { describe, expect, it } from "vitest";
import type { TableColumn } from "#tables/column";
import { addressOrderedBy, orderOf } from "#tables/order";
import { addressOfTablePage } from "#tables/order";
import { orderRows, orderTablePage } from "#request/table-order.server";

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
const BAR = { bar: true } as const;
const AS_GIVEN = { by: "nothing", descending: true };
const names = (sort: string) =>
  orderRows(ROWS, COLUMNS, new URLSearchParams({ sort }), AS_GIVEN).rows.map(({ name }) => name);

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
    const next = addressOrderedBy(new URLSearchParams("sort=name&q=县&page=3"), "name", order);
    expect(new URLSearchParams(next).get("sort")).toBe("-name");
    expect(new URLSearchParams(next).has("page")).toBe(false);
    expect(orderOf(new URLSearchParams("sort=x"), COLUMNS, fallback)).toEqual(fallback);
  });
});

describe("a long table", () => {
  const LONG = Array.from({ length: 450 }, (_, index) => ({
    name: `${index}县`,
    rate: index / 450,
  }));
  const BARS = COLUMNS.map((column) => ({ ...column, ...(column.id === "rate" ? BAR : {}) }));
  const pageAt = (page: string) =>
    orderTablePage(LONG, BARS, new URLSearchParams({ page, sort: "-rate" }), AS_GIVEN);

  it("is shown two hundred rows at a time, in the order of all", () => {
    expect(pageAt("1").rows).toHaveLength(200);
    expect(pageAt("1").rows[0]?.name).toBe("449县");
    expect(pageAt("3").rows).toHaveLength(50);
    expect(pageAt("3").rows.at(-1)?.name).toBe("0县");
    expect(pageAt("3").order.page).toEqual({
      number: 3,
      pages: 3,
      first: 401,
      last: 450,
      rows: 450,
    });
  });

  it("measures its bars by the largest of all its rows", () => {
    expect(pageAt("3").order.largest).toEqual({ rate: 449 / 450 });
  });

  it("puts rows that say too little last in the order of a figure, without a say in the bars", () => {
    const ordered = (sort: string) =>
      orderTablePage(
        LONG.slice(0, 3),
        BARS,
        new URLSearchParams(sort),
        { by: "rate", descending: true },
        ({ name }) => name === "2县",
      );
    expect(ordered("").rows.map(({ name }) => name)).toEqual(["1县", "0县", "2县"]);
    expect(ordered("").order.largest).toEqual({ rate: 1 / 450 });
    expect(ordered("sort=-name").rows[0]?.name).toBe("2县");
  });

  it.each([
    ["0", 1],
    ["-4", 1],
    ["x", 1],
    ["1.5", 1],
    ["99", 3],
  ])("shows a page there is for page=%s", (page, number) => {
    expect(pageAt(page).order.page.number).toBe(number);
  });

  it("leads to its other pages and keeps the rest of the address", () => {
    expect(addressOfTablePage(new URLSearchParams("q=县"), 2)).toBe("?q=%E5%8E%BF&page=2");
    expect(addressOfTablePage(new URLSearchParams("q=县&page=2"), 1)).toBe("?q=%E5%8E%BF");
  });

  it("has one page where nothing is in it", () => {
    const { rows, order } = orderTablePage([], COLUMNS, new URLSearchParams("page=2"), AS_GIVEN);
    expect(rows).toEqual([]);
    expect(order.page).toEqual({ number: 1, pages: 1, first: 0, last: 0, rows: 0 });
  });
});
