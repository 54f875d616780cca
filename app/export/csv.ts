import { stringify } from "csv-stringify/sync";
import { COLUMN_FORMATS, type NamedTable, type TableColumn } from "#tables/column";
import { DATASETS, type Dataset } from "#domain/report/division";
import { download, fileNameOf } from "./download";
import { siteAddress } from "./site-address";

/** Characters at the start of a cell that a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Significant digits of a figure that is no whole number, at least, and decimals behind a whole part: as many as any
 * page shows (a sum of money is 55577877.55), none that division made up.
 */
const DIGITS = 6;
const DECIMALS = 4;

/**
 * A table as CSV text: UTF-8 with BOM, CRLF, a header row that names the year of its figures, a share as a number
 * between 0 and 1 of six digits, a sum of money to the cent, unknown values empty. Where the rows are of one report
 * each, a column holds the address of the cell that the row's first figure is printed in, absolute where the site has
 * an address. The last column says what kind of data it is, where the table holds data. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
export function writeCsv<Row>({ columns, rows, year }: NamedTable<Row>, dataset?: Dataset): string {
  const kind = dataset ? [DATASETS[dataset].name] : [];
  const figures = columns.filter(({ format }) => format !== "text");
  const printedAt = (row: Row) =>
    figures.map(({ href }) => href?.(row)).find((to) => to?.startsWith("/reports/"));
  const source = rows.some((row) => printedAt(row) !== undefined) ? ["首个数字的原表地址"] : [];
  const site = siteAddress();
  const header = [
    ...columns.map((column) => headerOf(column, year)),
    ...source,
    ...kind.map(() => "数据性质"),
  ];
  const lines = rows.map((row) => [
    ...columns.map((column) => cellOf(column.value(row))),
    ...source.map(() => {
      const address = printedAt(row);
      return address === undefined ? "" : `${site}${address}`;
    }),
    ...kind,
  ]);
  return stringify([header, ...lines], { bom: true, record_delimiter: "windows" });
}

/** 不掌握率（2025年，0至1）; the year only of figures of the table's year. */
function headerOf<Row>(
  { header, format, ofOtherYears }: TableColumn<Row>,
  year: number | undefined,
): string {
  const { unit } = COLUMN_FORMATS[format];
  const isDated = year !== undefined && format !== "text" && !ofOtherYears;
  const notes = [isDated ? `${year}年` : "", unit ?? ""].filter(Boolean).join("，");
  return notes === "" ? header : `${header}（${notes}）`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return keepDigits(value);
  return FORMULA.test(value) ? `'${value}` : value;
}

function keepDigits(value: number): string {
  const whole = Math.trunc(Math.abs(value));
  const digits = whole === 0 ? DIGITS : Math.max(DIGITS, String(whole).length + DECIMALS);
  return writePlainly(digits > 15 ? value : Number(value.toPrecision(digits)));
}

/** A number without an exponent, as far as a hundred decimals: 0.0000000718 and not 7.18e-8. */
function writePlainly(value: number): string {
  const written = String(value);
  const [mantissa = "", exponent] = written.split("e-");
  if (exponent === undefined) return written;
  const decimals = (mantissa.split(".")[1] ?? "").length + Number(exponent);
  return value.toFixed(Math.min(100, decimals));
}

/** A download of a table as CSV; the file name holds the filters and, for demo data, says so. */
export function downloadCsv<Row>(table: NamedTable<Row>, dataset?: Dataset): Response {
  return download(
    `${fileNameOf(table.name, dataset)}.csv`,
    writeCsv(table, dataset),
    "text/csv; charset=utf-8",
  );
}
