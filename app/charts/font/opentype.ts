import { outlines } from "./cff";

/** An OpenType font of outlines in the Compact Font Format, as far as drawing text needs it. */
export interface OpenTypeFont {
  /** The bytes of a table. */
  readonly table: (tag: string) => Buffer;
  /** Number of the glyph of a character; 0, the empty box, where the font has none. */
  readonly glyphOf: (character: number) => number;
  readonly outlineOf: (glyph: number) => Uint8Array;
  /** Advance width and left side bearing, as the font writes them. */
  readonly metricsOf: (glyph: number) => Buffer;
}

/** Reads a font file: its tables where they stand, nothing copied. */
export function openTypeFont(file: Buffer): OpenTypeFont {
  const tables = new Map<string, Buffer>();
  for (let entry = 12; entry < 12 + 16 * file.readUInt16BE(4); entry += 16) {
    const start = file.readUInt32BE(entry + 8);
    const length = file.readUInt32BE(entry + 12);
    tables.set(file.toString("latin1", entry, entry + 4), file.subarray(start, start + length));
  }
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new Error(`The font has no table ${tag}.`);
    return found;
  };
  return {
    table,
    glyphOf: characterMap(table("cmap")),
    outlineOf: outlines(table("CFF ")),
    metricsOf: metrics(table("hmtx"), table("hhea").readUInt16BE(34)),
  };
}

/** Groups of consecutive characters and glyphs: format 12 of the table. */
function characterMap(cmap: Buffer): (character: number) => number {
  const records = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.subarray(cmap.readUInt32BE(8 + 8 * index)),
  );
  const groups = records.find((record) => record.readUInt16BE(0) === 12);
  if (!groups) throw new Error("The font has no table of characters in format 12.");
  return (character) => {
    let [low, high] = [0, groups.readUInt32BE(12) - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = 16 + 12 * middle;
      const first = groups.readUInt32BE(group);
      if (character < first) high = middle - 1;
      else if (character > groups.readUInt32BE(group + 4)) low = middle + 1;
      else return groups.readUInt32BE(group + 8) + character - first;
    }
    return 0;
  };
}

/** The last glyphs of a font share one width and have only a bearing of their own. */
function metrics(hmtx: Buffer, full: number): (glyph: number) => Buffer {
  return (glyph) => {
    if (glyph < full) return hmtx.subarray(4 * glyph, 4 * glyph + 4);
    const bearing = 4 * full + 2 * (glyph - full);
    return Buffer.concat([
      hmtx.subarray(4 * full - 4, 4 * full - 2),
      hmtx.subarray(bearing, bearing + 2),
    ]);
  };
}
