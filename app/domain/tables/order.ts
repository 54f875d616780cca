import { z } from "zod";

/** How a table is ordered, as the address says it: `sort=rate` ascending, `sort=-rate` descending. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

const orderSchema = z.string().regex(/^-?[a-z0-9_]+$/);

/** The order the user chose; the fallback where he chose none or one that no column has. */
export function orderOf(
  parameters: URLSearchParams,
  columns: readonly { readonly id: string }[],
  fallback: Order,
): Order {
  const given = orderSchema.safeParse(parameters.get("sort"));
  if (!given.success) return fallback;
  const descending = given.data.startsWith("-");
  const by = descending ? given.data.slice(1) : given.data;
  return columns.some((column) => column.id === by) ? { by, descending } : fallback;
}

/** The address of the same page, ordered by a column; a second choice of it turns the order round. */
export function addressOrderedBy(parameters: URLSearchParams, by: string, current: Order): string {
  const next = new URLSearchParams(parameters);
  const descending = current.by === by ? !current.descending : true;
  next.set("sort", descending ? `-${by}` : by);
  return `?${next.toString()}`;
}
