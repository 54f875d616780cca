import { cffIndex, type CffIndex } from "./cff-index";
import { withoutSubroutines } from "./charstring";

const CHARSTRINGS = 17;
const PRIVATE = 18;
const SUBROUTINES = 19;
const ESCAPE = 12;
const FONTS = 1236;
const SELECT = 1237;
const EMPTY = cffIndex(Buffer.of(0, 0), 0);

/**
 * Outlines of the glyphs of a font with many scripts, each with its own subroutines (Adobe Technical
 * Note 5176, sections 8, 18 and 19).
 */
export function outlines(cff: Buffer): (glyph: number) => Uint8Array {
  const names = cffIndex(cff, cff.readUInt8(2));
  const tops = cffIndex(cff, names.end);
  const global = cffIndex(cff, cffIndex(cff, tops.end).end);
  const top = dictionary(tops.at(0));
  const place = (operator: number): number => {
    const [offset] = top.get(operator) ?? [];
    if (offset === undefined)
      throw new Error(`The font does not say where its ${operator} stands.`);
    return offset;
  };
  const charStrings = cffIndex(cff, place(CHARSTRINGS));
  const fonts = cffIndex(cff, place(FONTS));
  const locals = Array.from({ length: fonts.count }, (_, index): CffIndex => {
    const [size = 0, start = 0] = dictionary(fonts.at(index)).get(PRIVATE) ?? [];
    const [offset] = dictionary(cff.subarray(start, start + size)).get(SUBROUTINES) ?? [];
    return offset === undefined ? EMPTY : cffIndex(cff, start + offset);
  });
  const fontOf = fontSelect(cff.subarray(place(SELECT)));
  return (glyph) =>
    withoutSubroutines(charStrings.at(glyph), locals[fontOf(glyph)] ?? EMPTY, global);
}

/** Operators (those of two bytes as 1200 and more) with their whole numbers; real ones count as 0. */
function dictionary(bytes: Buffer): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes.readUInt8(at);
    at += 1;
    if (first <= 21) {
      found.set(first === ESCAPE ? 1200 + bytes.readUInt8(at++) : first, operands);
      operands = [];
    } else if (first === 28) {
      operands.push(bytes.readInt16BE(at));
      at += 2;
    } else if (first === 29) {
      operands.push(bytes.readInt32BE(at));
      at += 4;
    } else if (first === 30) {
      while ((bytes.readUInt8(at++) & 15) !== 15);
      operands.push(0);
    } else if (first < 247) operands.push(first - 139);
    else {
      const rest = bytes.readUInt8(at++) + 108;
      operands.push(first < 251 ? (first - 247) * 256 + rest : -(first - 251) * 256 - rest);
    }
  }
  return found;
}

/** Which dictionary a glyph belongs to: ranges (format 3). */
function fontSelect(table: Buffer): (glyph: number) => number {
  if (table.readUInt8(0) !== 3)
    throw new Error("The font does not select its dictionaries by range.");
  const ranges = Array.from({ length: table.readUInt16BE(1) }, (_, index) => ({
    first: table.readUInt16BE(3 + 3 * index),
    font: table.readUInt8(5 + 3 * index),
  }));
  return (glyph) => ranges.findLast(({ first }) => first <= glyph)?.font ?? 0;
}
