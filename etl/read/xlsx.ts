import ExcelJS from "exceljs";
import { type Document, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import type { MarkedText } from "./marked-text";
import { repackParts, unpackOfficeParts } from "./office-package";
import { joinSheets, layOutSheet, type SheetCells } from "./sheet";
import { readCell } from "./xlsx-cell-text";
import { reduceToCells } from "./xlsx-package";

/** Reads a workbook: each visible sheet is one table, its cells as the sheet shows them. */
export async function readXlsx(bytes: Uint8Array, file: string): Promise<Document> {
  const parts = unpackOfficeParts(bytes);
  if (!parts.has("xl/workbook.xml"))
    throw new UnreadableDocument("文件不是完整的Excel工作簿，请重新下载或另存为.xlsx后再读取");
  refuseVastSheets([...parts.values()].map((part) => part.bytes));
  const workbook = await openWorkbook(repackParts(reduceToCells(parts)));
  const sheets = workbook.worksheets.filter(({ actualRowCount }) => actualRowCount > 0);
  const visible = sheets.filter(({ state }) => state === "visible");
  const layouts = visible.map((sheet, index) => layOutSheet(cellsOfSheet(sheet), index + 1));
  return {
    file,
    format: "xlsx",
    title: workbook.title || null,
    ...joinSheets(
      layouts,
      sheets.filter((sheet) => !visible.includes(sheet)),
    ),
  };
}

async function openWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  try {
    const copy = new ArrayBuffer(bytes.length);
    new Uint8Array(copy).set(bytes);
    await workbook.xlsx.load(copy);
    return workbook;
  } catch {
    throw new UnreadableDocument("Excel文件已损坏，无法打开，请重新下载或另存为.xlsx后再读取");
  }
}

/** Refuses huge or very many merged areas before ExcelJS compares them and lays out every cell of them. */
function refuseVastSheets(parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    const xml = Buffer.from(part).toString("latin1");
    let areas = 0;
    for (const [, range = ""] of xml.matchAll(/<mergeCell\b[^>]*\bref="([^"]*)"/g)) {
      areas += 1;
      if (areas > LIMITS.mergedAreas)
        throw new UnreadableDocument(`工作表的合并单元格超过${LIMITS.mergedAreas}处，未读取`);
      const [from = "", to = from] = range.split(":");
      const [a, b] = [parseAddress(from), parseAddress(to)];
      if ((Math.abs(a.row - b.row) + 1) * (Math.abs(a.column - b.column) + 1) > LIMITS.gridCells)
        throw new UnreadableDocument(`合并单元格超过${LIMITS.gridCells}格，未读取`);
    }
  }
}

function parseAddress(address: string): { row: number; column: number } {
  const [, letters = "A", digits = "1"] = /^\$?([A-Z]+)\$?(\d+)$/i.exec(address) ?? [];
  const column = [...letters.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(digits), column };
}

function cellsOfSheet(sheet: ExcelJS.Worksheet): SheetCells {
  const shown = new Map<string, MarkedText>();
  sheet.eachRow((row, at) => {
    row.eachCell((cell, column) => {
      if (cell.type !== ExcelJS.ValueType.Merge) shown.set(`${at},${column}`, readCell(cell));
    });
  });
  const merges = sheet.model.merges.map((range) => {
    const [from = "", to = from] = range.split(":");
    const [a, b] = [parseAddress(from), parseAddress(to)];
    return { top: a.row, left: a.column, bottom: b.row, right: b.column };
  });
  const isStored = (row: number, column: number): boolean =>
    sheet.findCell(row, column) !== undefined;
  return {
    name: sheet.name,
    shown,
    isStored,
    merges,
    isHiddenRow: (row) => sheet.findRow(row)?.hidden ?? false,
    isHiddenColumn: (column) => sheet.getColumn(column).hidden,
  };
}
