import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { repackParts } from "#etl/read/office-package";
import { compoundFile } from "./compound-file";
import { asMhtml, asMime, multipart } from "./mime";
import { odfFile } from "./odf";
import { ofdFile } from "./ofd";
import { hex, pdfFile } from "./pdf-file";
import { xlsFile } from "./xls";

/** A document made to cost its reader much: its name, and its bytes when made with `n` of something. */
interface HostileDocument {
  readonly file: string;
  readonly of: (n: number) => Uint8Array;
  /** How many it takes to cost a careful reader some milliseconds. */
  readonly few: number;
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const page = (body: string, head = ""): Uint8Array =>
  text(
    `<!DOCTYPE html><html><head><meta charset="utf-8">${head}<title>示例区2023年政府信息公开工作年度报告</title></head><body><h1>示例区2023年政府信息公开工作年度报告</h1>${body}</body></html>`,
  );
const part = (name: string, content: string) => ({ name, bytes: Buffer.from(content) });
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string, styles?: string): Uint8Array =>
  repackParts([
    part("[Content_Types].xml", "<Types/>"),
    part("word/document.xml", `<w:document ${WORD}><w:body>${body}</w:body></w:document>`),
    ...(styles === undefined
      ? []
      : [part("word/styles.xml", `<w:styles ${WORD}>${styles}</w:styles>`)]),
  ]);
