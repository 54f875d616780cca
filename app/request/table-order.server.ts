import {
  constructTable,
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import type { TableColumn } from "#tables/column";
import { largestValues, orderOf, tablePageOf, type Order, type OrderedTable } from "#tables/order";

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

const collator = new Intl.Collator("zh-CN");

/** Compares known values; null never arrives here (it is handed over as undefined, sorted last). */
function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

interface OrderedRows<Row> {
  readonly rows: Row[];
  /** The order they are in. */
  readonly order: Order;
}

/**
 * Sorts the rows of a table as the address says: what is not known comes last either way, equals keep their
 * order. On the server, since every choice of an order is an address and loads the page anew; so no page
 * carries a table engine to the browser.
 *
 * @param fallback the order where the address names none
 */
export function orderRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  parameters: URLSearchParams,
  fallback: Order,
): OrderedRows<Row> {
  const order = orderOf(parameters, columns, fallback);
  const helper = createColumnHelper<typeof features, Row>();
  const table = constructTable({
    features,
    columns: helper.columns(
      columns.map((column) =>
        helper.accessor((row) => column.value(row) ?? undefined, {
          id: column.id,
          sortUndefined: "last",
          sortFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id)),
        }),
      ),
    ),
    data: [...rows],
    state: { sorting: [{ id: order.by, desc: order.descending }] },
  });
  return { rows: table.getRowModel().rows.map(({ original }) => original), order };
}

interface OrderedPage<Row> {
  readonly rows: Row[];
  /** For the head of the table, and for the links to its other pages. */
  readonly order: OrderedTable;
}

/**
 * Sorts the rows and takes those of the page of the table that the address names.
 *
 * @param isQuiet rows that say too little to be ranked: last where the table is in the order of figures, and
 * without a say in the length of the bars
 */
export function orderTablePage<Row extends object>(
  all: readonly Row[],
  columns: readonly TableColumn<Row>[],
  parameters: URLSearchParams,
  fallback: Order,
  isQuiet: (row: Row) => boolean = () => false,
): OrderedPage<Row> {
  const sorted = orderRows(all, columns, parameters, fallback);
  const { order } = sorted;
  const loud = sorted.rows.filter((row) => !isQuiet(row));
  const isByFigure = columns.some(({ id, format }) => id === order.by && format !== "text");
  const rows = isByFigure ? [...loud, ...sorted.rows.filter(isQuiet)] : sorted.rows;
  const page = tablePageOf(parameters, rows.length);
  return {
    rows: rows.slice(Math.max(0, page.first - 1), page.last),
    order: { ...order, page, largest: largestValues(loud, columns) },
  };
}
