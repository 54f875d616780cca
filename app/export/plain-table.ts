import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { COLUMN_FORMATS, type NamedTable, type TableColumn } from "#tables/column";

type PlainValue = string | number | null;

/** A column without the function that reads it. */
export interface PlainColumn {
  readonly id: string;
  readonly header: string;
  readonly format: TableColumn<unknown>["format"];
  /** Width in a document, in parts; 1 when left out. */
  readonly width?: number;
  /** Printed small: codes that are compared, not read. */
  readonly fine?: true;
}

export interface PlainRow {
  readonly values: readonly PlainValue[];
  /** Where the row's figures can be looked up. */
  readonly href?: string;
  /** Mark that others refer to it by. */
  readonly anchor?: string;
}

/** A table whose rows are laid out, as every format takes it. */
export interface PlainTable {
  readonly name: string;
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly PlainRow[];
  /** What to say when there is no row. */
  readonly empty: string;
  readonly note?: string;
  /** Long and compared by programs only: a workbook holds it whole and prints its note alone. */
  readonly isForScreen?: true;
}

/** Lays out the rows of a table. */
export function layOutTable<Row>(
  { name, columns, rows }: NamedTable<Row>,
  empty: string,
  href?: (row: Row) => string,
): PlainTable {
  return {
    name,
    columns: columns.map(({ id, header, format }) => ({ id, header, format })),
    rows: rows.map((row) => ({
      values: columns.map((column) => column.value(row)),
      ...(href ? { href: href(row) } : {}),
    })),
    empty,
  };
}

/** The table as the CSV writer takes it. */
export function toNamedTable({ name, columns, rows }: PlainTable): NamedTable<PlainRow> {
  return {
    name,
    rows,
    columns: columns.map((column, index) => ({
      ...column,
      value: (row: PlainRow) => row.values[index] ?? null,
    })),
  };
}

/** A value as a document prints it: {@link COLUMN_FORMATS} `plain`, an unknown one as “—”. */
export function formatPlainValue(value: PlainValue, format: PlainColumn["format"]): string {
  if (value === null) return NOT_CALCULABLE;
  if (typeof value === "string") return value;
  const { plain, words } = COLUMN_FORMATS[format];
  return (plain ?? words)(value);
}