const paragraph = (content: string): string => `<w:p><w:r><w:t>${content}</w:t></w:r></w:p>`;
const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const xlsx = (rows: string, more = "", strings?: string): Uint8Array =>
  repackParts([
    part("[Content_Types].xml", "<Types/>"),
    part(
      "_rels/.rels",
      '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    part(
      "xl/workbook.xml",
      `<workbook ${SHEET} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    ),
    part(
      "xl/worksheets/sheet1.xml",
      `<worksheet ${SHEET}><sheetData>${rows}</sheetData>${more}</worksheet>`,
    ),
    ...(strings === undefined
      ? []
      : [part("xl/sharedStrings.xml", `<sst ${SHEET}>${strings}</sst>`)]),
  ]);
const rtf = (body: string): Uint8Array => text(`{\\rtf1\\ansi\\ansicpg936 ${body}}`);
const PAGE_SIZE = [595, 842] as const;
const SECTION = "三、收到和处理政府信息公开申请情况\n";
const LABELS = "本年新收政府信息公开申请数量\n上年结转政府信息公开申请数量\n（一）予以公开\n";
const rowsOf = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => row(i)).join("");

/** By what is wrong with them. */
export const HOSTILE_DOCUMENTS: Readonly<Record<string, HostileDocument>> = {
  // Text
  "a text of newlines": { file: "a.txt", few: 60_000, of: (n) => text("\n".repeat(n)) },
  "a text of carriage returns": { file: "a.txt", few: 60_000, of: (n) => text("\r".repeat(n)) },
  "a text of numbers, one a line": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(SECTION + "1\n".repeat(n)),
  },
  "a text of labels, one a line": {
    file: "a.txt",
    few: 1_000,
    of: (n) => text(SECTION + LABELS.repeat(n)),
  },
  "a text of labels and numbers": {
    file: "a.txt",
    few: 1_000,
    of: (n) => text(SECTION + "（一）予以公开\n1\n2\n3\n".repeat(n)),
  },
  "a text of single characters": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(SECTION + "不\n予\n".repeat(n)),
  },
  "a text of tabs in one line": {
    file: "a.txt",
    few: 40_000,
    of: (n) => text(SECTION + "\t".repeat(n)),
  },
  "a text with one long line": {
    file: "a.txt",
    few: 60_000,
    of: (n) => text(SECTION + "政".repeat(n)),
  },
  "a text with one long line of blanks": {
    file: "a.txt",
    few: 60_000,
    of: (n) => text(`${SECTION}1${" ".repeat(n)}x`),
  },
  "a text with one long line of digits": {
    file: "a.txt",
    few: 60_000,
    of: (n) => text(SECTION + "1".repeat(n)),
  },
  "a text with one long line of digits and blanks": {
    file: "a.txt",
    few: 10_000,
    of: (n) => text(`${SECTION}${"1 ".repeat(n)}x`),
  },
  "a text with one long line of words and blanks": {
    file: "a.txt",
    few: 8_000,
    of: (n) => text(SECTION + "政 1 ".repeat(n)),
  },
  "a text of tabbed rows": {
    file: "a.txt",
    few: 2_000,
    of: (n) => text(SECTION + "（一）予以公开\t1\t2\n".repeat(n)),
  },
  "a text of lines that begin with tabs": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(SECTION + "\t1\n2\n".repeat(n)),
  },
  "a text of brackets that open": {
    file: "a.txt",
    few: 30_000,
    of: (n) => text(SECTION + "（(".repeat(n)),
  },
  "a text of headings": {
    file: "a.txt",
    few: 2_000,
    of: (n) => text("一、总体情况\n二、主动公开政府信息情况\n".repeat(n)),
  },
  "a text of titles": {
    file: "a.txt",
    few: 1_000,
    of: (n) => text(rowsOf(n, (i) => `示例区第${i}局2023年政府信息公开工作年度报告\n`)),
  },
  "a text of years": {
    file: "a.txt",
    few: 20_000,
    of: (n) => text(`示例区2023年政府信息公开工作年度报告\n一、总体情况\n${"2023年".repeat(n)}\n`),
  },
  "a text of places": {
    file: "a.txt",
    few: 10_000,
    of: (n) =>
      text(
        `${"北京市朝阳区".repeat(n)}2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n`,
      ),
  },
  "a text of dates": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(`一、总体情况\n二、主动公开\n${"2023年1月1日\n".repeat(n)}`),
  },
  "a text of lost characters": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(`${SECTION}四、行政复议\n${"好\uFFFD好\n".repeat(n)}`),
  },
  "a text of NULs": { file: "a.txt", few: 200_000, of: (n) => new Uint8Array(n) },
  "a text in UTF-16": {
    file: "a.txt",
    few: 100_000,
    of: (n) => Buffer.from(`\uFEFF${SECTION}${"政".repeat(n)}`, "utf16le"),
  },
  "a text of unpaired bytes": {
    file: "a.txt",
    few: 100_000,
    of: (n) => new Uint8Array(n).fill(0xe4),
  },
  "a text of combining marks": {
    file: "a.txt",
    few: 60_000,
    of: (n) => text(`${SECTION}e${"\u0301".repeat(n)}`),
  },
  "a text of sentences": {
    file: "a.txt",
    few: 4_000,
    of: (n) => text(`一、总体情况\n二、主动公开\n${"收到申请3件，办结2件。".repeat(n)}`),
  },
  // Markdown
  "pipes in one line": { file: "a.md", few: 10_000, of: (n) => text(`${"|".repeat(n)}\n`) },
  "rows of pipes": { file: "a.md", few: 5_000, of: (n) => text("| a | 1 |\n".repeat(n)) },
  "rules of a table": { file: "a.md", few: 5_000, of: (n) => text("|---|---|\n".repeat(n)) },
  "rules without end": { file: "a.md", few: 30_000, of: (n) => text(`|${"-|".repeat(n)}x\n`) },
  "dashes without end": { file: "a.md", few: 60_000, of: (n) => text(`${"-".repeat(n)}x\n`) },
  "asterisks without end": {
    file: "a.md",
    few: 60_000,
    of: (n) => text(`| ${"*".repeat(n)} | 1 |\n| a | 2 |`),
  },
  "blanks before hashes": { file: "a.md", few: 60_000, of: (n) => text(`${" ".repeat(n)}#x\n`) },
  "tables parted by blank lines": {
    file: "a.md",
    few: 2_000,
    of: (n) => text("| a | 1 |\n\nx\n".repeat(n)),
  },
  // CSV
  "figures without end": {
    file: "a.csv",
    few: 5_000,
    of: (n) => text(`table,line,column,printed\n${"requests,received,total,1\n".repeat(n)}`),
  },
  "a field without end": {
    file: "a.csv",
    few: 100_000,
    of: (n) => text(`table,line,column,printed\n"${"a".repeat(n)}`),
  },
  "commas without end": {
    file: "a.csv",
    few: 50_000,
    of: (n) => text(`table,line,column,printed\n${",".repeat(n)}`),
  },
  // Web pages
  "a page of one long paragraph": {
    file: "a.html",
    few: 30_000,
    of: (n) => page(`<p>${"政".repeat(n)}</p>`),
  },
  "a page with one long cell": {
    file: "a.html",
    few: 60_000,
    of: (n) => page(`<table><tr><td>（一）予以公开</td><td>${"1".repeat(n)}</td></tr></table>`),
  },
  "a page with one long label": {
    file: "a.html",
    few: 600,
    of: (n) =>
      page(
        `<table>${`<tr><td>${"不予公开".repeat(150)}</td><td>1</td></tr>`.repeat(n / 50)}</table>`,
      ),
  },
  "a page of elements not closed": {
    file: "a.html",
    few: 3_000,
    of: (n) => page("<b><i>x".repeat(n)),
  },
  "a page of formatting across blocks": {
    file: "a.html",
    few: 300,
    of: (n) => page("<a><p>".repeat(n)),
  },
  "a page of tables in tables": {
    file: "a.html",
    few: 200,
    of: (n) => page("<table><tr><td>".repeat(n)),
  },
  "a page of empty tables": {
    file: "a.html",
    few: 2_000,
    of: (n) => page("<table><tr><td>1</td><td>2</td></tr></table>".repeat(n)),
  },
  "a page of rows": {
    file: "a.html",
    few: 2_000,
    of: (n) => page(`<table>${"<tr><td>（一）予以公开</td><td>1</td></tr>".repeat(n)}</table>`),
  },
  "a page of spans": {
    file: "a.html",
    few: 500,
    of: (n) => page(`<table>${"<tr><td rowspan=1000 colspan=3>1</td></tr>".repeat(n)}</table>`),
  },
  "a page of attributes": {
    file: "a.html",
    few: 5_000,
    of: (n) => page(`<p ${rowsOf(n, (i) => `a${i}=1 `)}>x</p>`),
  },
  "a page of classes": {
    file: "a.html",
    few: 600,
    of: (n) =>
      page(
        `<p class="${rowsOf(n, (i) => `c${i} `)}">1</p>`.repeat(20),
        `<style>${rowsOf(400, (i) => `.c${i}{color:#fff}`)}</style>`,
      ),
  },
  "a page of rules of style": {
    file: "a.html",
    few: 400,
    of: (n) =>
      page(
        "<p class=a><span>1</span></p>".repeat(n),
        `<style>${"p.a span{color:red}".repeat(400)}</style>`,
      ),
  },
  "a page of selectors that go back": {
    file: "a.html",
    few: 40,
    of: (n) =>
      page(
        `${"<div>".repeat(n)}<p>1</p>`,
        `<style>${"x > div div ".repeat(1)}${"div ".repeat(n / 2)}p{display:none}y ${"div ".repeat(n / 2)}p{color:red}</style>`,
      ),
  },
  "a page of selectors not closed": {
    file: "a.html",
    few: 30_000,
    of: (n) => page("<p>1</p>", `<style>${":not(".repeat(n)}{color:red}</style>`),
  },
  "a page of braces": {
    file: "a.html",
    few: 20_000,
    of: (n) => page("<p>1</p>", `<style>${"@media screen{".repeat(n)}</style>`),
  },
  "a page of declarations": {
    file: "a.html",
    few: 10_000,
    of: (n) => page(`<p style="${"color:red;".repeat(n)}">1</p>`),
  },
  "a page of comments": { file: "a.html", few: 20_000, of: (n) => page("<!--x-->".repeat(n)) },
  "a page of a comment that opens": {
    file: "a.html",
    few: 60_000,
    of: (n) => page(`<style>${"/*".repeat(n)}</style>`, `<style>${"<!--".repeat(n)}</style>`),
  },
  "a page of entities": { file: "a.html", few: 30_000, of: (n) => page("&amp".repeat(n)) },
  "a page of line breaks in a cell": {
    file: "a.html",
    few: 20_000,
    of: (n) =>
      page(`<table><tr><td>（一）予以公开</td><td>1${"<br>".repeat(n)}2</td></tr></table>`),
  },
  "a page of blanks in a cell": {
    file: "a.html",
    few: 60_000,
    of: (n) =>
      page(`<table><tr><td>（一）予以公开</td><td>1${"&nbsp;".repeat(n)}2</td></tr></table>`),
  },
  "a page of marks in a cell": {
    file: "a.html",
    few: 5_000,
    of: (n) =>
      page(`<table><tr><td>（一）予以公开</td><td>${"1<sup>2</sup>".repeat(n)}</td></tr></table>`),
  },
  "a page of form fields": {
    file: "a.html",
    few: 5_000,
    of: (n) => page(`<table><tr><td>a</td><td>${"<input value=1>".repeat(n)}</td></tr></table>`),
  },
  "a page of preformatted lines": {
    file: "a.html",
    few: 10_000,
    of: (n) => page(`<pre>${"1\n".repeat(n)}</pre>`),
  },
  "a page of links": {
    file: "a.html",
    few: 5_000,
    of: (n) => page(rowsOf(n, (i) => `<a href=x>${2008 + (i % 18)}年度报告</a>`)),
  },
  "a page of metadata": {
    file: "a.html",
    few: 5_000,
    of: (n) =>
      page(
        "",
        rowsOf(n, (i) => `<meta name=m${i} content="示例区${i}年">`),
      ),
  },
  "a page whose cells repeat one trouble": {
    file: "a.html",
    few: 300,
    of: (n) =>
      page(
        `<p>三、收到和处理政府信息公开申请情况</p><table>${"<tr><td>（一）予以公开</td><td>1X</td></tr>".repeat(n)}</table>`,
      ),
  },
  // Mails and saved pages
  "a mail of parts": {
    file: "a.eml",
    few: 500,
    of: (n) =>
      asMime(
        [multipart("mixed")],
        Array.from({ length: n }, () => ({ headers: ["Content-Type: text/plain"], content: "x" })),
      ),
  },
  "a mail of headers": {
    file: "a.eml",
    few: 4_000,
    of: (n) => text(`MIME-Version: 1.0\r\n${"X-A: b\r\n".repeat(n)}\r\nx`),
  },
  "a mail of a folded header": {
    file: "a.eml",
    few: 4_000,
    of: (n) =>
      text(`MIME-Version: 1.0\r\nContent-Type: text/html;${"\r\n a=b;".repeat(n)}\r\n\r\nx`),
  },
  "a saved page with a long word": {
    file: "a.mht",
    few: 30_000,
    of: (n) => asMhtml(`<p>${"=".repeat(n)}</p>`, "quoted-printable"),
  },
  // Word
  "a Word file of paragraphs": {
    file: "a.docx",
    few: 3_000,
    of: (n) => docx(paragraph("1").repeat(n)),
  },
  "a Word file with one long paragraph": {
    file: "a.docx",
    few: 60_000,
    of: (n) => docx(paragraph("政".repeat(n))),
  },
  "a Word file with one long cell": {
    file: "a.docx",
    few: 60_000,
    of: (n) =>
      docx(
        `<w:tbl><w:tr><w:tc>${paragraph("（一）予以公开")}</w:tc><w:tc>${paragraph(`1${" ".repeat(n)}2`)}</w:tc></w:tr></w:tbl>`,
      ),
  },
  "a Word file of runs": {
    file: "a.docx",
    few: 5_000,
    of: (n) => docx(`<w:p>${"<w:r><w:t>1</w:t></w:r>".repeat(n)}</w:p>`),
  },
  "a Word file of tables in tables": {
    file: "a.docx",
    few: 60,
    of: (n) =>
      docx(
        `${"<w:tbl><w:tr><w:tc>".repeat(n)}${paragraph("1")}${"</w:tc></w:tr></w:tbl>".repeat(n)}`,
      ),
  },
  "a Word file of columns": {
    file: "a.docx",
    few: 2_000,
    of: (n) => docx(`<w:tbl><w:tr>${`<w:tc>${paragraph("1")}</w:tc>`.repeat(n)}</w:tr></w:tbl>`),
  },
  "a Word file of styles on styles": {
    file: "a.docx",
    few: 1_000,
    of: (n) =>
      docx(
        rowsOf(
          n,
          (i) => `<w:p><w:pPr><w:pStyle w:val="s${i}"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p>`,
        ),
        rowsOf(
          n,
          (i) =>
            `<w:style w:type="paragraph" w:styleId="s${i}"><w:basedOn w:val="s${i + 1}"/></w:style>`,
        ),
      ),
  },
  "a Word file of grid spans": {
    file: "a.docx",
    few: 500,
    of: (n) =>
      docx(
        `<w:tbl>${`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr>${paragraph("1")}</w:tc></w:tr>`.repeat(n)}</w:tbl>`,
      ),
  },
  "a Word file of attributes": {
    file: "a.docx",
    few: 5_000,
    of: (n) => docx(`<w:p ${rowsOf(n, (i) => `a${i}="1" `)}/>`),
  },
  "a Word file packed small": {
    file: "a.docx",
    few: 1_000_000,
    of: (n) => docx(`<w:p><w:r><w:t>${"0".repeat(n)}</w:t></w:r></w:p>`),
  },
  // Workbooks
  "a workbook of rows": {
    file: "a.xlsx",
    few: 2_000,
    of: (n) => xlsx(rowsOf(n, (i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`)),
  },
  "a workbook far away": {
    file: "a.xlsx",
    few: 1_000,
    of: (n) => xlsx(`<row r="${n}"><c r="XFD${n}"><v>1</v></c></row>`),
  },
  "a workbook of merged cells": {
    file: "a.xlsx",
    few: 2_000,
    of: (n) =>
      xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        `<mergeCells>${rowsOf(n, (i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`)}</mergeCells>`,
      ),
  },
  "a workbook of merged cells on each other": {
    file: "a.xlsx",
    few: 2_000,
    of: (n) =>
      xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        `<mergeCells>${'<mergeCell ref="A1:Z600"/>'.repeat(n)}</mergeCells>`,
      ),
  },
  "a workbook of strings": {
    file: "a.xlsx",
    few: 5_000,
    of: (n) =>
      xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "", "<si><t>a</t></si>".repeat(n)),
  },
  "a workbook of stretches": {
    file: "a.xlsx",
    few: 5_000,
    of: (n) =>
      xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        "",
        `<si>${"<r><t>1</t></r>".repeat(n)}</si>`,
      ),
  },
  "an old workbook of rows": {
    file: "a.xls",
    few: 2_000,
    of: (n) =>
      xlsFile([
        {
          name: "表",
          cells: Array.from({ length: n }, (_, row) => ({ row, column: 0, value: 1 })),
        },
      ]),
  },
  "an old workbook that says nothing": {
    file: "a.xls",
    few: 20_000,
    of: (n) => compoundFile([["Workbook", Buffer.alloc(n * 4)]]),
  },
  // Others
  "an old Word file of noughts": {
    file: "a.doc",
    few: 100_000,
    of: (n) =>
      compoundFile([
        ["WordDocument", Buffer.alloc(n)],
        ["1Table", Buffer.alloc(n)],
      ]),
  },
  "Rich Text of groups": { file: "a.rtf", few: 5_000, of: (n) => rtf("{".repeat(n)) },
  "Rich Text of rows": {
    file: "a.rtf",
    few: 1_000,
    of: (n) => rtf("\\trowd\\cellx100\\cellx200\\intbl 1\\cell 2\\cell\\row ".repeat(n)),
  },
  "Rich Text of cells": {
    file: "a.rtf",
    few: 2_000,
    of: (n) =>
      rtf(`\\trowd${rowsOf(n, (i) => `\\cellx${i + 1}`)}\\intbl ${"1\\cell ".repeat(n)}\\row`),
  },
  "Rich Text of binary": {
    file: "a.rtf",
    few: 50_000,
    of: (n) => rtf(`\\bin${n} ${"0".repeat(n)}`),
  },
  "Rich Text of bytes": { file: "a.rtf", few: 20_000, of: (n) => rtf("\\'d5\\'fe".repeat(n)) },
  "Rich Text of fonts": {
    file: "a.rtf",
    few: 5_000,
    of: (n) => rtf(`{\\fonttbl${rowsOf(n, (i) => `{\\f${i}\\fcharset134 a;}`)}}1`),
  },
  "an OpenDocument text of paragraphs": {
    file: "a.odt",
    few: 3_000,
    of: (n) => odfFile("text", "", "<text:p>1</text:p>".repeat(n)),
  },
  "an OpenDocument text of blanks": {
    file: "a.odt",
    few: 1_000,
    of: (n) => odfFile("text", "", `<text:p>1<text:s text:c="${n * 100_000}"/>2</text:p>`),
  },
  "an OpenDocument workbook of repeated cells": {
    file: "a.ods",
    few: 1_000,
    of: (n) =>
      odfFile(
        "spreadsheet",
        "",
        `<table:table table:name="a"><table:table-row table:number-rows-repeated="${n * 1000}"><table:table-cell table:number-columns-repeated="${n}"><text:p>1</text:p></table:table-cell></table:table-row></table:table>`,
      ),
  },
  "an OFD of texts": {
    file: "a.ofd",
    few: 500,
    of: (n) =>
      ofdFile([
        rowsOf(
          n,
          (i) =>
            `<ofd:TextObject ID="${i + 10}" Boundary="${i % 100} ${i % 200} 5 5" Font="1" Size="3"><ofd:TextCode X="0" Y="3">1</ofd:TextCode></ofd:TextObject>`,
        ),
      ]),
  },
  // PDF
  "a PDF of texts": {
    file: "a.pdf",
    few: 500,
    of: (n) =>
      pdfFile(
        [`BT /F1 10 Tf 50 800 Td ${`${hex("政府信息")} Tj 0 -1 Td `.repeat(n)}ET`],
        PAGE_SIZE,
      ),
  },
  "a PDF of texts in one place": {
    file: "a.pdf",
    few: 500,
    of: (n) =>
      pdfFile([`BT /F1 10 Tf 50 800 Td ${`${hex("政府信息")} Tj `.repeat(n)}ET`], PAGE_SIZE),
  },
  "a PDF of lines": {
    file: "a.pdf",
    few: 500,
    of: (n) =>
      pdfFile(
        [
          `BT /F1 10 Tf 50 800 Td ${hex("政府信息公开工作年度报告政府信息公开工作年度报告")} Tj ET ${rowsOf(n, (i) => `0 ${(i % 1000) * 0.8} m 500 ${(i % 1000) * 0.8} l S ${(i % 1000) * 0.6} 0 m ${(i % 1000) * 0.6} 800 l S `)}`,
        ],
        PAGE_SIZE,
      ),
  },
  "a PDF of rectangles": {
    file: "a.pdf",
    few: 500,
    of: (n) =>
      pdfFile(
        [
          `${rowsOf(n, (i) => `${i % 500} ${i % 800} 20 10 re f `)} BT /F1 10 Tf 50 800 Td ${`${hex("政府")} Tj 0 -1 Td `.repeat(n)} ET`,
        ],
        PAGE_SIZE,
      ),
  },
  "a PDF of states": { file: "a.pdf", few: 1_000, of: (n) => pdfFile(["q ".repeat(n)], PAGE_SIZE) },
  "a PDF of pages": {
    file: "a.pdf",
    few: 50,
    of: (n) =>
      pdfFile(
        Array.from(
          { length: n },
          () =>
            `BT /F1 10 Tf 50 800 Td ${hex("政府信息公开工作年度报告政府信息公开工作年度报告")} Tj ET`,
        ),
        PAGE_SIZE,
      ),
  },
  "a PDF packed small": {
    file: "a.pdf",
    few: 2_000_000,
    of: (n) => pdfFile([" ".repeat(n)], PAGE_SIZE),
  },
  "a PDF packed small twice": { file: "a.pdf", few: 2_000_000, of: (n) => packedTwice(n) },
  "a PDF of objects": {
    file: "a.pdf",
    few: 2_000,
    of: (n) =>
      text(
        `%PDF-1.7\n${rowsOf(n, (i) => `${i + 1} 0 obj\n<< /A ${i + 2} 0 R >>\nendobj\n`)}trailer\n<< /Root 1 0 R >>\n%%EOF`,
      ),
  },
  "a PDF that nests": {
    file: "a.pdf",
    few: 5_000,
    of: (n) =>
      text(`%PDF-1.7\n1 0 obj\n${"[".repeat(n)}\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF`),
  },
};

/** A page whose content inflates to a stream that inflates to `n` bytes. */
function packedTwice(n: number): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(n, 0x20))).toString("latin1");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    `<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n${packed}\nendstream`,
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF`, "latin1");
}
