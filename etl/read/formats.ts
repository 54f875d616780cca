import { extname } from "node:path";
import { UnreadableDocument, type Document } from "./document";
import { keysOf } from "#domain/records";
import { LIMITS } from "./limits";
import { isMimeMessage } from "./mime";

type Reader = (bytes: Uint8Array, file: string) => Document | Promise<Document>;

/** A format of documents. */
interface FormatDeclaration {
  /** For people: 网页. */
  readonly name: string;
  readonly endings: readonly string[];
  /** Whether its files begin with bytes of its own, so that one that begins otherwise is not of it. */
  readonly hasSignature?: true;
  /** Imports the reader when the first document of the format arrives. */
  readonly load: () => Promise<Reader>;
}

const FORMATS = {
  html: {
    name: "网页",
    endings: [".html", ".htm", ".shtml", ".xhtml"],
    load: loadOnce(async () => (await import("./html")).readHtml),
  },
  text: {
    name: "文本",
    endings: [".txt"],
    load: loadOnce(async () => (await import("./text")).readText),
  },
  mhtml: {
    name: "网页存档和邮件",
    endings: [".mht", ".mhtml", ".eml"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./mhtml")).readMhtml),
  },
  markdown: {
    name: "Markdown",
    endings: [".md", ".markdown"],
    load: loadOnce(async () => (await import("./text")).readMarkdown),
  },
  docx: {
    name: "Word",
    endings: [".docx"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./docx")).readDocx),
  },
  doc: {
    name: "旧版Word",
    endings: [".doc", ".wps"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./doc")).readDoc),
  },
  rtf: {
    name: "RTF",
    endings: [".rtf"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./rtf")).readRtf),
  },
  xlsx: {
    name: "Excel",
    endings: [".xlsx"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./xlsx")).readXlsx),
  },
  pdf: {
    name: "带文字的PDF",
    endings: [".pdf"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./pdf")).readPdf),
  },
} as const satisfies Record<string, FormatDeclaration>;
type Format = keyof typeof FORMATS;

/** Importing the reader anew for every web page would take a tenth of its reading time. */
function loadOnce(load: () => Promise<Reader>): () => Promise<Reader> {
  let loading: Promise<Reader> | undefined;
  return () => (loading ??= load());
}

const FORMAT_OF_ENDING: ReadonlyMap<string, Format> = new Map(
  keysOf(FORMATS).flatMap((format) =>
    FORMATS[format].endings.map((ending) => [ending, format] as const),
  ),
);

function hasSignature(format: Format): boolean {
  return "hasSignature" in FORMATS[format];
}

/** The formats that can be read, with their endings: 网页（.html、.htm）、文本（.txt）. */
export function formatReadableFormats(): string {
  return Object.values(FORMATS)
    .map(({ name, endings }) => `${name}（${endings.join("、")}）`)
    .join("、");
}

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
  const read = await FORMATS[format].load();
  try {
    return await read(bytes, file);
  } catch (error) {
    const ending = extname(file).toLowerCase();
    const isNoText = format === "text" && error instanceof UnreadableDocument;
    const named = FORMAT_OF_ENDING.get(ending);
    if (!isNoText || named === undefined || !hasSignature(named)) throw error;
    throw new UnreadableDocument(
      `文件的扩展名是${ending}，内容却不是这种格式，可能已损坏；请重新下载或向发布单位索取`,
      { cause: error },
    );
  }
}

function detectFormat(bytes: Uint8Array, file: string): Format {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
  const named = FORMAT_OF_ENDING.get(extname(file).toLowerCase());
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
  if (isMimeMessage(bytes)) return "mhtml";
  const opening = decodeLatin1(bytes.subarray(0, 2048));
  if (opening.startsWith("{\\rtf")) return "rtf";
  if (/<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b/i.test(opening)) return "html";
  return named !== undefined && !hasSignature(named) ? named : "text";
}

function includesName(bytes: Uint8Array, name: string | Buffer): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function decodeLatin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
}
