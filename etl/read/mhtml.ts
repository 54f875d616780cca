import { type Document, UnreadableDocument } from "./document";
import { decodeText } from "./encoding";
import { readHtml } from "./html";
import type { KeptSheet } from "./html/linked-sheets";
import { LIMITS } from "./limits";
import { findBody, type MimePart, parseMime, partsOf } from "./mime";
import { readText } from "./text";

/**
 * Reads a web page saved as one file (MHTML), with the pages framed in it, or the text of a mail.
 *
 * @throws UnreadableDocument where it holds neither a page nor a text
 */
export function readMhtml(bytes: Uint8Array, file: string): Document {
  const message = parseMime(bytes);
  const body = findBody(message);
  if (!body)
    throw new UnreadableDocument(
      "邮件或网页存档中没有网页或文字；请用浏览器打开后另存为网页（.html），或另存其中的附件",
    );
  if (body.type !== "text/html") return { ...readText(textBytes(body), file), format: "mhtml" };
  const parts = partsOf(message);
  const pages = parts.filter((part) => part.type === "text/html" && part !== body);
  const sheets = parts.filter((part) => part.type === "text/css");
  const read = readHtml(withFrames(body, pages), file, (address, from) =>
    findSheet(sheets, address, from ?? body.headers.get("content-location")),
  );
  return { ...read, format: "mhtml", title: read.title ?? message.headers.get("subject") ?? null };
}

const FRAME = /<i?frame\b[^>]{0,2000}?\bsrc\s*=\s*["']?([^"'\s>]{1,2000})[^>]{0,2000}>/gi;
/** A page of a set of frames shows nothing but them. */
const FRAME_SET = /<\/?(?:frameset|noframes)\b[^>]{0,2000}>/gi;

/** A page with the pages that it frames in their places. */
function withFrames(body: MimePart, pages: readonly MimePart[]): Uint8Array {
  const bytes = textBytes(body);
  if (pages.length === 0 || !Buffer.from(bytes).toString("latin1").match(FRAME)) return bytes;
  const left = new Set(pages);
  let room: number = LIMITS.bytes;
  const fill = (page: string): string => {
    room -= page.length;
    if (room < 0)
      throw new UnreadableDocument("网页存档中嵌入的网页过大，未读取；请只保存报告正文");
    return page.replace(FRAME, (tag: string, source: string) => {
      const framed = [...left].find((part) => isAt(part, source));
      if (!framed) return tag;
      left.delete(framed);
      const shown = `<div>${fill(decodeText(textBytes(framed)))}</div>`;
      return tag.toLowerCase().startsWith("<iframe") ? `${shown}<iframe>` : shown;
    });
  };
  return Buffer.from(`\uFEFF${fill(decodeText(bytes)).replaceAll(FRAME_SET, "")}`);
}

/** The sheet that is linked by an address which may be relative to that of what links it. */
function findSheet(
  sheets: readonly MimePart[],
  address: string,
  from: string | undefined,
): KeptSheet | undefined {
  const whole = from !== undefined && URL.canParse(address, from) ? new URL(address, from) : null;
  const part =
    sheets.find((sheet) => whole && isAt(sheet, whole.href)) ??
    sheets.find((sheet) => isAt(sheet, address.replace(/^(?:\.{0,2}\/)+/, "")));
  if (!part) return undefined;
  const text = new TextDecoder().decode(textBytes(part));
  return { text, address: part.headers.get("content-location") };
}

/** Whether a page frames or links this part by its number in the message, its address or the end of that. */
function isAt({ headers }: MimePart, source: string): boolean {
  const id = headers.get("content-id")?.replaceAll(/^<|>$/g, "");
  const location = headers.get("content-location");
  if (id !== undefined && source === `cid:${id}`) return true;
  return location !== undefined && (location === source || location.endsWith(`/${source}`));
}

/** The bytes of a text, in UTF-8 where they are in an encoding that only the message names. */
function textBytes({ bytes, parameters }: MimePart): Uint8Array {
  const charset = parameters.get("charset")?.toLowerCase() ?? "";
  if (charset === "" || /^(?:utf-?8|us-ascii|iso-8859-1|gb.*|x-gbk)$/.test(charset)) return bytes;
  try {
    const decoder = new TextDecoder(charset === "unicode" ? "utf-16le" : charset);
    return Buffer.from(`\uFEFF${decoder.decode(bytes)}`);
  } catch {
    return bytes;
  }
}
