import type { TableColumn } from "./column";

/** How a table is ordered, as the address says it: `sort=rate` ascending, `sort=-rate` descending. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

/** A table in order, as a page shows it. */
export interface OrderedTable extends Order {
  readonly page: TablePage;
  /** Largest value of each column with bars, over the rows of all pages. */
  readonly largest: Readonly<Record<string, number>>;
}

/** The order the user chose; the fallback where he chose none or one that no column has. */
export function orderOf(
  parameters: URLSearchParams,
  columns: readonly { readonly id: string }[],
  fallback: Order,
): Order {
  const given = parameters.get("sort") ?? "";
  const descending = given.startsWith("-");
  const by = descending ? given.slice(1) : given;
  return columns.some((column) => column.id === by) ? { by, descending } : fallback;
}

/** The address of the same page, ordered by a column from its first page; a second choice of it turns the order round. */
export function addressOrderedBy(parameters: URLSearchParams, by: string, current: Order): string {
  const next = new URLSearchParams(parameters);
  const descending = current.by === by ? !current.descending : true;
  next.set("sort", descending ? `-${by}` : by);
  next.delete("page");
  return `?${next.toString()}`;
}

/** Rows of a table on one page: the districts of any province, but not all its departments. */
const ROWS_ON_A_PAGE = 200;

/** The part of a long table that a page shows. */
export interface TablePage {
  /** From 1. */
  readonly number: number;
  readonly pages: number;
  /** First and last of the rows shown, from 1; 0 of an empty table. */
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

/**
 * The page that the address names: `page=2`, or under another name for a second table of a page; the
 * last for a number beyond, the first for what is no number.
 */
export function tablePageOf(
  parameters: URLSearchParams,
  rows: number,
  name = "page",
  size = ROWS_ON_A_PAGE,
): TablePage {
  const pages = Math.max(1, Math.ceil(rows / size));
  const named = Number(parameters.get(name) ?? "1");
  const number = Number.isSafeInteger(named) ? Math.min(pages, Math.max(1, named)) : 1;
  const before = (number - 1) * size;
  const last = Math.min(rows, before + size);
  return { number, pages, first: Math.min(rows, before + 1), last, rows };
}

/** The address of the same table on another page. */
export function addressOfTablePage(
  parameters: URLSearchParams,
  number: number,
  name = "page",
): string {
  const next = new URLSearchParams(parameters);
  if (number === 1) next.delete(name);
  else next.set(name, String(number));
  return `?${next.toString()}`;
}

/** The largest value of each column with bars, which its longest bar stands for; none where it has no number. */
export function largestValues<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): Record<string, number> {
  const largest: Record<string, number> = {};
  for (const { id, bar, value } of columns) {
    if (!bar) continue;
    for (const row of rows) {
      const figure = value(row);
      if (typeof figure === "number") largest[id] = Math.max(largest[id] ?? 0, figure);
    }
  }
  return largest;
}
