import { extname } from "node:path";
import { UnreadableDocument, type Document } from "./document";
import { LIMITS } from "./limits";

type Reader = (bytes: Uint8Array, file: string) => Document | Promise<Document>;

/** The readers by format; each is imported when the first document of its format arrives. */
const READERS = {
  html: loadOnce(async () => (await import("./html")).readHtml),
  text: loadOnce(async () => (await import("./text")).readText),
  markdown: loadOnce(async () => (await import("./text")).readMarkdown),
  docx: loadOnce(async () => (await import("./docx")).readDocx),
  doc: loadOnce(async () => (await import("./doc")).readDoc),
  rtf: loadOnce(async () => (await import("./rtf")).readRtf),
  xlsx: loadOnce(async () => (await import("./xlsx")).readXlsx),
  pdf: loadOnce(async () => (await import("./pdf")).readPdf),
};
type Format = keyof typeof READERS;

/** Importing the reader anew for every web page would take a tenth of its reading time. */
function loadOnce(load: () => Promise<Reader>): () => Promise<Reader> {
  let loading: Promise<Reader> | undefined;
  return () => (loading ??= load());
}

const ENDINGS: Readonly<Record<string, Format | undefined>> = {
  ".html": "html",
  ".htm": "html",
  ".shtml": "html",
  ".xhtml": "html",
  ".mht": "text",
  ".txt": "text",
  ".md": "markdown",
  ".markdown": "markdown",
  ".docx": "docx",
  ".doc": "doc",
  ".wps": "doc",
  ".rtf": "rtf",
  ".xlsx": "xlsx",
  ".pdf": "pdf",
};

const PICTURES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

/**
 * Reads a document of any format, detected by its first bytes and then by its ending.
 *
 * @param file name or path, for its ending and for messages
 * @throws UnreadableDocument with a sentence that says why and what to do
 */
export async function readDocument(bytes: Uint8Array, file: string): Promise<Document> {
  if (bytes.length === 0) throw new UnreadableDocument("文件是空的；请重新取得原件");
  if (bytes.length > LIMITS.bytes)
    throw new UnreadableDocument(
      `文件超过${LIMITS.bytes / 1024 / 1024}MB，未读取；请只提供报告正文`,
    );
  const format = detectFormat(bytes, file);
  const read = await READERS[format]();
  try {
    return await read(bytes, file);
  } catch (error) {
    const ending = extname(file).toLowerCase();
    const isNoText = format === "text" && error instanceof UnreadableDocument;
    if (!isNoText || [undefined, "text", "html", "markdown"].includes(ENDINGS[ending])) throw error;
    throw new UnreadableDocument(
      `文件的扩展名是${ending}，内容却不是这种格式，可能已损坏；请重新下载或向发布单位索取`,
      { cause: error },
    );
  }
}

function detectFormat(bytes: Uint8Array, file: string): Format {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
  const named = ENDINGS[extname(file).toLowerCase()];
  if (begins(PDF)) return "pdf";
  if (PICTURES.some(begins))
    throw new UnreadableDocument("文件是图片，没有可读的文字；请提供文字版或由人工录入");
  if (begins(ZIP)) {
    if (named === "docx" || named === "xlsx") return named;
    if (includesName(bytes, "word/document.xml")) return "docx";
    if (includesName(bytes, "xl/workbook.xml")) return "xlsx";
    throw new UnreadableDocument("文件是压缩包；请解压后提供其中的报告");
  }
  if (begins(OLE)) {
    // An encrypted .docx is an OLE file too; the .doc reader refuses it as encrypted.
    if (named === "doc" || named === "docx") return "doc";
    if (includesName(bytes, Buffer.from("WordDocument", "utf16le"))) return "doc";
    throw new UnreadableDocument("文件是旧版表格格式（.xls）；请另存为.xlsx后重新提供");
  }
  const opening = decodeLatin1(bytes.subarray(0, 2048));
  if (opening.startsWith("{\\rtf")) return "rtf";
  if (/<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b/i.test(opening)) return "html";
  if (named === "html" || named === "markdown") return named;
  return "text";
}

function includesName(bytes: Uint8Array, name: string | Buffer): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function decodeLatin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
}
