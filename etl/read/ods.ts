import { type Document, UnreadableDocument } from "./document";
import type { MarkedText } from "./marked-text";
import { CellBudget, cellText, countOf, type OdfStyles, rowsOf } from "./odf/content";
import { openOdf } from "./odf/package";
import { childOf, childrenOf, type XmlElement } from "./xml";
import { joinSheets, layOutSheet, type SheetCells } from "./sheet";

/** Reads an OpenDocument workbook (.ods): each visible sheet, its cells as the sheet shows them. */
export async function readOds(bytes: Uint8Array, file: string): Promise<Document> {
  const { content, styles, title } = await Promise.resolve().then(() => openOdf(bytes));
  const body = childOf(childOf(content, "office:body"), "office:spreadsheet");
  if (!body) throw new UnreadableDocument("文件不是OpenDocument表格，请另存为.xlsx或.ods后再读取");
  const budget = new CellBudget();
  const sheets = childrenOf(body, "table:table")
    .map((table) => ({
      cells: cellsOf(table, styles, budget),
      isHidden: styles.of(table).isHiddenSheet,
    }))
    .filter(({ cells }) => cells.shown.size > 0);
  const layouts = sheets
    .filter(({ isHidden }) => !isHidden)
    .map(({ cells }, index) => layOutSheet(cells, index + 1));
  const hidden = sheets.filter(({ isHidden }) => isHidden).map(({ cells }) => cells);
  return { file, format: "ods", title, ...joinSheets(layouts, hidden) };
}

/** The cells of a sheet; empty ones that are repeated to the edge of the sheet are only counted. */
function cellsOf(table: XmlElement, styles: OdfStyles, budget: CellBudget): SheetCells {
  const shown = new Map<string, MarkedText>();
  const merges: { top: number; left: number; bottom: number; right: number }[] = [];
  const hiddenRows = new Set<number>();
  let row = 1;
  for (const { times, isHidden, cells } of rowsOf(table)) {
    const filled = cells.map((cell) => ({ ...cell, text: textIn(cell.element, styles) }));
    const isEmpty = filled.every(({ text, isCovered }) => text === undefined && !isCovered);
    const height = isEmpty ? 0 : times;
    for (let at = row; at < row + height; at += 1) {
      if (isHidden) hiddenRows.add(at);
      let column = 1;
      for (const { text, times: width, rowSpan, columnSpan, isCovered } of filled) {
        if (text && !isCovered) {
          budget.take(width);
          for (let place = column; place < column + width; place += 1)
            shown.set(`${at},${place}`, text);
        }
        if (rowSpan * columnSpan > 1 && !isCovered)
          merges.push({
            top: at,
            left: column,
            bottom: at + rowSpan - 1,
            right: column + columnSpan - 1,
          });
        column += width;
      }
      budget.take(1);
    }
    row += times;
  }
  const hiddenColumns = hiddenColumnsOf(table);
  return {
    name: table.attributes.get("table:name") ?? "",
    shown,
    merges,
    isStored: () => true,
    isHiddenRow: (at) => hiddenRows.has(at),
    isHiddenColumn: (at) => hiddenColumns.some(([from, to]) => at >= from && at <= to),
  };
}

/** What a cell shows: its paragraphs, or the value of a program that writes none. */
function textIn(cell: XmlElement, styles: OdfStyles): MarkedText | undefined {
  const text = cellText(cell, styles);
  if (text.text !== "" || text.runs) return text;
  const value = cell.attributes.get("office:value") ?? cell.attributes.get("office:string-value");
  return value === undefined ? undefined : { text: value };
}

function hiddenColumnsOf(table: XmlElement): (readonly [from: number, to: number])[] {
  const hidden: (readonly [number, number])[] = [];
  let column = 1;
  const visit = (parent: XmlElement): void => {
    for (const child of childrenOf(parent)) {
      if (/^table:table-(?:columns|header-columns|column-group)$/.test(child.name)) visit(child);
      if (child.name !== "table:table-column") continue;
      const next = column + countOf(child, "table:number-columns-repeated");
      const visibility = child.attributes.get("table:visibility");
      if (visibility === "collapse" || visibility === "filter") hidden.push([column, next - 1]);
      column = next;
    }
  };
  visit(table);
  return hidden;
}
