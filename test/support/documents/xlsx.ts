import ExcelJS from "exceljs";
import type { Mark } from "#etl/read/marked-text";
import { placed, type InventedDocument } from "./invented-document";

const MARKED: Readonly<Record<Exclude<Mark, "shifted" | "hidden">, Partial<ExcelJS.Font>>> = {
  raised: { vertAlign: "superscript" },
  lowered: { vertAlign: "subscript" },
  struck: { strike: true },
  faint: { color: { argb: "FFFFFFFF" } },
};

/** A report as a workbook: text and tables below each other on one sheet, figures as numbers. */
export async function asXlsx(document: InventedDocument): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("年度报告");
  let top = 1;
  for (const block of document.blocks) {
    if (block.kind !== "table") {
      sheet.getCell(top, 1).value = block.text;
      sheet.mergeCells(top, 1, top, 15);
      top += 1;
      continue;
    }
    for (const { cell, row, column } of placed(block.rows)) {
      const target = sheet.getCell(top + row, column + 1);
      const isFigure = cell.prints !== undefined && /^-?\d+(?:\.\d+)?$/.test(cell.text);
      target.value = isFigure ? Number(cell.text) : cell.text;
      if (cell.runs)
        target.value = {
          richText: cell.runs.map(({ text, mark }) => {
            // A sheet has no stretch that is hidden or shifted: such a cell has plain text in its place.
            const font = mark && mark !== "shifted" && mark !== "hidden" ? MARKED[mark] : undefined;
            return font ? { text, font } : { text };
          }),
        };
      if (isFigure && cell.text.includes(".")) target.numFmt = "#,##0.00";
      if (cell.rowSpan > 1 || cell.columnSpan > 1)
        sheet.mergeCells(
          top + row,
          column + 1,
          top + row + cell.rowSpan - 1,
          column + cell.columnSpan,
        );
    }
    top += block.rows.length;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
