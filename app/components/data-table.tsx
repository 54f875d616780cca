import { Link, useSearchParams } from "@remix-run/react";
import { type CSSProperties, Fragment, type ReactNode } from "react";
import type { NamedTable, TableColumn } from "#tables/column";
import { headWords } from "#tables/head-words";
import { addressOrderedBy, largestValues, type Order, type OrderedTable } from "#tables/order";
import { Hint } from "./hint";
import { TablePageLinks } from "./table-page-links";
import { QualityFlagMark, Value } from "./value";
import styles from "./data-table.module.css";

interface DataTableProps<Row> extends NamedTable<Row> {
  readonly rowKey: (row: Row) => string;
  /** Anchor of a row, for links from elsewhere. */
  readonly rowId?: (row: Row) => string;
  /** Rows that say too little to be ranked: grey, and without bars. */
  readonly isQuiet?: (row: Row) => boolean;
  /** The order that the rows are in, and which of them are given; leave out for a table that cannot be sorted. */
  readonly order?: OrderedTable;
  readonly caption?: string;
  readonly id?: string;
  /** What to say when there is no row. */
  readonly empty?: string;
  /** How cells of some columns are drawn, by column id; the value as text where it is left out. */
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>;
  /** A table that is the page: the page scrolls under its head, on a phone sideways within it. */
  readonly isPage?: boolean;
  /** Largest value of the bars; the largest of the column when left out. */
  readonly barMaximum?: number;
}

/** More columns than these stand closer together, or they would be wider than the page. */
const MANY = 12;

/**
 * A table whose order lives in the address, so that it sorts before JavaScript arrives. The first
 * column is the row's header.
 */
export function DataTable<Row extends object>({
  name,
  columns,
  rows,
  rowKey,
  rowId,
  isQuiet,
  order,
  caption,
  id,
  empty = "没有符合条件的数据。",
  cells = {},
  isPage = false,
  barMaximum,
}: DataTableProps<Row>) {
  const [parameters] = useSearchParams();
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>;
  const largest = order?.largest ?? largestValues(rows, columns);
  const grouped = columns.some(({ group }) => group !== undefined);
  return (
    <>
      <div
        className={isPage ? styles.open : styles.frame}
        tabIndex={0}
        role="region"
        aria-label={`${name}（表格）`}
        data-ordered={order ? "" : undefined}
      >
        <table
          className={columns.length > MANY ? `${styles.table} ${styles.dense}` : styles.table}
          id={id}
        >
          {caption === undefined ? null : <caption>{caption}</caption>}
          <thead className={grouped ? styles.grouped : undefined}>
            {grouped ? <GroupHeads columns={columns} /> : null}
            <tr>
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={column.format === "text" ? undefined : styles.figure}
                  aria-sort={ariaSort(column.id, order)}
                >
                  {order ? (
                    <Link to={addressOrderedBy(parameters, column.id, order)} preventScrollReset>
                      <Head column={column} />
                      <span aria-hidden className={styles.arrow}>
                        {order.by !== column.id ? "" : order.descending ? "▼" : "▲"}
                      </span>
                    </Link>
                  ) : (
                    <Head column={column} />
                  )}
                  {column.hint === undefined ? null : (
                    <Hint term={column.header}>{column.hint}</Hint>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                id={rowId?.(row)}
                className={isQuiet?.(row) ? styles.quiet : undefined}
              >
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.id} scope="row">
                      <TableValue column={column} row={row} />
                    </th>
                  ) : (
                    <td
                      key={column.id}
                      className={column.format === "text" ? spaceOf(column) : styles.figure}
                      style={
                        isQuiet?.(row)
                          ? undefined
                          : barOf(column, row, barMaximum ?? largest[column.id])
                      }
                    >
                      {cells[column.id]?.(row) ?? <TableValue column={column} row={row} />}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {order ? <TablePageLinks {...order.page} /> : null}
    </>
  );
}

/** The row above the heads: one cell over each run of columns of a group. */
function GroupHeads<Row>({ columns }: { readonly columns: readonly TableColumn<Row>[] }) {
  const runs: { readonly name: string; readonly from: string; span: number }[] = [];
  for (const { id, group } of columns) {
    const last = runs.at(-1);
    const name = group?.name ?? "";
    if (last?.name === name) last.span += 1;
    else runs.push({ name, from: id, span: 1 });
  }
  return (
    <tr>
      {runs.map(({ name, from, span }) =>
        name === "" ? (
          <td key={from} colSpan={span} />
        ) : (
          <th key={from} scope="colgroup" colSpan={span}>
            {name}
          </th>
        ),
      )}
    </tr>
  );
}

/** The head of a column, which is broken between its words where the column is narrow. */
function Head<Row>({ column: { header, group } }: { readonly column: TableColumn<Row> }) {
  return headWords(group?.head ?? header).map((word, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {word}
    </Fragment>
  ));
}

function TableValue<Row>({ column, row }: { column: TableColumn<Row>; row: Row }) {
  const value = column.value(row);
  const shown = <Value value={value} format={column.format} why={column.why?.(row)} />;
  const link = column.href?.(row);
  // What is not known is made of nothing; only the printed cell, blank as it is, can be looked at.
  const href = value === null && link?.startsWith("/reports/") !== true ? undefined : link;
  const doubt = column.flag?.(row);
  return (
    <>
      {doubt ? <QualityFlagMark {...doubt} /> : null}
      {href === undefined ? (
        shown
      ) : (
        <Link to={href} discover="none">
          {shown}
        </Link>
      )}
    </>
  );
}

function spaceOf({ space }: TableColumn<never>): string | undefined {
  return space === undefined ? undefined : styles[space];
}

function ariaSort(id: string, order: Order | undefined): "ascending" | "descending" | undefined {
  if (order?.by !== id) return undefined;
  return order.descending ? "descending" : "ascending";
}

function barOf<Row>(
  column: TableColumn<Row>,
  row: Row,
  largest: number | undefined,
): CSSProperties | undefined {
  const value = column.value(row);
  if (!column.bar || typeof value !== "number" || largest === undefined) return undefined;
  const width = largest > 0 ? (value / largest) * 100 : 0;
  return {
    backgroundImage: `linear-gradient(to right, var(--bar) ${width.toFixed(1)}%, transparent ${width.toFixed(1)}%)`,
  };
}
