import { parseProperties, type Property } from "./properties";

/** The style of a character, by its number, in its formatting. */
export const CHARACTER_STYLE = 0x4a30;

const PARAGRAPH_KIND = 1;
const CHARACTER_KIND = 2;
/** Number of no style. */
const NONE = 0xfff;

interface Style {
  readonly base: number;
  readonly own: readonly Property[];
}

/**
 * The changes of formatting that each style of a document makes to characters, those of the styles it is
 * based on first; by the number of the style. A damaged table of styles says nothing.
 *
 * Source: [MS-DOC] 2.9.271 STSH.
 */
export function parseStyles(table: DataView): ReadonlyMap<number, readonly Property[]> {
  const styles = new Map<number, Style>();
  if (table.byteLength < 6) return new Map();
  const head = table.getUint16(0, true);
  const count = table.getUint16(2, true);
  const fixed = table.getUint16(4, true);
  let at = 2 + head;
  for (let number = 0; number < count && at + 2 <= table.byteLength; number += 1) {
    const size = table.getUint16(at, true);
    const from = at + 2;
    if (from + size > table.byteLength) break;
    const style = parseStyle(new DataView(table.buffer, table.byteOffset + from, size), fixed);
    if (style) styles.set(number, style);
    at = from + size + (size % 2);
  }
  return new Map([...styles.keys()].map((number) => [number, collect(number, styles)]));
}

function parseStyle(style: DataView, fixed: number): Style | undefined {
  if (fixed < 10 || style.byteLength < fixed + 2) return undefined;
  const kind = style.getUint16(2, true) & 0xf;
  const base = style.getUint16(2, true) >> 4;
  if (kind !== PARAGRAPH_KIND && kind !== CHARACTER_KIND) return undefined;
  // The name: its length, its characters and a nought.
  let at = fixed + 2 + style.getUint16(fixed, true) * 2 + 2;
  // Of a paragraph's style the first list is about paragraphs.
  for (let list = kind; list <= CHARACTER_KIND; list += 1) {
    if (at + 2 > style.byteLength) return { base, own: [] };
    const size = Math.min(style.getUint16(at, true), style.byteLength - at - 2);
    if (list === CHARACTER_KIND)
      return {
        base,
        own: parseProperties(new DataView(style.buffer, style.byteOffset + at + 2, size)),
      };
    at += 2 + size + (size % 2);
  }
  return undefined;
}

function collect(number: number, styles: ReadonlyMap<number, Style>): readonly Property[] {
  const chain: (readonly Property[])[] = [];
  const seen = new Set<number>();
  for (let at = number; at !== NONE && !seen.has(at);) {
    seen.add(at);
    const style = styles.get(at);
    if (!style) break;
    chain.push(style.own);
    at = style.base;
  }
  return chain.toReversed().flat();
}
