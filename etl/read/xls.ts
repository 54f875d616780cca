import { type Document, UnreadableDocument } from "./document";
import { streamsOf } from "./doc/compound-file";
import { type MarkedText, type Run, toMarkedText } from "./marked-text";
import { parseWorkbook, type Sheet, type SheetCell, type Workbook } from "./xls/workbook";
import { joinSheets, layOutSheet, type SheetCells } from "./sheet";
import { formatNumber } from "./xlsx-cell-text";

/** Reads an old Excel workbook (.xls) or one of WPS (.et): each visible sheet, as .xlsx is read. */
export async function readXls(bytes: Uint8Array, file: string): Promise<Document> {
  const { sheets, from1904 } = await Promise.resolve().then(() => openWorkbook(bytes));
  const filled = sheets.filter(({ cells }) =>
    cells.some(({ content }) => content.kind !== "blank"),
  );
  const layouts = filled
    .filter(({ isHidden }) => !isHidden)
    .map((sheet, index) => layOutSheet(cellsOf(sheet, from1904), index + 1));
  const hidden = filled.filter(({ isHidden }) => isHidden);
  return { file, format: "xls", title: null, ...joinSheets(layouts, hidden) };
}

function openWorkbook(bytes: Uint8Array): Workbook {
  try {
    const stream = streamsOf(bytes);
    const workbook = stream("Workbook");
    if (workbook) return parseWorkbook(workbook);
    if (stream("EncryptedPackage"))
      throw new UnreadableDocument("工作簿已加密，需要密码才能打开，请提供未加密的文件");
    throw new UnreadableDocument(
      "文件是Excel 95或更早的格式，请用Excel或WPS打开后另存为.xlsx再读取",
    );
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument(
      "Excel工作簿（.xls）已损坏或不完整，请用Excel或WPS打开后另存为.xlsx再读取",
    );
  }
}

function cellsOf(sheet: Sheet, from1904: boolean): SheetCells {
  const shown = new Map(
    sheet.cells.map(
      (cell) => [`${cell.row + 1},${cell.column + 1}`, textOf(cell, from1904)] as const,
    ),
  );
  const merges = sheet.merged.map(({ top, left, bottom, right }) => ({
    top: top + 1,
    left: left + 1,
    bottom: bottom + 1,
    right: right + 1,
  }));
  const isStored = (row: number, column: number): boolean => shown.has(`${row},${column}`);
  return {
    name: sheet.name,
    shown,
    isStored,
    merges,
    isHiddenRow: (row) => sheet.hiddenRows.has(row - 1),
    isHiddenColumn: (column) => sheet.hiddenColumns.has(column - 1),
  };
}

/** What a cell shows. What is set for the whole cell is overruled by its own stretches. */
function textOf({ content, format, mark }: SheetCell, from1904: boolean): MarkedText {
  const runs: readonly Run[] =
    content.kind === "text"
      ? content.runs
      : content.kind === "number"
        ? [{ text: formatValue(content.value, format, from1904) }]
        : [];
  return toMarkedText(runs.map((run) => (mark && !run.mark ? { ...run, mark } : run)));
}

const DATE_FORMAT = /[ymd年月日]/i;
const DAY = 86_400_000;

function formatValue(value: number, format: string, from1904: boolean): string {
  if (!DATE_FORMAT.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, "")))
    return formatNumber(value, format);
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(start + Math.floor(value) * DAY);
  return Number.isNaN(date.getTime())
    ? formatNumber(value, undefined)
    : date.toISOString().slice(0, 10);
}
