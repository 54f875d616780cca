import ExcelJS from "exceljs";
import { COLUMN_FORMATS } from "#tables/column";
import { DATASETS } from "#domain/report/division";
import { statedFiguresOf, tablesOf, type Briefing } from "./briefing";
import { encodeFigures } from "./file-fingerprint";
import { normalizeDocument } from "#export/archive";
import type { PlainTable } from "#export/plain-table";

const WIDTH = 14;

/** The briefing as a workbook: what it is, then a sheet a table. Equal briefings give equal bytes. */
export async function writeXlsx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "公开";
  workbook.title = briefing.title.join("");
  workbook.description = encodeFigures(statedFiguresOf(briefing));
  addAboutSheet(workbook, [
    ["标题", briefing.title.join("")],
    ["数据性质", DATASETS[briefing.dataset].notice],
    ["范围", briefing.inWords],
    ["数据截止日期", briefing.loadedOn],
    ["校验指纹", briefing.fingerprint],
  ]);
  for (const table of tablesOf(briefing)) addSheet(workbook, table);
  return normalizeDocument(await workbook.xlsx.writeBuffer(), briefing.loadedOn);
}

/** Adds the sheet that says what the workbook is: a fact a row, its name first. */
export function addAboutSheet(
  workbook: ExcelJS.Workbook,
  facts: readonly (readonly [string, string])[],
): void {
  const sheet = workbook.addWorksheet("说明");
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
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToHeight: 0 },
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
