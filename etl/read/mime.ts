import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

/** A message, a saved page or one of their parts; of a part that holds parts, `bytes` is empty. */
export interface MimePart {
  /** In lower case: text/html. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Headers by their name in lower case, encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** The name a file is sent under; null where the part is none. */
  readonly fileName: string | null;
  readonly isAttachment: boolean;
  /** The content, its transfer encoding undone. */
  readonly bytes: Uint8Array;
  readonly parts: readonly MimePart[];
}

/** Longest block of headers, in characters. */
const LONGEST_HEAD = 64 * 1024;
const BLANK_LINE = /\r\n\r\n|\n\n|\r\r/;
const HEADER = /^[!-9;-~]+:/;

/** Whether a file begins as a message does: headers, one of which says what follows. */
export function isMimeMessage(bytes: Uint8Array): boolean {
  if (!/^(?:ï»¿)?\s*[!-9;-~]+:/.test(decodeLatin1(bytes.subarray(0, 256)))) return false;
  const head = headOf(decodeLatin1(bytes.subarray(0, LONGEST_HEAD)).replace(/^(?:ï»¿)?\s+/, ""));
  const lines = head.split(/\r\n|[\r\n]/);
  if (!lines.every((line) => HEADER.test(line) || /^[ \t]/.test(line))) return false;
  const names = new Set(lines.map((line) => line.split(":", 1)[0]?.toLowerCase()));
  return (
    names.has("mime-version") ||
    names.has("content-type") ||
    (names.has("from") && (names.has("subject") || names.has("date")))
  );
}

/**
 * Parses a message with all its parts (RFC 2045-2047, 2231, 2557). A part that breaks off is kept as
 * far as it goes.
 *
 * @throws UnreadableDocument when it nests or divides beyond the limits
 */
export function parseMime(bytes: Uint8Array): MimePart {
  const source = decodeLatin1(bytes).replace(/^(?:ï»¿)?\s+/, "");
  const count = { parts: 0 };
  return parsePart(source, 0, count);
}

/** The part that a reader of the message sees first: a page rather than a text. */
export function findBody(message: MimePart): MimePart | undefined {
  const start = message.parameters.get("start");
  const shown = partsOf(message).filter((part) => !part.isAttachment);
  const named = shown.find((part) => start && part.headers.get("content-id") === start);
  if (named?.type === "text/html") return named;
  return (
    shown.find((part) => part.type === "text/html") ??
    shown.find((part) => part.type === "text/plain" && part.bytes.length > 0)
  );
}

/** The parts that hold no parts, in order. */
export function partsOf(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(partsOf);
}

function parsePart(source: string, depth: number, count: { parts: number }): MimePart {
  count.parts += 1;
  if (depth > LIMITS.messageNesting || count.parts > LIMITS.messageParts)
    throw new UnreadableDocument(
      `邮件或网页存档的分段超过上限（${LIMITS.messageParts}段、${LIMITS.messageNesting}层），未读取；请另存其中的报告后提供`,
    );
  const head = headOf(source);
  const body = source.slice(head.length).replace(/^(?:\r\n\r\n|\n\n|\r\r|\r\n|\n)/, "");
  const headers = parseHeaders(head);
  const { value: type, parameters } = parseParameters(headers.get("content-type") ?? "text/plain");
  const disposition = parseParameters(headers.get("content-disposition") ?? "");
  const fileName = disposition.parameters.get("filename") ?? parameters.get("name") ?? null;
  const boundary = parameters.get("boundary");
  const isMultipart = type.startsWith("multipart/") && boundary !== undefined;
  return {
    type,
    parameters,
    headers,
    fileName: fileName?.split(/[/\\]/).at(-1) ?? null,
    isAttachment: disposition.value === "attachment",
    bytes: isMultipart ? new Uint8Array() : decodeTransfer(body, headers),
    parts: isMultipart
      ? splitAtBoundary(body, boundary).map((part) => parsePart(part, depth + 1, count))
      : [],
  };
}

