import { readOutlines, writeIndex } from "./cff";

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

/**
 * A font file with the glyphs of a text only, each drawn and spaced as in the whole font. Kerning and
 * substitutions are left out.
 */
export function subsetFont(font: OpenTypeFont, text: string): Buffer {
  const characters = [...new Set(text)]
    .flatMap((character) => character.codePointAt(0) ?? [])
    .filter((character) => font.glyphOf(character) !== 0)
    .sort((a, b) => a - b);
  const glyphs = [0, ...characters.map(font.glyphOf)];
  const [hhea, maxp] = [Buffer.from(font.table("hhea")), Buffer.from(font.table("maxp"))];
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  return writeFontFile({
    "CFF ": writeCompactFont(glyphs.map(font.outlineOf)),
    "OS/2": font.table("OS/2"),
    cmap: writeCharacterMap(characters),
    head: font.table("head"),
    hhea,
    hmtx: Buffer.concat(glyphs.map(font.metricsOf)),
    maxp,
    name: font.table("name"),
    post: font.table("post"),
  });
}

/** Reads a font file: its tables where they stand, nothing copied. */
export function parseFont(file: Buffer): OpenTypeFont {
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
    glyphOf: readCharacterMap(table("cmap")),
    outlineOf: readOutlines(table("CFF ")),
    metricsOf: readMetrics(table("hmtx"), table("hhea").readUInt16BE(34)),
  };
}

/** Groups of consecutive characters and glyphs: format 12 of the table. */
function readCharacterMap(cmap: Buffer): (character: number) => number {
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
function readMetrics(hmtx: Buffer, full: number): (glyph: number) => Buffer {
  return (glyph) => {
    if (glyph < full) return hmtx.subarray(4 * glyph, 4 * glyph + 4);
    const bearing = 4 * full + 2 * (glyph - full);
    return Buffer.concat([
      hmtx.subarray(4 * full - 4, 4 * full - 2),
      hmtx.subarray(bearing, bearing + 2),
    ]);
  };
}

/** Tables in the order of their names, each on a multiple of four; checksums are left zero. */
function writeFontFile(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const head = Buffer.alloc(12 + 16 * entries.length);
  head.write("OTTO", "latin1");
  head.writeUInt16BE(entries.length, 4);
  let offset = head.length;
  const bodies = entries.map(([tag, body], index) => {
    const entry = 12 + 16 * index;
    head.write(tag, entry, "latin1");
    head.writeUInt32BE(offset, entry + 8);
    head.writeUInt32BE(body.length, entry + 12);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([head, ...bodies]);
}

/** The characters in ascending order are the glyphs 1, 2, 3… */
function writeCharacterMap(characters: readonly number[]): Buffer {
  const map = Buffer.alloc(28 + 12 * characters.length);
  const words = [
    [0, 1], // version, one record:
    [3, 10], // Unicode, all of it,
    [0, 12], // which stands at byte 12
    [12, 0], // in format 12.
    [0, map.length - 12],
    [0, 0],
    [0, characters.length],
  ];
  words.flat().forEach((word, index) => map.writeUInt16BE(word, 2 * index));
  characters.forEach((character, index) => {
    for (const [field, value] of [character, character, index + 1].entries())
      map.writeUInt32BE(value, 28 + 12 * index + 4 * field);
  });
  return map;
}

/** The smallest Compact Font Format that holds outlines: one dictionary, no subroutines. */
function writeCompactFont(outlines: readonly Uint8Array[]): Buffer {
  const header = Buffer.of(1, 0, 4, 4);
  const name = writeIndex([Buffer.from("Subset", "latin1")]);
  const empty = Buffer.of(0, 0);
  // defaultWidthX 0: the widths of OpenType stand in hmtx.
  const privates = Buffer.of(139, 20);
  const top = (charStrings: number): Buffer => {
    const words = Buffer.alloc(17);
    words.writeUInt8(29, 0);
    words.writeInt32BE(charStrings, 1);
    words.writeUInt8(17, 5);
    words.writeUInt8(29, 6);
    words.writeInt32BE(privates.length, 7);
    words.writeUInt8(29, 11);
    words.writeInt32BE(charStrings - privates.length, 12);
    words.writeUInt8(18, 16);
    return writeIndex([words]);
  };
  const before = header.length + name.length + top(0).length + 2 * empty.length + privates.length;
  return Buffer.concat([header, name, top(before), empty, empty, privates, writeIndex(outlines)]);
}
