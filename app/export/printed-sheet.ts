import type ExcelJS from "exceljs";

/** Units of width (a digit of the sheet's own font) that A4 landscape takes at full size, with room for a wider font. */
export const SHEET_WIDTH = 124;
/** 五号, and still 9 points where a program without the sheet's font makes its columns a seventh wider. */
const FONT = { name: "宋体", charset: 134, size: 10.5 } as const;
/** Height of a line of the text, in points; a row bears at most so many. */
const [LINE, HIGHEST] = [14.5, 409];
const THIN = { style: "thin" } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };

interface SheetColumn {
  readonly header: string;
  /** In units; those of a sheet are together at most {@link SHEET_WIDTH}. */
  readonly width: number;
}

interface PrintedSheet {
  readonly name: string;
  /** Over every page. */
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** Under every page. */
  readonly foot: string;
}

/** Adds a sheet that prints on A4 landscape, as wide as the page: ruled, wrapped, its head repeated on every page. */
export function addPrintedSheet(
  workbook: ExcelJS.Workbook,
  { name, title, columns, foot }: PrintedSheet,
): ExcelJS.Worksheet {
  const escape = (text: string): string => text.replaceAll("&", "&&");
  const sheet = workbook.addWorksheet(sheetNameOf(name), {
    views: [{ state: "frozen", xSplit: 1, ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.75, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      // The size before the name of the font: a title may begin with a figure.
      oddHeader: `&C&14&"宋体,加粗"${escape(title)}`,
      oddFooter: `&L&9&"宋体,常规"${escape(foot)}&R&9&"宋体,常规"第&P页，共&N页`,
    },
  });
  sheet.pageSetup.printTitlesRow = "1:1";
  sheet.columns = columns.map(({ width }) => ({ width }));
  const header = sheet.addRow(columns.map((column) => column.header));
  styleRow(header, columns.length, { bold: true, horizontal: "center" });
  header.height = Math.max(
    2 * LINE,
    heightOf(
      columns.map((column) => column.header),
      columns,
    ),
  );
  return sheet;
}

/** Gives the cells of a row their font, rules and wrapping. */
export function styleRow(
  row: ExcelJS.Row,
  columns: number,
  look: { readonly bold?: true; readonly horizontal?: "center" } = {},
): void {
  for (let at = 1; at <= columns; at += 1) {
    const cell = row.getCell(at);
    cell.font = { ...FONT, ...(look.bold ? { bold: true } : {}) };
    cell.border = BORDER;
    cell.alignment = {
      wrapText: true,
      vertical: "middle",
      ...(look.horizontal ? { horizontal: look.horizontal } : {}),
    };
  }
}

/** Adds a line of text under a table, over all its columns, without rules. */
export function addRemark(sheet: ExcelJS.Worksheet, remark: string, columns: number): void {
  const row = sheet.addRow([remark]);
  if (columns > 1) sheet.mergeCells(row.number, 1, row.number, columns);
  const cell = row.getCell(1);
  cell.font = FONT;
  cell.alignment = { wrapText: true, vertical: "top" };
  const width = sheet.columns.reduce((sum, each) => sum + (each.width ?? 0), 0);
  row.height = heightOf([remark], [{ width }]);
}

/** Points that a row needs to show all of its texts. */
export function heightOf(
  texts: readonly (string | number | null)[],
  columns: readonly Pick<SheetColumn, "width">[],
): number {
  const lines = texts.map((text, at) => linesOf(text, columns[at]?.width ?? 1));
  return Math.min(HIGHEST, LINE * Math.max(1, ...lines) + 4);
}

/**
 * Lines that a text takes in a column: a Chinese character is as wide as two of the units of its width. A line of
 * running text often ends a character early, where a mark may not begin the next.
 */
function linesOf(text: string | number | null, width: number): number {
  const room = Math.max(1, width - (width > 12 ? 4 : 2));
  return String(text ?? "")
    .split("\n")
    .map((line) => Array.from(line).reduce((sum, letter) => sum + (letter > "ⁿ" ? 2 : 1), 0))
    .reduce((sum, units) => sum + Math.max(1, Math.ceil(units / room)), 0);
}

/** A name that a sheet may bear: at most 31 characters, none of those that are forbidden. */
function sheetNameOf(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, "").slice(0, 31);
}
