import { UnreadableDocument } from "../document";
import { DamagedFile } from "../doc/compound-file";
import { LIMITS } from "../limits";
import type { Mark, Run } from "../marked-text";
import { type BiffText, RecordReader, recordsFrom } from "./records";

const BOF = 0x0809;
const EOF = 0x000a;
const BIFF8 = 0x0600;
const FILE_PASSWORD = 0x002f;
const DATE_MODE = 0x0022;
const FONT = 0x0031;
const FORMAT = 0x041e;
const CELL_FORMAT = 0x00e0;
const BOUND_SHEET = 0x0085;
const SHARED_STRINGS = 0x00fc;

const ROW = 0x0208;
const COLUMN_INFO = 0x007d;
const BLANK = 0x0201;
const MANY_BLANKS = 0x00be;
const NUMBER = 0x0203;
const SMALL_NUMBER = 0x027e;
const MANY_SMALL_NUMBERS = 0x00bd;
const LABEL = 0x0204;
const SHARED_LABEL = 0x00fd;
const BOOLEAN_OR_ERROR = 0x0205;
const FORMULA = 0x0006;
const FORMULA_TEXT = 0x0207;
const MERGED_CELLS = 0x00e5;

/** What a cell holds: a text in stretches, a number, nothing, or what a formula gave. */
type CellContent =
  | { readonly kind: "text"; readonly runs: readonly Run[] }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "blank" };

/** A cell of a sheet; rows and columns are counted from 0. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly content: CellContent;
  /** Its number format: #,##0.00. */
  readonly format: string;
  /** How its whole content differs in look. */
  readonly mark: Mark | undefined;
}

