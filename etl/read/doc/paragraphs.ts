import { LIMITS } from "../limits";
import { DamagedFile } from "./compound-file";

/** A paragraph of the main text; `mark` is the character that ends it. */
export interface WordParagraph {
  readonly text: string;
  readonly mark: string;
  readonly properties: readonly Property[];
}

const CELL_MARK = "\x07";
const ENDS = new Set(["\r", CELL_MARK, "\f"]);
const DELETED = 0x0800;
const HIDDEN = 0x083c;
const ELSEWHERE = new Set([0x6645, 0x6646]);

interface Piece {
  readonly text: string;
  /** Byte offset of its first character, and bytes per character. */
  readonly at: number;
  readonly width: 1 | 2;
}

/** Whether the file's flags say that its text is encrypted. */
export function isEncryptedText(main: DataView): boolean {
  return (main.getUint16(0x0a, true) & 0x0100) !== 0;
}

/** Name of the table stream that belongs to the text; a file may hold two. */
export function tableStreamName(main: DataView): string {
  return (main.getUint16(0x0a, true) & 0x0200) !== 0 ? "1Table" : "0Table";
}

/** The paragraphs of the main text with their formatting; hidden and deleted text is left out. */
export function parseParagraphs(main: DataView, table: DataView, data: DataView): WordParagraph[] {
  if (main.getUint16(0, true) !== 0xa5ec) throw new DamagedFile();
  const part = (field: number): DataView => {
    const from = main.getUint32(field, true);
    const size = main.getUint32(field + 4, true);
    if (from + size > table.byteLength) throw new DamagedFile();
    return new DataView(table.buffer, table.byteOffset + from, size);
  };
  const length = main.getUint32(0x4c, true);
  if (length > LIMITS.characters) throw new DamagedFile();
  const pieces = parsePieces(part(0x01a2), main);
  const paragraphs = parseFormats(main, part(0x0102), "paragraph").map((format) => ({
    ...format,
    properties: format.properties.flatMap((property) => resolveProperty(property, data)),
  }));
  const hidden = parseFormats(main, part(0x00fa), "character").filter(({ properties }) =>
    properties.some(({ code, operand }) => isHiddenCode(code) && operand.getUint8(0) === 1),
  );
  const found: WordParagraph[] = [];
  let text = "";
  let count = 0;
  for (const piece of pieces)
    for (let index = 0; index < piece.text.length && count < length; index += 1, count += 1) {
      const char = piece.text[index] ?? "";
      const offset = piece.at + index * piece.width;
      if (ENDS.has(char)) {
        found.push({
          text: removeMarks(text),
          mark: char,
          properties: formatAt(paragraphs, offset),
        });
        text = "";
      } else if (hidden.length === 0 || !isWithin(hidden, offset)) text += char;
    }
  if (text !== "") found.push({ text: removeMarks(text), mark: "\r", properties: [] });
  return found;
}

/** Formatting too long for its page is stored in the data stream, and its place holds the offset. */
function resolveProperty(property: Property, data: DataView): readonly Property[] {
  if (!ELSEWHERE.has(property.code)) return [property];
  const at = property.operand.getUint32(0, true);
  if (at + 2 > data.byteLength) return [];
  const size = Math.min(data.getUint16(at, true), data.byteLength - at - 2);
  return parseProperties(new DataView(data.buffer, data.byteOffset + at + 2, size));
}

function isHiddenCode(code: number): boolean {
  return code === DELETED || code === HIDDEN;
}

function parsePieces(clx: DataView, main: DataView): Piece[] {
  let at = 0;
  while (at < clx.byteLength && clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true);
  if (clx.getUint8(at) !== 2) throw new DamagedFile();
  const start = at + 5;
  const count = Math.floor((clx.getUint32(at + 1, true) - 4) / 12);
  if (count < 0 || start + (count + 1) * 4 + count * 8 > clx.byteLength) throw new DamagedFile();
  return Array.from({ length: count }, (_, index) => {
    const size =
      clx.getUint32(start + (index + 1) * 4, true) - clx.getUint32(start + index * 4, true);
    const offset = clx.getUint32(start + (count + 1) * 4 + index * 8 + 2, true);
    const isNarrow = (offset & 0x40000000) !== 0;
    const from = isNarrow ? (offset & 0x3fffffff) / 2 : offset;
    const width = isNarrow ? 1 : 2;
    if (size < 0 || from + size * width > main.byteLength) throw new DamagedFile();
    const bytes = new Uint8Array(main.buffer, main.byteOffset + from, size * width);
    const text = new TextDecoder(isNarrow ? "windows-1252" : "utf-16le", {
      ignoreBOM: true,
    }).decode(bytes);
    return { text, at: from, width };
  });
}

