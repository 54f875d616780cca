import type { Sheet } from "./sheet";

/** How a table is ordered, as the address says it: `sort=rate` ascending, `sort=-rate` descending. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

/** A table in order, as a page shows it. */
export interface OrderedTable extends Order {
  readonly sheet: Sheet;
  /** Largest value of each column with bars, over the rows of all sheets. */
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

/** The address of the same page, ordered by a column from its first sheet; a second choice of it turns the order round. */
export function addressOrderedBy(parameters: URLSearchParams, by: string, current: Order): string {
  const next = new URLSearchParams(parameters);
  const descending = current.by === by ? !current.descending : true;
  next.set("sort", descending ? `-${by}` : by);
  next.delete("page");
  return `?${next.toString()}`;
}
