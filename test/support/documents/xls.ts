import type { Run } from "#etl/read/marked-text";
import { compoundFile } from "./compound-file";
import { placed, type InventedDocument } from "./invented-document";

/** Longest record that BIFF8 allows; a longer one goes on in records that continue it. */
const LONGEST = 8224;
const CONTINUE = 0x3c;

/** A stretch of a string with the number of its font: 0 plain, 5 raised, 6 struck out, 7 white. */
interface XlsStretch {
  readonly text: string;
  readonly font?: 5 | 6 | 7;
}

/** What goes into a cell. */
export type XlsValue = string | number | readonly XlsStretch[];

export interface XlsSheet {
  readonly name: string;
  readonly state?: "visible" | "hidden";
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly value: XlsValue;
  }[];
  readonly merged?: readonly (readonly [
    top: number,
    bottom: number,
    left: number,
    right: number,
  ])[];
  readonly hiddenRows?: readonly number[];
}

/** A report as old Excel saves it: text and tables below each other on one sheet. */
export function asXls(document: InventedDocument): Uint8Array {
  const cells: XlsSheet["cells"][number][] = [];
  const merged: (readonly [number, number, number, number])[] = [];
  let top = 0;
  for (const block of document.blocks) {
    if (block.kind !== "table") {
      cells.push({ row: top, column: 0, value: block.text });
      merged.push([top, top, 0, 14]);
      top += 1;
      continue;
    }
    for (const { cell, row, column } of placed(block.rows)) {
      const isFigure = cell.prints !== undefined && /^-?\d+(?:\.\d+)?$/.test(cell.text);
      const plain = isFigure ? Number(cell.text) : cell.text;
      cells.push({ row: top + row, column, value: cell.runs?.map(toStretch) ?? plain });
      if (cell.rowSpan > 1 || cell.columnSpan > 1)
        merged.push([
          top + row,
          top + row + cell.rowSpan - 1,
          column,
          column + cell.columnSpan - 1,
        ]);
    }
    top += block.rows.length;
  }
  return xlsFile([{ name: "年度报告", cells, merged }]);
}

/** A workbook in BIFF8, reduced to what says values, fonts, merged and hidden cells. */
export function xlsFile(sheets: readonly XlsSheet[]): Uint8Array {
  const strings = sheets.flatMap(({ cells }) =>
    cells.flatMap(({ value }) => (typeof value === "number" ? [] : [toStretches(value)])),
  );
  const fonts = [0, 0, 0, 0, 0x10000, 8, 0].map((look, at) => fontRecord(look, at === 6));
  const looks = Array.from({ length: 16 }, () => record(0xe0, Buffer.alloc(20)));
  const globalsOf = (places: readonly number[]): Buffer =>
    Buffer.concat([
      beginning(5),
      ...fonts,
      ...looks,
      ...sheets.map((sheet, index) => boundSheet(sheet, places[index] ?? 0)),
      sharedStrings(strings),
      record(0x0a, Buffer.alloc(0)),
    ]);
  const start = globalsOf([]).length;
  let string = 0;
  const bodies = sheets.map((sheet) =>
    Buffer.concat([
      beginning(0x10),
      ...(sheet.hiddenRows ?? []).map(hiddenRow),
      ...sheet.cells.map(({ row, column, value }) => {
        if (typeof value === "number") return numberCell(row, column, value);
        string += 1;
        return record(0xfd, numbers([row, 2], [column, 2], [15, 2], [string - 1, 4]));
      }),
      ...mergedAreas(sheet.merged ?? []),
      record(0x0a, Buffer.alloc(0)),
    ]),
  );
  const places = bodies.map((_, index) =>
    bodies.slice(0, index).reduce((sum, body) => sum + body.length, start),
  );
  return compoundFile([["Workbook", Buffer.concat([globalsOf(places), ...bodies])]]);
}

/** A stretch of a look of which the file has a font. */
function toStretch({ text, mark }: Run): XlsStretch {
  if (mark === "raised") return { text, font: 5 };
  return mark === "struck" ? { text, font: 6 } : { text };
}

