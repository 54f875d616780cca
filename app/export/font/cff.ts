/**
 * INDEX, the list of byte strings of the Compact Font Format (Adobe Technical Note 5176, section 5),
 * read where it stands: a font holds tens of thousands of glyphs of which a chart needs a hundred.
 */
interface CffIndex {
  readonly count: number;
  /** Place of the first byte after the list. */
  readonly end: number;
  readonly at: (position: number) => Buffer;
}

function readIndex(font: Buffer, start: number): CffIndex {
  const count = font.readUInt16BE(start);
  if (count === 0) return { count, end: start + 2, at: () => Buffer.alloc(0) };
  const size = font.readUInt8(start + 2);
  const data = start + 3 + (count + 1) * size - 1;
  const offset = (position: number): number =>
    data + font.readUIntBE(start + 3 + position * size, size);
  return {
    count,
    end: offset(count),
    at: (position) =>
      position < 0 || position >= count
        ? Buffer.alloc(0)
        : font.subarray(offset(position), offset(position + 1)),
  };
}

const OFFSET_SIZE = 4;

/** The bytes of an INDEX. */
export function writeIndex(items: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(3 + (items.length + 1) * OFFSET_SIZE);
  head.writeUInt16BE(items.length, 0);
  head.writeUInt8(OFFSET_SIZE, 2);
  let offset = 1;
  for (const [position, length] of [0, ...items.map((item) => item.length)].entries()) {
    offset += length;
    head.writeUInt32BE(offset, 3 + position * OFFSET_SIZE);
  }
  return Buffer.concat([head, ...items]);
}

const [CALL_SUBROUTINE, CALL_GLOBAL, RETURN, ESCAPE] = [10, 29, 11, 12];
const STEMS: readonly number[] = [1, 3, 18, 23];
const MASKS: readonly number[] = [19, 20];
const NUMBER_16 = 28;
const FIXED = 255;

/**
 * The outline of a glyph (Adobe Technical Note 5177) with its subroutines written out, so that it
 * stands without the font's 22,000 others.
 */
function inlineSubroutines(charstring: Buffer, local: CffIndex, global: CffIndex): Uint8Array {
  const out: number[] = [];
  /** Where in `out` the numbers on the stack begin, with their values. */
  let stack: { start: number; value: number }[] = [];
  let stems = 0;

  function called({ count, at }: CffIndex): Buffer {
    const top = stack.pop();
    if (!top) throw new Error("A glyph calls a subroutine without its number.");
    out.length = top.start;
    return at(top.value + (count < 1240 ? 107 : count < 33900 ? 1131 : 32768));
  }

  function write(code: Buffer): void {
    for (let at = 0; at < code.length;) {
      const [operator = 0, next = 0] = code.subarray(at, at + 2);
      const length = lengthOf(operator);
      if (operator === NUMBER_16 || operator > 31) {
        stack.push({ start: out.length, value: numberAt(code, at) });
        out.push(...code.subarray(at, at + length));
      } else if (operator === CALL_SUBROUTINE) write(called(local));
      else if (operator === CALL_GLOBAL) write(called(global));
      else if (operator === RETURN) return;
      else {
        const mask = MASKS.includes(operator);
        // Numbers before a mask are stems that need no operator of their own.
        if (mask || STEMS.includes(operator)) stems += stack.length >> 1;
        stack = [];
        const size = mask ? 1 + Math.ceil(stems / 8) : length;
        // Flex operators only: none of the arithmetic ones leaves a glyph of this font on the stack.
        if (operator === ESCAPE && (next < 34 || next > 37))
          throw new Error(`A glyph uses the operator 12 ${next}, which is not known here.`);
        out.push(...code.subarray(at, at + size));
        at += size;
        continue;
      }
      at += length;
    }
  }

  write(charstring);
  return Uint8Array.from(out);
}

function lengthOf(operator: number): number {
  if (operator === NUMBER_16) return 3;
  if (operator === FIXED) return 5;
  return operator === ESCAPE || operator > 246 ? 2 : 1;
}

function numberAt(code: Buffer, at: number): number {
  const first = code.readUInt8(at);
  if (first === NUMBER_16) return code.readInt16BE(at + 1);
  if (first === FIXED) return code.readInt32BE(at + 1) / 65536;
  if (first < 247) return first - 139;
  const rest = code.readUInt8(at + 1);
  return first < 251 ? (first - 247) * 256 + rest + 108 : -(first - 251) * 256 - rest - 108;
}

const CHARSTRINGS = 17;
const PRIVATE = 18;
const SUBROUTINES = 19;
const DICTIONARY_ESCAPE = 12;
const FONTS = 1236;
const SELECT = 1237;
const EMPTY = readIndex(Buffer.of(0, 0), 0);

/**
 * Outlines of the glyphs of a font with many scripts, each with its own subroutines (Adobe Technical
 * Note 5176, sections 8, 18 and 19).
 */
export function readOutlines(cff: Buffer): (glyph: number) => Uint8Array {
  const names = readIndex(cff, cff.readUInt8(2));
  const tops = readIndex(cff, names.end);
  const global = readIndex(cff, readIndex(cff, tops.end).end);
  const top = readDictionary(tops.at(0));
  const place = (operator: number): number => {
    const [offset] = top.get(operator) ?? [];
    if (offset === undefined)
      throw new Error(`The font does not say where its ${operator} stands.`);
    return offset;
  };
  const charStrings = readIndex(cff, place(CHARSTRINGS));
  const fonts = readIndex(cff, place(FONTS));
  const locals = Array.from({ length: fonts.count }, (_, index): CffIndex => {
    const [size = 0, start = 0] = readDictionary(fonts.at(index)).get(PRIVATE) ?? [];
    const [offset] = readDictionary(cff.subarray(start, start + size)).get(SUBROUTINES) ?? [];
    return offset === undefined ? EMPTY : readIndex(cff, start + offset);
  });
  const fontOf = readFontSelect(cff.subarray(place(SELECT)));
  return (glyph) =>
    inlineSubroutines(charStrings.at(glyph), locals[fontOf(glyph)] ?? EMPTY, global);
}

/** Operators (those of two bytes as 1200 and more) with their whole numbers; real ones count as 0. */
function readDictionary(bytes: Buffer): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes.readUInt8(at);
    at += 1;
    if (first <= 21) {
      found.set(first === DICTIONARY_ESCAPE ? 1200 + bytes.readUInt8(at++) : first, operands);
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
function readFontSelect(table: Buffer): (glyph: number) => number {
  if (table.readUInt8(0) !== 3)
    throw new Error("The font does not select its dictionaries by range.");
  const ranges = Array.from({ length: table.readUInt16BE(1) }, (_, index) => ({
    first: table.readUInt16BE(3 + 3 * index),
    font: table.readUInt8(5 + 3 * index),
  }));
  return (glyph) => ranges.findLast(({ first }) => first <= glyph)?.font ?? 0;
}
