import type ExcelJS from "exceljs";
import { sheetFormatOf } from "#tables/column";
import { formatPlainValue, type PlainTable } from "./plain-table";
import { addPrintedSheet, addRemark, heightOf, SHEET_WIDTH, styleRow } from "./printed-sheet";

/** Units of the column of names on the sheet that says what a workbook is. */
const FACT_WIDTH = 16;

/** Adds the sheet that says what the workbook is: a fact a row, its name first. */
export function addAboutSheet(
  workbook: ExcelJS.Workbook,
  title: string,
  facts: readonly (readonly [string, string])[],
  foot: string,
): void {
  const columns = [
    { header: "项目", width: FACT_WIDTH },
    { header: "内容", width: SHEET_WIDTH - FACT_WIDTH },
  ];
  const sheet = addPrintedSheet(workbook, { name: "说明", title, columns, foot });
  for (const fact of facts) {
    const row = sheet.addRow([...fact]);
    styleRow(row, columns.length);
    row.height = heightOf(fact, columns);
  }
}

/** Adds a table as a sheet: its header repeated in print, its first column and header kept in view. */
export function addSheet(
  workbook: ExcelJS.Workbook,
  { name, columns, rows, note, empty, isForScreen }: PlainTable,
  foot: string,
): void {
  const parts = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  const sized = columns.map(({ header, width = 1 }) => ({
    header,
    width: (SHEET_WIDTH * width) / parts,
  }));
  const sheet = addPrintedSheet(workbook, { name, title: name, columns: sized, foot });
  for (const { values } of rows) {
    const row = sheet.addRow([...values]);
    styleRow(row, columns.length);
    columns.forEach(({ format }, at) => {
      row.getCell(at + 1).numFmt = sheetFormatOf(values[at] ?? null, format);
    });
    row.height = heightOf(
      columns.map(({ format }, at) => formatPlainValue(values[at] ?? null, format)),
      sized,
    );
  }
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: rows.length + 1, column: columns.length },
  };
  if (rows.length === 0) addRemark(sheet, empty, columns.length);
  const onScreen =
    isForScreen && rows.length > 0 ? `共${rows.length}行，供在屏幕上核对，打印时不列出。` : "";
  if (note !== undefined || onScreen !== "")
    addRemark(sheet, `注：${note ?? ""}${onScreen}`, columns.length);
  if (onScreen !== "") {
    const last = sheet.rowCount;
    sheet.pageSetup.printArea = `A${last}:${sheet.getColumn(columns.length).letter}${last}`;
  }
}