/** The headers: everything before the first blank line. */
function headOf(source: string): string {
  if (/^(?:\r\n|\n)/.test(source)) return "";
  const end = source.slice(0, LONGEST_HEAD).search(BLANK_LINE);
  return end === -1 ? source.slice(0, LONGEST_HEAD) : source.slice(0, end);
}

function parseHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replace(/(?:\r\n|[\r\n])[ \t]+/g, " ").split(/\r\n|[\r\n]/)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (!headers.has(name)) headers.set(name, decodeWords(line.slice(colon + 1).trim()));
  }
  return headers;
}

/** Decodes =?utf-8?B?…?= and what stands in a header without any encoding. */
function decodeWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(?==\?)/g, "$1");
  return decodeRaw(joined).replace(
    /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi,
    (_, charset: string, encoding: string, word: string) =>
      decodeCharset(
        /b/i.test(encoding)
          ? Buffer.from(word, "base64")
          : decodeQuotedPrintable(word.replaceAll("_", " ")),
        charset,
      ),
  );
}

/** Text whose bytes were taken for Latin-1: UTF-8 where that fits, else GB18030. */
function decodeRaw(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  const bytes = Buffer.from(text, "latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Splits `attachment; filename="年报.docx"`; a value may be cut in pieces and percent-encoded. */
function parseParameters(header: string): { value: string; parameters: Map<string, string> } {
  const [value = ""] = header.split(";", 1);
  const parameters = new Map<string, string>();
  const encoded = new Map<string, string>();
  const pattern = /;\s*([\w-]+)(\*\d+)?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;
  for (const [, name = "", piece, star, quoted, plain = ""] of header.matchAll(pattern)) {
    const key = name.toLowerCase();
    const text = quoted === undefined ? plain : quoted.replaceAll(/\\(["\\])/g, "$1");
    if (piece === undefined && star === undefined) parameters.set(key, text);
    else encoded.set(key, (encoded.get(key) ?? "") + text);
  }
  for (const [key, text] of encoded) parameters.set(key, decodePercent(text));
  return { value: value.trim().toLowerCase(), parameters };
}

/** Decodes utf-8'zh'%E5%B9%B4. */
function decodePercent(text: string): string {
  const [, charset = "utf-8", rest = text] = /^([\w-]+)'[\w-]*'(.*)$/s.exec(text) ?? [];
  if (!rest.includes("%")) return rest;
  const bytes = rest.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeCharset(Buffer.from(bytes, "latin1"), charset);
}

/** Decodes bytes; an encoding that is not known counts as GB18030. */
function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset.toLowerCase() === "unicode" ? "utf-16le" : charset).decode(
      bytes,
    );
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The parts between the lines that consist of a boundary; the last may lack its end. */
function splitAtBoundary(body: string, boundary: string): string[] {
  const mark = boundary.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const lines = body.matchAll(new RegExp(`(?:^|\\r?\\n)--${mark}(--)?[ \\t]*(?=\\r?\\n|$)`, "g"));
  const parts: string[] = [];
  let from: number | undefined;
  for (const { 0: line, 1: isLast, index } of lines) {
    if (from !== undefined) parts.push(body.slice(from, index).replace(/^\r?\n/, ""));
    if (isLast) return parts;
    from = index + line.length;
  }
  if (from !== undefined) parts.push(body.slice(from).replace(/^\r?\n/, ""));
  return parts;
}

function decodeTransfer(body: string, headers: ReadonlyMap<string, string>): Uint8Array {
  const encoding = headers.get("content-transfer-encoding")?.trim().toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding === "quoted-printable") return decodeQuotedPrintable(body);
  return Buffer.from(body, "latin1");
}

function decodeQuotedPrintable(text: string): Uint8Array {
  const lines = text.split(/\r?\n/);
  const last = lines.length - 1;
  const joined = lines
    .map((line, index) => (index < last ? trimBlanks(line) : line))
    .map((line, index) =>
      line.endsWith("=") ? line.slice(0, -1) : index < last ? `${line}\n` : line,
    )
    .join("");
  const decoded = joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, "latin1");
}

/** Takes away spaces and tabs at the end of a line, which mail programs may add. */
function trimBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "\t") end -= 1;
  return line.slice(0, end);
}

function decodeLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
