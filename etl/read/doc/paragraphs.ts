import { LIMITS } from "../limits";
import { type Mark, type MarkedText, type Run, toMarkedText } from "../marked-text";
import { markOf } from "./character-look";
import { parseProperties, type Property } from "./properties";
import { CHARACTER_STYLE, parseStyles } from "./style-sheet";
import { DamagedFile } from "./compound-file";

/** A paragraph of the main text; `mark` is the character that ends it. */
export interface WordParagraph {
  readonly content: MarkedText;
  readonly mark: string;
  readonly properties: readonly Property[];
}

const CELL_MARK = "\x07";
const ENDS = new Set(["\r", CELL_MARK, "\f"]);
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

/** The paragraphs of the main text with their formatting. */
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
  const styles = parseStyles(part(0x00a2));
  const characters = parseFormats(main, part(0x00fa), "character").map((format) => {
    const number = format.properties.findLast(({ code }) => code === CHARACTER_STYLE);
    const styled = number && styles.get(number.operand.getUint16(0, true));
    return { ...format, styled: styled ?? [] };
  });
  const marked = characters.flatMap(({ from, to, properties, styled }) => {
    const mark = markOf(properties, styled);
    return mark ? [{ from, to, mark }] : [];
  });
  // Styles of paragraphs rarely mark their text: only where one does is each character looked at for it.
  const marking = new Set([...styles].flatMap(([number, own]) => (markOf(own) ? [number] : [])));
  const styledParagraphs = paragraphs.filter(({ style }) => marking.has(style));
  const markAt = (offset: number): Mark | undefined => {
    const around = styledParagraphs.length > 0 ? rangeAt(styledParagraphs, offset) : undefined;
    if (!around) return marked.length === 0 ? undefined : rangeAt(marked, offset)?.mark;
    const own = rangeAt(characters, offset);
    const outer = styles.get(around.style) ?? [];
    return markOf(own?.properties ?? [], [...outer, ...(own?.styled ?? [])]);
  };
  const found: WordParagraph[] = [];
  let runs: Run[] = [];
  let text = "";
  let mark: Mark | undefined;
  let count = 0;
  const endRun = (): void => {
    if (text !== "") runs.push(mark ? { text, mark } : { text });
    text = "";
  };
  const endParagraph = (end: string, properties: readonly Property[]): void => {
    endRun();
    found.push({ content: toMarkedText(removeControls(runs)), mark: end, properties });
    runs = [];
  };
  for (const piece of pieces)
    for (let index = 0; index < piece.text.length && count < length; index += 1, count += 1) {
      const char = piece.text[index] ?? "";
      const offset = piece.at + index * piece.width;
      if (ENDS.has(char)) {
        endParagraph(char, rangeAt(paragraphs, offset)?.properties ?? []);
        continue;
      }
      const own = markAt(offset);
      if (own !== mark) endRun();
      mark = own;
      text += char;
    }
  if (text !== "" || runs.length > 0) endParagraph("\r", []);
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

/** A stretch of the file from `from` up to but not including `to`. */
interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** The range that an offset is in, of ranges in the order of the file (binary search). */
function rangeAt<Range extends ByteRange>(
  ranges: readonly Range[],
  offset: number,
): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.from ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range && offset < range.to ? range : undefined;
}

/** Removes the control characters of fields, pictures and notes; of a field only the result stays. */
function removeControls(runs: readonly Run[]): Run[] {
  // A field that does not end in its paragraph is left as it is.
  const depths: boolean[] = [];
  const whole = runs.map(({ text }) => text).join("");
  const isClosed = whole.split("\x13").length === whole.split("\x15").length;
  return runs.map((run) => {
    let text = "";
    for (const char of run.text) {
      if (char === "\x13") depths.push(true);
      else if (char === "\x14") depths.splice(-1, 1, false);
      else if (char === "\x15") depths.pop();
      else if (!isClosed || !depths.includes(true)) text += char;
    }
    text = text
      .replaceAll("\x0b", "\n")
      .replaceAll("\x1e", "-")
      .replaceAll(/[\x00-\x08\x0e-\x1f]/g, "");
    return { ...run, text };
  });
}

/** Formatting of a stretch of bytes. */
interface FormatRange extends ByteRange {
  readonly properties: readonly Property[];
  /** Number of the style of a paragraph; 0, the number of plain text, for characters. */
  readonly style: number;
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
    ...formatAt(page, page.getUint8((count + 1) * 4 + index * step) * 2, kind),
  }));
}

function formatAt(
  page: DataView,
  offset: number,
  kind: Kind,
): Pick<FormatRange, "properties" | "style"> {
  if (offset === 0 || offset + 2 > 511) return { properties: [], style: 0 };
  const first = page.getUint8(offset);
  let from = offset + 1;
  let size = first;
  let style = 0;
  if (kind === "paragraph") {
    // The size counts words of two bytes; 0 means that the next byte holds it. The style's number comes first.
    size = first === 0 ? page.getUint8(from) * 2 : first * 2 - 1;
    if (first === 0) from += 1;
    if (from + 2 <= 511) style = page.getUint16(from, true);
    from += 2;
    size -= 2;
  }
  size = Math.min(size, 511 - from);
  const properties =
    size > 0 ? parseProperties(new DataView(page.buffer, page.byteOffset + from, size)) : [];
  return { properties, style };
}