/** A merged area, its ends included, counted from 0. */
interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly cells: readonly SheetCell[];
  readonly merged: readonly MergedArea[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

interface Font {
  readonly mark: Mark | undefined;
}
interface Look {
  readonly font: Font | undefined;
  readonly format: string;
  /** Whether the cell is filled with a colour, on which white letters are seen. */
  readonly isFilled: boolean;
}
interface Globals {
  readonly fonts: Font[];
  readonly formats: Map<number, string>;
  readonly looks: { readonly font: number; readonly format: number; readonly isFilled: boolean }[];
  readonly sheets: { readonly at: number; readonly isHidden: boolean; readonly name: string }[];
  strings: readonly BiffText[];
  from1904: boolean;
}

/**
 * Parses the workbook stream of an old Excel or WPS file (BIFF8).
 *
 * @throws DamagedFile, UnreadableDocument for an encrypted or an older file
 */
export function parseWorkbook(stream: Uint8Array): Workbook {
  const globals = parseGlobals(stream);
  let room: number = LIMITS.documentCells;
  const sheets = globals.sheets.map(({ at, ...facts }) => {
    const sheet = parseSheet(stream, at, globals, room);
    room -= sheet.cells.length;
    return { ...facts, ...sheet };
  });
  return { sheets, from1904: globals.from1904 };
}

function parseGlobals(stream: Uint8Array): Globals {
  const globals: Globals = {
    fonts: [],
    formats: new Map(BUILT_IN_FORMATS),
    looks: [],
    sheets: [],
    strings: [],
    from1904: false,
  };
  let isFirst = true;
  for (const { type, pieces } of recordsFrom(stream, 0)) {
    const reader = new RecordReader(pieces);
    if (isFirst && (type !== BOF || reader.uint16() !== BIFF8))
      throw new UnreadableDocument(
        "文件是Excel 95或更早的格式，请用Excel或WPS打开后另存为.xlsx再读取",
      );
    isFirst = false;
    if (type === EOF) return globals;
    if (type === FILE_PASSWORD)
      throw new UnreadableDocument("工作簿已加密，需要密码才能打开，请提供未加密的文件");
    if (type === DATE_MODE) globals.from1904 = reader.uint16() === 1;
    else if (type === FONT) globals.fonts.push(parseFont(reader));
    else if (type === FORMAT) globals.formats.set(reader.uint16(), reader.text(16).text);
    else if (type === CELL_FORMAT) globals.looks.push(parseLook(reader));
    else if (type === BOUND_SHEET) {
      const at = reader.uint32();
      const isHidden = (reader.uint8() & 3) !== 0;
      const isWorksheet = reader.uint8() === 0;
      const { text: name } = reader.text(8);
      if (isWorksheet) globals.sheets.push({ at, isHidden, name });
    } else if (type === SHARED_STRINGS) globals.strings = parseStrings(reader);
  }
  throw new DamagedFile();
}

function parseLook(reader: RecordReader): Globals["looks"][number] {
  const [font, format] = [reader.uint16(), reader.uint16()];
  reader.skip(10);
  return { font, format, isFilled: reader.uint32() >>> 26 !== 0 };
}

/** The numbers of white among a file's colours. */
const WHITE = new Set([1, 9]);

function parseFont(reader: RecordReader): Font {
  reader.skip(2);
  const isStruck = (reader.uint16() & 8) !== 0;
  const isWhite = WHITE.has(reader.uint16());
  reader.skip(2);
  const position = reader.uint16();
  if (isStruck) return { mark: "struck" };
  if (isWhite) return { mark: "faint" };
  return { mark: position === 1 ? "raised" : position === 2 ? "lowered" : undefined };
}

function parseStrings(reader: RecordReader): BiffText[] {
  reader.skip(4);
  const count = reader.uint32();
  const strings: BiffText[] = [];
  let room: number = LIMITS.characters;
  for (let index = 0; index < count; index += 1) {
    const found = reader.text(16);
    room -= found.text.length;
    if (room < 0) throw new UnreadableDocument("工作簿文字过多，超出上限，未读取");
    strings.push(found);
  }
  return strings;
}

type SheetContent = Omit<Sheet, "name" | "isHidden">;

function parseSheet(
  stream: Uint8Array,
  from: number,
  globals: Globals,
  room: number,
): SheetContent {
  const cells: SheetCell[] = [];
  const merged: MergedArea[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const add = (row: number, column: number, look: number, content: CellContent): void => {
    if (cells.length >= room)
      throw new UnreadableDocument(`工作簿超过${LIMITS.documentCells}格，超出上限，未读取`);
    const { font, format, isFilled } = lookOf(globals, look);
    const own = HIDING_FORMAT.test(format) ? "hidden" : font?.mark;
    const mark = own === "faint" && isFilled ? undefined : own;
    cells.push({ row, column, content: isFilled ? dropFaint(content) : content, format, mark });
  };
  /** The cell of a formula whose text follows in a record of its own. */
  let waiting: { row: number; column: number; look: number } | undefined;
  let depth = 0;
  for (const { type, pieces } of recordsFrom(stream, from)) {
    if (type === BOF) depth += 1;
    else if (type === EOF) depth -= 1;
    if (depth === 0) break;
    // A chart within the sheet has records of the same kinds.
    if (depth > 1) continue;
    const reader = new RecordReader(pieces);
    if (type === ROW) {
      const row = reader.uint16();
      reader.skip(10);
      if ((reader.uint16() & 0x20) !== 0) hiddenRows.add(row);
    } else if (type === COLUMN_INFO) {
      const [first, last] = [reader.uint16(), reader.uint16()];
      reader.skip(4);
      if ((reader.uint16() & 1) !== 0)
        for (let column = first; column <= Math.min(last, 255); column += 1)
          hiddenColumns.add(column);
    } else if (type === MERGED_CELLS) {
      const count = reader.uint16();
      for (let index = 0; index < count; index += 1) {
        const [top, bottom] = [reader.uint16(), reader.uint16()];
        merged.push({ top, bottom, left: reader.uint16(), right: reader.uint16() });
      }
    } else if (type === FORMULA_TEXT) {
      if (waiting) add(waiting.row, waiting.column, waiting.look, plainText(reader.text(16).text));
      waiting = undefined;
    } else if (type === MANY_SMALL_NUMBERS || type === MANY_BLANKS) {
      const [row, first] = [reader.uint16(), reader.uint16()];
      const size = type === MANY_BLANKS ? 2 : 6;
      const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
      const count = Math.floor((bytes - 6) / size);
      for (let index = 0; index < count; index += 1) {
        const look = reader.uint16();
        const content: CellContent =
          type === MANY_BLANKS
            ? { kind: "blank" }
            : { kind: "number", value: unpackNumber(reader.uint32()) };
        add(row, first + index, look, content);
      }
    } else if (CELL_RECORDS.has(type)) {
      const place = { row: reader.uint16(), column: reader.uint16(), look: reader.uint16() };
      const content = parseContent(type, reader, globals);
      if (content) add(place.row, place.column, place.look, content);
      else waiting = place;
    }
  }
  return { cells, merged, hiddenRows, hiddenColumns };
}

/** A format such as ;;; shows nothing. */
const HIDING_FORMAT = /^[;\s]+$/;

/** White letters are seen on a colour. */
function dropFaint(content: CellContent): CellContent {
  if (content.kind !== "text") return content;
  const runs = content.runs.map(({ text, mark }) =>
    mark && mark !== "faint" ? { text, mark } : { text },
  );
  return { kind: "text", runs };
}

const CELL_RECORDS = new Set([
  BLANK,
  NUMBER,
  SMALL_NUMBER,
  LABEL,
  SHARED_LABEL,
  BOOLEAN_OR_ERROR,
  FORMULA,
]);

/** What a cell's record holds; undefined for a formula whose text follows. */
function parseContent(
  type: number,
  reader: RecordReader,
  globals: Globals,
): CellContent | undefined {
  if (type === NUMBER) return { kind: "number", value: reader.float64() };
  if (type === SMALL_NUMBER) return { kind: "number", value: unpackNumber(reader.uint32()) };
  if (type === LABEL) return { kind: "text", runs: runsOf(reader.text(16), globals) };
  if (type === SHARED_LABEL) {
    const shared = globals.strings[reader.uint32()];
    if (!shared) throw new DamagedFile();
    return { kind: "text", runs: runsOf(shared, globals) };
  }
  if (type === BOOLEAN_OR_ERROR) {
    const value = reader.uint8();
    return reader.uint8() === 0 ? formatBoolean(value) : formatError(value);
  }
  if (type !== FORMULA) return { kind: "blank" };
  const bytes = Array.from({ length: 8 }, () => reader.uint8());
  const [result, , value = 0] = bytes;
  if (bytes[6] !== 0xff || bytes[7] !== 0xff)
    return { kind: "number", value: Buffer.from(bytes).readDoubleLE(0) };
  if (result === 0) return undefined;
  if (result === 1) return formatBoolean(value);
  return result === 2 ? formatError(value) : plainText("");
}

/** A number in 30 bits: an integer or the upper half of a float, and whether it is in hundredths. */
function unpackNumber(packed: number): number {
  const isInteger = (packed & 2) !== 0;
  const bits = Buffer.alloc(8);
  bits.writeUInt32LE((packed & 0xfffffffc) >>> 0, 4);
  const value = isInteger ? packed >> 2 : bits.readDoubleLE(0);
  return (packed & 1) !== 0 ? value / 100 : value;
}

function lookOf({ fonts, formats, looks }: Globals, index: number): Look {
  const look = looks[index];
  return {
    font: look && fontAt(fonts, look.font),
    format: (look && formats.get(look.format)) ?? "General",
    isFilled: look?.isFilled ?? false,
  };
}

/** Fonts are counted from 0, and none has the number 4. */
function fontAt(fonts: readonly Font[], number: number): Font | undefined {
  return fonts[number > 4 ? number - 1 : number];
}

function runsOf({ text, fonts: changes }: BiffText, { fonts }: Globals): Run[] {
  const starts = [{ from: 0, font: -1 }, ...changes.toSorted((a, b) => a.from - b.from)];
  return starts.flatMap(({ from, font }, index) => {
    const piece = text.slice(from, starts[index + 1]?.from);
    const mark = fontAt(fonts, font)?.mark;
    return piece === "" ? [] : [mark ? { text: piece, mark } : { text: piece }];
  });
}

function plainText(text: string): CellContent {
  return { kind: "text", runs: [{ text }] };
}

function formatBoolean(value: number): CellContent {
  return plainText(value === 0 ? "FALSE" : "TRUE");
}

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, "#NULL!"],
  [0x07, "#DIV/0!"],
  [0x0f, "#VALUE!"],
  [0x17, "#REF!"],
  [0x1d, "#NAME?"],
  [0x24, "#NUM!"],
  [0x2a, "#N/A"],
]);

function formatError(code: number): CellContent {
  return plainText(ERRORS.get(code) ?? "#VALUE!");
}

/** The formats that a file does not spell out. */
const BUILT_IN_FORMATS: readonly (readonly [number, string])[] = [
  [1, "0"],
  [2, "0.00"],
  [3, "#,##0"],
  [4, "#,##0.00"],
  [9, "0%"],
  [10, "0.00%"],
  [14, "yyyy-mm-dd"],
  [15, "yyyy-mm-dd"],
  [16, "yyyy-mm-dd"],
  [17, "yyyy-mm-dd"],
  [22, "yyyy-mm-dd"],
  [31, "yyyy-mm-dd"],
  [37, "#,##0"],
  [38, "#,##0"],
  [39, "#,##0.00"],
  [40, "#,##0.00"],
  [41, "#,##0"],
  [43, "#,##0.00"],
  [57, "yyyy-mm-dd"],
  [58, "yyyy-mm-dd"],
  [49, "@"],
];