function toStretches(value: string | readonly XlsStretch[]): readonly XlsStretch[] {
  return typeof value === "string" ? [{ text: value }] : value;
}

function numbers(...values: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    values.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

function record(type: number, bytes: Buffer): Buffer {
  return Buffer.concat([numbers([type, 2], [bytes.length, 2]), bytes]);
}

function beginning(kind: number): Buffer {
  return record(0x0809, numbers([0x0600, 2], [kind, 2], [0, 4], [0, 4], [6, 4]));
}

/** @param look the flags, and above them the position of the letters */
function fontRecord(look: number, isWhite: boolean): Buffer {
  const name = Buffer.from("宋体", "utf16le");
  const facts = numbers(
    [200, 2],
    [look & 0xffff, 2],
    [isWhite ? 9 : 8, 2],
    [400, 2],
    [look >> 16, 2],
    [0, 4],
  );
  return record(0x31, Buffer.concat([facts, numbers([2, 1], [1, 1]), name]));
}

function boundSheet({ name, state }: XlsSheet, at: number): Buffer {
  const facts = numbers([at, 4], [state === "hidden" ? 1 : 0, 1], [0, 1], [name.length, 1], [1, 1]);
  return record(0x85, Buffer.concat([facts, Buffer.from(name, "utf16le")]));
}

function hiddenRow(row: number): Buffer {
  return record(0x0208, numbers([row, 2], [0, 2], [256, 2], [255, 2], [0, 4], [0x20, 4]));
}

function numberCell(row: number, column: number, value: number): Buffer {
  const place = numbers([row, 2], [column, 2], [15, 2]);
  if (Number.isInteger(value) && value >= 0 && value < 1 << 29)
    return record(0x027e, Buffer.concat([place, numbers([value * 4 + 2, 4])]));
  const double = Buffer.alloc(8);
  double.writeDoubleLE(value);
  return record(0x0203, Buffer.concat([place, double]));
}

function mergedAreas(areas: NonNullable<XlsSheet["merged"]>): Buffer[] {
  if (areas.length === 0) return [];
  const edges = areas.flatMap((area) => area.map((edge) => [edge, 2] as const));
  return [record(0xe5, numbers([areas.length, 2], ...edges))];
}

/** The strings, broken off in the middle of a character run where a record is full. */
function sharedStrings(strings: readonly (readonly XlsStretch[])[]): Buffer {
  const records: Buffer[] = [];
  let piece = numbers([strings.length, 4], [strings.length, 4]);
  const close = (): void => {
    records.push(record(records.length === 0 ? 0xfc : CONTINUE, piece));
    piece = Buffer.alloc(0);
  };
  const put = (bytes: Buffer): void => {
    if (piece.length + bytes.length > LONGEST) close();
    piece = Buffer.concat([piece, bytes]);
  };
  for (const stretches of strings) {
    const text = stretches.map((stretch) => stretch.text).join("");
    const changes = stretches.flatMap(({ font }, index) => {
      const from = stretches.slice(0, index).reduce((sum, other) => sum + other.text.length, 0);
      return font !== undefined || index > 0 ? [numbers([from, 2], [font ?? 0, 2])] : [];
    });
    const isRich = changes.length > 0;
    put(
      Buffer.concat([
        numbers([text.length, 2], [isRich ? 9 : 1, 1]),
        isRich ? numbers([changes.length, 2]) : Buffer.alloc(0),
      ]),
    );
    let left = Buffer.from(text, "utf16le");
    while (left.length > 0) {
      if (LONGEST - piece.length < 2) {
        close();
        piece = numbers([1, 1]);
      }
      const room = Math.floor((LONGEST - piece.length) / 2) * 2;
      piece = Buffer.concat([piece, left.subarray(0, room)]);
      left = left.subarray(room);
    }
    for (const change of changes) put(change);
  }
  close();
  return Buffer.concat(records);
}
