import { repackParts } from "#etl/read/office-package";
import type { Mark } from "#etl/read/marked-text";
import {
  type InventedCell,
  type InventedDocument,
  type InventedTable,
  placed,
  runsOf,
} from "./invented-document";

/** A report as an OpenDocument text. */
export function asOdt(document: InventedDocument): Uint8Array {
  const body = document.blocks.map((block) => {
    if (block.kind === "table") return tableOf(block);
    return block.kind === "paragraph" ? paragraph(block.text) : heading(block.text);
  });
  return odfFile("text", document.title, `<office:text>${body.join("")}</office:text>`);
}

/** A report as an OpenDocument workbook: text and tables below each other on one sheet. */
export function asOds(document: InventedDocument): Uint8Array {
  const rows = document.blocks.map((block) =>
    block.kind === "table"
      ? rowsOf(block)
      : `<table:table-row><table:table-cell table:number-columns-spanned="15">${paragraph(block.text)}</table:table-cell><table:covered-table-cell table:number-columns-repeated="14"/></table:table-row>`,
  );
  const rest =
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  return odfFile(
    "spreadsheet",
    document.title,
    `<office:spreadsheet><table:table table:name="年度报告"><table:table-column table:number-columns-repeated="15"/>${rows.join("")}${rest}</table:table></office:spreadsheet>`,
  );
}

const LOOKS: Partial<Record<Mark, string>> = {
  raised: 'style:text-position="super 58%"',
  lowered: 'style:text-position="sub 58%"',
  struck: 'style:text-line-through-style="solid"',
  hidden: 'text:display="none"',
};

/** The file of a document: its type, its content and the styles raised, lowered, struck and hidden. */
export function odfFile(kind: "text" | "spreadsheet", title: string, body: string): Uint8Array {
  const spaces = ["office", "text", "table", "style"]
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  const styles = Object.entries(LOOKS).map(
    ([name, look]) =>
      `<style:style style:name="${name}" style:family="text"><style:text-properties ${look}/></style:style>`,
  );
  const hiddenSheet =
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces}><office:automatic-styles>${styles.join("")}${hiddenSheet}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`;
  const meta = `<office:document-meta ${spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>${escape(title)}</dc:title></office:meta></office:document-meta>`;
  const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  return repackParts([
    part("mimetype", `application/vnd.oasis.opendocument.${kind}`),
    part("content.xml", content),
    part("meta.xml", meta),
  ]);
}

function tableOf(table: InventedTable): string {
  return `<table:table><table:table-column/>${rowsOf(table)}</table:table>`;
}

/** The rows of a table, a covered cell in each slot over which another lies. */
function rowsOf(table: InventedTable): string {
  const width = Math.max(...placed(table.rows).map(({ cell, column }) => column + cell.columnSpan));
  const starts = new Map(
    placed(table.rows).map(({ cell, row, column }) => [`${row},${column}`, cell]),
  );
  return table.rows
    .map((_, row) => {
      const cells = Array.from({ length: width }, (__, column) => {
        const cell = starts.get(`${row},${column}`);
        return cell ? cellOf(cell) : "<table:covered-table-cell/>";
      });
      return `<table:table-row>${cells.join("")}</table:table-row>`;
    })
    .join("");
}

function cellOf(cell: InventedCell): string {
  const { rowSpan, columnSpan } = cell;
  const spans = `table:number-rows-spanned="${rowSpan}" table:number-columns-spanned="${columnSpan}"`;
  const text = runsOf(cell)
    .map(({ text: own, mark }) =>
      mark ? `<text:span text:style-name="${mark}">${escape(own)}</text:span>` : escape(own),
    )
    .join("");
  return `<table:table-cell ${spans}><text:p>${text}</text:p></table:table-cell>`;
}

function paragraph(text: string): string {
  return `<text:p>${escape(text)}</text:p>`;
}

function heading(text: string): string {
  return `<text:h text:outline-level="1">${escape(text)}</text:h>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", "<text:line-break/>");
}
