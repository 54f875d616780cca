import type { TableColumn } from "./column";

/** How a table is ordered, as the address says it: `sort=rate` ascending, `sort=-rate` descending. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
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

/** The address of the same page, ordered by a column; a second choice of it turns the order round. */
export function addressOrderedBy(parameters: URLSearchParams, by: string, current: Order): string {
  const next = new URLSearchParams(parameters);
  const descending = current.by === by ? !current.descending : true;
  next.set("sort", descending ? `-${by}` : by);
  return `?${next.toString()}`;
}

const collator = new Intl.Collator("zh-CN");

/** Rows by the value of a column; what is not known stands last either way, equals keep their order. */
export function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const column = columns.find(({ id }) => id === order?.by);
  if (!column || !order) return rows;
  const known = rows.flatMap((row) => {
    const value = column.value(row);
    return value === null ? [] : [{ row, value }];
  });
  const unknown = rows.filter((row) => column.value(row) === null);
  const sign = order.descending ? -1 : 1;
  known.sort((a, b) => sign * compare(a.value, b.value));
  return [...known.map(({ row }) => row), ...unknown];
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : collator.compare(String(a), String(b));
}
