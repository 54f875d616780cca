import { writtenIndex } from "./cff-index";
import type { OpenTypeFont } from "./opentype";

/**
 * A font file with the glyphs of a text only, each drawn and spaced as in the whole font. Kerning and
 * substitutions are left out.
 */
export function subset(font: OpenTypeFont, text: string): Buffer {
  const characters = [...new Set(text)]
    .flatMap((character) => character.codePointAt(0) ?? [])
    .filter((character) => font.glyphOf(character) !== 0)
    .sort((a, b) => a - b);
  const glyphs = [0, ...characters.map(font.glyphOf)];
  const [hhea, maxp] = [Buffer.from(font.table("hhea")), Buffer.from(font.table("maxp"))];
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  return fontFile({
    "CFF ": compactFont(glyphs.map(font.outlineOf)),
    "OS/2": font.table("OS/2"),
    cmap: characterMap(characters),
    head: font.table("head"),
    hhea,
    hmtx: Buffer.concat(glyphs.map(font.metricsOf)),
    maxp,
    name: font.table("name"),
    post: font.table("post"),
  });
}

/** Tables in the order of their names, each on a multiple of four; checksums are left zero. */
function fontFile(tables: Readonly<Record<string, Buffer>>): Buffer {
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
function characterMap(characters: readonly number[]): Buffer {
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
function compactFont(outlines: readonly Uint8Array[]): Buffer {
  const header = Buffer.of(1, 0, 4, 4);
  const name = writtenIndex([Buffer.from("Subset", "latin1")]);
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
    return writtenIndex([words]);
  };
  const before = header.length + name.length + top(0).length + 2 * empty.length + privates.length;
  return Buffer.concat([header, name, top(before), empty, empty, privates, writtenIndex(outlines)]);
}
