import type ExcelJS from "exceljs";
import { COLUMN_FORMATS } from "#tables/column";
import type { PlainTable } from "./plain-table";

/** Width of a column of one part, in characters. */
const WIDTH = 14;

/** A4 landscape, as wide as the table, on as many pages as its rows need. */
const PRINTED = {
  paperSize: 9,
  orientation: "landscape",
  fitToPage: true,
  fitToHeight: 0,
} as const;

/** Adds the sheet that says what the workbook is: a fact a row, its name first. */
export function addAboutSheet(
  workbook: ExcelJS.Workbook,
  facts: readonly (readonly [string, string])[],
): void {
  const sheet = workbook.addWorksheet("说明", { pageSetup: PRINTED });
  sheet.columns = [{ width: 16 }, { width: 100 }];
  for (const fact of facts) {
    const row = sheet.addRow([...fact]);
    row.getCell(1).font = { bold: true };
    row.getCell(2).alignment = { wrapText: true, vertical: "top" };
  }
}

/** Adds a table as a sheet: its header repeated in print, its first column and header kept in view. */
export function addSheet(
  workbook: ExcelJS.Workbook,
  { name, columns, rows, note }: PlainTable,
): void {
  const sheet = workbook.addWorksheet(sheetNameOf(name), {
    views: [{ state: "frozen", xSplit: 1, ySplit: 1 }],
    pageSetup: PRINTED,
  });
  sheet.pageSetup.printTitlesRow = "1:1";
  sheet.columns = columns.map(({ width, format }) => ({
    width: WIDTH * (width ?? 1),
    style: {
      numFmt: COLUMN_FORMATS[format].sheet,
      alignment: { vertical: "top", wrapText: format === "text" },
    },
  }));
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  header.alignment = { wrapText: true, horizontal: "center", vertical: "middle" };
  for (const { values } of rows) sheet.addRow([...values]);
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: rows.length + 1, column: columns.length },
  };
  if (note !== undefined) sheet.headerFooter.oddFooter = `&L${note.replaceAll("&", "&&")}&R第&P页`;
}

/** A name that a sheet may bear: at most 31 characters, none of those that are forbidden. */
function sheetNameOf(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, "").slice(0, 31);
}
