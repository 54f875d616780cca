import { stringify } from "csv-stringify/sync";
import { COLUMN_FORMATS, type NamedTable, type TableColumn } from "#tables/column";
import { DATASETS, type Dataset } from "#domain/report/division";
import { download, fileNameOf } from "./download";

/** Characters at the start of a cell that a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A table as CSV text: UTF-8 with BOM, CRLF, a header row, figures unrounded (a share is a number
 * between 0 and 1), unknown values empty. Where the rows are of one report each, a column holds the address of the cell that
 * the row's first figure is printed in. The last column says what kind of data it is, where the table holds data. Text
 * that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function writeCsv<Row>({ columns, rows }: NamedTable<Row>, dataset?: Dataset): string {
  const kind = dataset ? [DATASETS[dataset].name] : [];
  const figures = columns.filter(({ format }) => format !== "text");
  const printedAt = (row: Row) =>
    figures.map(({ href }) => href?.(row)).find((to) => to?.startsWith("/reports/"));
  const source = rows.some((row) => printedAt(row) !== undefined) ? ["首个数字的原表地址"] : [];
  const header = [...columns.map(headerOf), ...source, ...kind.map(() => "数据性质")];
  const lines = rows.map((row) => [
    ...columns.map((column) => cellOf(column.value(row))),
    ...source.map(() => printedAt(row) ?? ""),
    ...kind,
  ]);
  return stringify([header, ...lines], { bom: true, record_delimiter: "windows" });
}

function headerOf<Row>({ header, format }: TableColumn<Row>): string {
  const { unit } = COLUMN_FORMATS[format];
  return unit === undefined ? header : `${header}（${unit}）`;
}

function cellOf(value: string | number | null): string | number {
  if (value === null) return "";
  return typeof value === "string" && FORMULA.test(value) ? `'${value}` : value;
}

/** A download of a table as CSV; the file name holds the filters and, for demo data, says so. */
export function downloadCsv<Row>(table: NamedTable<Row>, dataset?: Dataset): Response {
  return download(
    `${fileNameOf(table.name, dataset)}.csv`,
    writeCsv(table, dataset),
    "text/csv; charset=utf-8",
  );
}
