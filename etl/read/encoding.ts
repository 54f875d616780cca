import { isUtf8, transcode } from "node:buffer";
import { UnreadableDocument } from "./document";

/** Declared encodings that are read as gb18030: its subsets and common misnomers. */
const GB_NAMES = new Set([
  "gb2312",
  "gbk",
  "gb18030",
  "x-gbk",
  "gb_2312-80",
  "cp936",
  "hz-gb-2312",
]);

/** Stands where bytes are no character. */
export const LOST_CHARACTER = "\uFFFD";

/** Encodings without Chinese, which servers declare by mistake and which fit any bytes. */
const LATIN_NAMES = new Set(["iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"]);

/**
 * The text of a file. Tried in turn: byte-order mark, strict UTF-8 (text that is valid UTF-8 with
 * Chinese in it is UTF-8 whatever it declares), the declared encoding, strict GB18030, and last the
 * encoding that fits but for a few damaged bytes, each run of which becomes one {@link LOST_CHARACTER}.
 *
 * @throws UnreadableDocument when no encoding fits, or when the text was garbled before it was saved
 */
export function decodeText(bytes: Uint8Array): string {
  const strict =
    decodeByMark(bytes) ??
    decodeUtf8(bytes) ??
    decodeByDeclaration(bytes) ??
    decodeStrictly(bytes, "gb18030");
  const whole = strict !== undefined && !isMisread(strict) ? markNulls(strict) : undefined;
  const text = whole ?? decodeDamaged(bytes) ?? strict;
  if (text === undefined)
    throw new UnreadableDocument(
      "文字编码无法辨认（既不是UTF-8，也不是GB18030）；请用原网页重新保存后提供",
    );
  refuseGarbled(text);
  return text;
}

/**
 * Refuses text in which Chinese was lost before it reached the file.
 *
 * @throws UnreadableDocument for UTF-8 that was read as GBK, or many replacement marks
 */
function refuseGarbled(text: string): void {
  if (isMisread(text))
    throw new UnreadableDocument(
      "文字已成乱码（UTF-8曾被当作GBK读取并保存）；请从原网站重新取得原件",
    );
  if (text.includes("\0"))
    throw new UnreadableDocument("文件不是文字，也不是认得的文档格式；请提供网页、文字或办公文档");
  if (!text.includes("\uFFFD") && !text.includes("???")) return;
  const replaced = text.match(REPLACED)?.length ?? 0;
  if (replaced > 20 && (text.match(HAN)?.length ?? 0) < replaced * 5)
    throw new UnreadableDocument("文字大量丢失（显示为“？”或“�”）；请从原网站重新取得原件");
}

/** Least Chinese characters for each damaged place, and in all, for a text to count as one of an encoding. */
const LEAST_HAN = 40;
/** Least share of everyday characters among the Chinese ones: text in a wrong encoding has hardly any. */
const EVERYDAY_SHARE = 0.7;
/** Characters of GB 2312 level 1, which are nine tenths of any report. */
const EVERYDAY = new Set(
  new TextDecoder("gb18030").decode(
    Uint8Array.from({ length: (0xd7 - 0xb0 + 1) * 94 * 2 }, (_, i) =>
      i % 2 === 0 ? 0xb0 + Math.floor(i / 188) : 0xa1 + Math.floor((i % 188) / 2),
    ),
  ),
);

/** The text of bytes that are of an encoding but for a few; undefined where none comes near. */
function decodeDamaged(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked = [first, second].join() === "255,254" || [first, second].join() === "254,255";
  const encodings = marked ? [first === 0xff ? "utf-16le" : "utf-16be"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    const decoded = markNulls(new TextDecoder(encoding).decode(bytes)).replace(
      /\uFFFD+/g,
      "\uFFFD",
    );
    const han = decoded.match(HAN) ?? [];
    const damages = decoded.split(LOST_CHARACTER).length - 1;
    const everyday = han.filter((sign) => EVERYDAY.has(sign)).length;
    if (han.length >= LEAST_HAN * damages && everyday >= han.length * EVERYDAY_SHARE)
      return decoded;
  }
  return undefined;
}

/** Marks the null bytes of a text as lost characters, unless they are so many that it is no text. */
function markNulls(text: string): string {
  if (!text.includes("\0")) return text;
  const nulls = text.split("\0").length - 1;
  const han = text.match(HAN)?.length ?? 0;
  return han >= LEAST_HAN * nulls ? text.replace(/\0+/g, LOST_CHARACTER) : text;
}

const HAN = /\p{Script=Han}/gu;
const REPLACED = /\uFFFD|\?{3}/g;

/** Common words of these reports as they look when their UTF-8 bytes were decoded as GBK. */
const GARBLED = ["政府信息", "信息公开", "人民政府", "申请"].map((word) => {
  const seen = new TextDecoder("gb18030").decode(new TextEncoder().encode(word));
  return seen.replace(/\uFFFD.*$/su, "");
});

/** Whether a text is UTF-8 that was read as GBK. */
function isMisread(text: string): boolean {
  return GARBLED.some((word) => text.includes(word));
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeByMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decodeStrictly(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decodeStrictly(bytes, "utf-16be");
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeStrictly(bytes, "utf-8");
  return undefined;
}

/** Transcodes to UTF-16 first, which takes a fifth of the time of a TextDecoder. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? transcode(bytes, "utf8", "utf16le").toString("utf16le") : undefined;
}

function decodeByDeclaration(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const declared = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  if (!declared || LATIN_NAMES.has(declared)) return undefined;
  return decodeStrictly(bytes, GB_NAMES.has(declared) ? "gb18030" : declared);
}
