import { extname } from "node:path";
import { UnreadableDocument, type Document } from "./document";
import { keysOf } from "#domain/records";
import { LIMITS } from "./limits";
import { isMimeMessage } from "./mime";
import { listEntries } from "./office-package";

type Reader = (bytes: Uint8Array, file: string) => Document | Promise<Document>;

/** A format of documents. */
interface FormatDeclaration {
  /** For people: 网页. */
  readonly name: string;
  readonly endings: readonly string[];
  /** Whether its files begin with bytes of its own, so that one that begins otherwise is not of it. */
  readonly hasSignature?: true;
  /** The part that a ZIP archive of the format holds. */
  readonly part?: string;
  /** What the archive says of its content, where several formats have the same part. */
  readonly mimeType?: string;
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
    part: "word/document.xml",
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
    endings: [".xlsx", ".xlsm"],
    hasSignature: true,
    part: "xl/workbook.xml",
    load: loadOnce(async () => (await import("./xlsx")).readXlsx),
  },
  xls: {
    name: "旧版Excel和WPS表格",
    endings: [".xls", ".et"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./xls")).readXls),
  },
  odt: {
    name: "OpenDocument文字",
    endings: [".odt"],
    hasSignature: true,
    part: "content.xml",
    mimeType: "application/vnd.oasis.opendocument.text",
    load: loadOnce(async () => (await import("./odt")).readOdt),
  },
  ods: {
    name: "OpenDocument表格",
    endings: [".ods"],
    hasSignature: true,
    part: "content.xml",
    mimeType: "application/vnd.oasis.opendocument.spreadsheet",
    load: loadOnce(async () => (await import("./ods")).readOds),
  },
  ofd: {
    name: "带框线表格的OFD",
    endings: [".ofd"],
    hasSignature: true,
    part: "OFD.xml",
    load: loadOnce(async () => (await import("./ofd")).readOfd),
  },
  pdf: {
    name: "带文字的PDF",
    endings: [".pdf"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./pdf")).readPdf),
  },
  picture: {
    name: "图片和扫描件（另装文字识别后）",
    endings: [".png", ".jpg", ".jpeg"],
    hasSignature: true,
    load: loadOnce(async () => (await import("./picture")).readPicture),
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

/** The formats that can be read, with their endings. */
export const READABLE_FORMATS: readonly Pick<FormatDeclaration, "name" | "endings">[] =
  Object.values(FORMATS);

/** The formats that can be read in words: 网页（.html、.htm）、文本（.txt）. */
export function formatReadableFormats(): string {
  return READABLE_FORMATS.map(({ name, endings }) => `${name}（${endings.join("、")}）`).join("、");
}

const PICTURES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** An archive without a file. */
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const OTHER_ARCHIVES = [
  [[0x52, 0x61, 0x72, 0x21], "RAR"],
  [[0x37, 0x7a, 0xbc, 0xaf], "7z"],
  [[0x1f, 0x8b], "GZ"],
] as const;
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
  if (PICTURES.some(begins)) return "picture";
  if (begins(ZIP) || begins(EMPTY_ZIP)) {
    const format = formatOfArchive(bytes);
    if (format) return format;
    if (named && "part" in FORMATS[named]) return named;
    if (includesName(bytes.subarray(0, 200), "[Content_Types].xml"))
      throw new UnreadableDocument(
        "文件是Office文件，但不是能读取的格式（如.pptx、.xlsb）；请另存为.docx、.xlsx或PDF后提供",
      );
    throw new UnreadableDocument(
      "压缩包中没有可以读取的文件，或压缩包已损坏；请解压后提供其中的报告",
    );
  }
  for (const [mark, kind] of OTHER_ARCHIVES)
    if (begins(mark))
      throw new UnreadableDocument(
        `文件是${kind}压缩包，不能直接读取；请解压，或改用ZIP格式压缩后提供`,
      );
  if (begins(OLE)) return detectCompoundFile(bytes, named);
  if (isMimeMessage(bytes)) return "mhtml";
  const opening = decodeLatin1(bytes.subarray(0, 2048));
  if (opening.startsWith("{\\rtf")) return "rtf";
  if (
    /^(?:ï»¿)?\s*<\?xml\b/.test(opening) &&
    !/<(?:!doctype\s+html|html|head|body|div|p|meta)\b/i.test(opening)
  )
    throw new UnreadableDocument(
      "文件是XML（如Word 2003 XML、Excel 2003 XML、UOF），不能直接读取；请用原来的程序打开后另存为.docx、.xlsx或PDF",
    );
  if (/<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b/i.test(opening)) return "html";
  return named !== undefined && !hasSignature(named) ? named : "text";
}

/** The format of an OLE file, by the streams in it. An encrypted .docx or .xlsx is one too. */
function detectCompoundFile(bytes: Uint8Array, named: Format | undefined): Format {
  const holds = (stream: string): boolean => includesName(bytes, Buffer.from(stream, "utf16le"));
  if (named === "xls" && holds("Workbook")) return "xls";
  if (holds("WordDocument")) return "doc";
  if (holds("Workbook") || holds("Book")) return "xls";
  if (named === "doc" || named === "docx") return "doc";
  if (named === "xls" || named === "xlsx") return "xls";
  if (holds("__substg1.0_"))
    throw new UnreadableDocument(
      "文件是Outlook邮件（.msg）；请在邮件程序中另存其中的附件，或另存为.eml",
    );
  throw new UnreadableDocument(
    "文件是旧版办公格式，但不是文字文档或表格；请用原来的程序打开后另存为.docx、.xlsx或PDF",
  );
}

/** The format whose part an archive holds; undefined for an archive of documents, or a damaged one. */
function formatOfArchive(bytes: Uint8Array): Format | undefined {
  try {
    const names = new Set(listEntries(bytes, LIMITS.bundleEntries).map(({ name }) => name));
    const opening = decodeLatin1(bytes.subarray(0, 256));
    return keysOf(FORMATS).find((format) => {
      const { part, mimeType }: FormatDeclaration = FORMATS[format];
      return part !== undefined && names.has(part) && opening.includes(mimeType ?? "");
    });
  } catch (error) {
    if (error instanceof UnreadableDocument) return undefined;
    throw error;
  }
}

function includesName(bytes: Uint8Array, name: string | Buffer): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function decodeLatin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
}
