/**
 * INDEX, the list of byte strings of the Compact Font Format (Adobe Technical Note 5176, section 5),
 * read where it stands: a font holds tens of thousands of glyphs of which a chart needs a hundred.
 */
export interface CffIndex {
  readonly count: number;
  /** Place of the first byte after the list. */
  readonly end: number;
  readonly at: (position: number) => Buffer;
}

export function cffIndex(font: Buffer, start: number): CffIndex {
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
export function writtenIndex(items: readonly Uint8Array[]): Buffer {
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