function formatAt(formats: readonly FormatRange[], offset: number): readonly Property[] {
  const format = findLastStart(formats, offset);
  return format && offset < format.to ? format.properties : [];
}

function isWithin(formats: readonly FormatRange[], offset: number): boolean {
  const format = findLastStart(formats, offset);
  return format !== undefined && offset < format.to;
}

/** The last range that starts at or before an offset (binary search). */
function findLastStart(formats: readonly FormatRange[], offset: number): FormatRange | undefined {
  let low = 0;
  let high = formats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((formats[middle]?.from ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return formats[low - 1];
}

/** Removes the control characters of fields, pictures and notes; of a field only the result stays. */
function removeMarks(text: string): string {
  let plain = text;
  for (let before = ""; before !== plain;) {
    before = plain;
    plain = plain.replaceAll(/\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15/g, "$1");
  }
  return plain
    .replaceAll("\x0b", "\n")
    .replaceAll("\x1e", "-")
    .replaceAll(/[\x00-\x08\x0e-\x1f]/g, "");
}

/** One change of formatting (a sprm): its code and operand. */
export interface Property {
  readonly code: number;
  readonly operand: DataView;
}

const DEFINE_TABLE = 0xd608;
const OPERAND_SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** Parses a list of properties; a last one that is cut short is dropped. */
function parseProperties(view: DataView): Property[] {
  const properties: Property[] = [];
  let at = 0;
  while (at + 2 < view.byteLength) {
    const code = view.getUint16(at, true);
    at += 2;
    let size: number = OPERAND_SIZES[code >> 13] ?? 0;
    if (code >> 13 === 6) {
      if (code === DEFINE_TABLE) {
        if (at + 2 > view.byteLength) return properties;
        size = view.getUint16(at, true) + 1;
      } else size = view.getUint8(at) + 1;
    }
    if (at + size > view.byteLength) return properties;
    properties.push({ code, operand: new DataView(view.buffer, view.byteOffset + at, size) });
    at += size;
  }
  return properties;
}

/** Formatting of the bytes `from` up to but not including `to`. */
interface FormatRange {
  readonly from: number;
  readonly to: number;
  readonly properties: readonly Property[];
}

/** Kind of formatting on a page of 512 bytes; the two kinds lay out their entries differently. */
type Kind = "paragraph" | "character";

/** Parses all formatting pages that an index lists, in the order of the file. */
function parseFormats(main: DataView, index: DataView, kind: Kind): FormatRange[] {
  const pages = Math.max(0, Math.floor((index.byteLength - 4) / 8));
  const all: FormatRange[] = [];
  for (let page = 0; page < pages; page += 1) {
    const at = (index.getUint32((pages + 1 + page) * 4, true) & 0x3fffff) * 512;
    if (at + 512 > main.byteLength) throw new DamagedFile();
    all.push(...parseFormatPage(new DataView(main.buffer, main.byteOffset + at, 512), kind));
  }
  return all.toSorted((a, b) => a.from - b.from);
}

function parseFormatPage(page: DataView, kind: Kind): FormatRange[] {
  const count = page.getUint8(511);
  const step = kind === "paragraph" ? 13 : 1;
  if ((count + 1) * 4 + count * step > 511) throw new DamagedFile();
  return Array.from({ length: count }, (_, index) => ({
    from: page.getUint32(index * 4, true),
    to: page.getUint32((index + 1) * 4, true),
    properties: propertiesAt(page, page.getUint8((count + 1) * 4 + index * step) * 2, kind),
  }));
}

function propertiesAt(page: DataView, offset: number, kind: Kind): Property[] {
  if (offset === 0 || offset + 2 > 511) return [];
  const first = page.getUint8(offset);
  let from = offset + 1;
  let size = first;
  if (kind === "paragraph") {
    // The size counts words of two bytes; 0 means that the next byte holds it. The style's number comes first.
    size = first === 0 ? page.getUint8(from) * 2 : first * 2 - 1;
    if (first === 0) from += 1;
    from += 2;
    size -= 2;
  }
  size = Math.min(size, 511 - from);
  return size > 0 ? parseProperties(new DataView(page.buffer, page.byteOffset + from, size)) : [];
}
