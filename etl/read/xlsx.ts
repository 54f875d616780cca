import ExcelJS from "exceljs";
import {
  type Block,
  type Document,
  type Grid,
  type GridCell,
  UnreadableDocument,
} from "./document";
import { LIMITS } from "./limits";
import { officeParts, repacked } from "./office-package";
import { blocksOfSheet } from "./xlsx/sheet-blocks";
import { shownValue } from "./xlsx/shown-value";

/** Reads a workbook: each visible sheet is one table, its cells as the sheet shows them. */
export async function readXlsx(bytes: Uint8Array, file: string): Promise<Document> {
  const parts = officeParts(bytes);
  if (!parts.has("xl/workbook.xml"))
    throw new UnreadableDocument("文件不是完整的Excel工作簿，请重新下载或另存为.xlsx后再读取");
  refuseVastSheets([...parts.values()].map((part) => part.bytes));
  const workbook = await open(repacked(parts.values()));
  const blocks: Block[] = [];
  let sheets = 1;
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== "visible" || sheet.actualRowCount === 0) continue;
    blocks.push(...blocksOfSheet(...gridOf(sheet, sheets), sheets));
    sheets += 1;
  }
  return { file, format: "xlsx", title: workbook.title || null, blocks };
}

async function open(bytes: Buffer): Promise<ExcelJS.Workbook> {
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

/** A cell far to the right or a merged area of millions would be laid out before anyone counts it. */
function refuseVastSheets(parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    const xml = Buffer.from(part).toString("latin1");
    for (const [, range = ""] of xml.matchAll(/<mergeCell\b[^>]*\bref="([^"]*)"/g)) {
      const [from = "", to = from] = range.split(":");
      const [a, b] = [positionOf(from), positionOf(to)];
      if ((Math.abs(a.row - b.row) + 1) * (Math.abs(a.column - b.column) + 1) > LIMITS.gridCells)
        throw new UnreadableDocument(`合并单元格超过${LIMITS.gridCells}格，未读取`);
    }
  }
}

function positionOf(address: string): { row: number; column: number } {
  const [, letters = "A", digits = "1"] = /^\$?([A-Z]+)\$?(\d+)$/i.exec(address) ?? [];
  const column = [...letters.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(digits), column };
}

/** The sheet as one grid, and the cells of it that the file does not store. */
function gridOf(sheet: ExcelJS.Worksheet, number: number): [Grid, ReadonlySet<GridCell>] {
  const shown = new Map<string, string>();
  let rows = 0;
  let columns = 0;
  sheet.eachRow((row, at) => {
    row.eachCell((cell, column) => {
      if (cell.type === ExcelJS.ValueType.Merge) return;
      const text = shownValue(cell);
      shown.set(`${at},${column}`, text);
      if (text.trim() === "") return;
      rows = Math.max(rows, at);
      columns = Math.max(columns, column);
    });
  });
  const merges = sheet.model.merges.map((range) => {
    const [from = "", to = from] = range.split(":");
    const [a, b] = [positionOf(from), positionOf(to)];
    return { top: a.row, left: a.column, bottom: b.row, right: b.column };
  });
  for (const { top, left, bottom, right } of merges) {
    if (top > rows || left > columns) continue;
    rows = Math.max(rows, bottom);
    columns = Math.max(columns, right);
  }
  if (rows * columns > LIMITS.gridCells)
    throw new UnreadableDocument(
      `工作表“${sheet.name}”超过${LIMITS.gridCells}格，超出上限，未读取`,
    );
  const slots: (GridCell | undefined)[][] = Array.from({ length: rows }, () =>
    Array<GridCell | undefined>(columns).fill(undefined),
  );
  const unstored = new Set<GridCell>();
  const put = (row: number, column: number, rowSpan: number, columnSpan: number): void => {
    const where = { table: number, row, column };
    const text = shown.get(`${row},${column}`) ?? "";
    const cell: GridCell = { text, where, row: row - 1, column: column - 1, rowSpan, columnSpan };
    if (!sheet.findCell(row, column)) unstored.add(cell);
    for (let at = row - 1; at < row - 1 + rowSpan; at += 1)
      slots[at]?.fill(cell, column - 1, column - 1 + columnSpan);
  };
  for (const { top, left, bottom, right } of merges)
    if (top <= rows && left <= columns) put(top, left, bottom - top + 1, right - left + 1);
  slots.forEach((row, at) =>
    row.forEach((slot, column) => {
      if (!slot) put(at + 1, column + 1, 1, 1);
    }),
  );
  return [{ slots, columns }, unstored];
}
