import { DamagedFile } from "./compound-file";

/** One change of formatting: its code and what it is given. */
export interface Property {
  readonly code: number;
  readonly operand: DataView;
}

const DEFINE_TABLE = 0xd608;
const OPERAND_SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** The properties in a list of them, as far as it holds whole ones. */
export function propertiesIn(view: DataView): Property[] {
  const properties: Property[] = [];
  let at = 0;
  while (at + 2 < view.byteLength) {
    const code = view.getUint16(at, true);
    at += 2;
    let size: number = OPERAND_SIZES[code >> 13] ?? 0;
    if (code >> 13 === 6) {
      if (code === DEFINE_TABLE) {
        if (at + 2 > view.byteLength) return properties;
        size = view.getUint16(at, true) + 1;
      } else size = view.getUint8(at) + 1;
    }
    if (at + size > view.byteLength) return properties;
    properties.push({ code, operand: new DataView(view.buffer, view.byteOffset + at, size) });
    at += size;
  }
  return properties;
}

/** Formatting of a stretch of the file, `from` up to but not including `to`. */
export interface Formatted {
  readonly from: number;
  readonly to: number;
  readonly properties: readonly Property[];
}

/** Which kind of formatting a page of 512 bytes holds: its entries are laid out differently. */
type Kind = "paragraph" | "character";

/** All formatting that an index of pages leads to, in the order of the file. */
export function formattedIn(main: DataView, index: DataView, kind: Kind): Formatted[] {
  const pages = Math.max(0, Math.floor((index.byteLength - 4) / 8));
  const all: Formatted[] = [];
  for (let page = 0; page < pages; page += 1) {
    const at = (index.getUint32((pages + 1 + page) * 4, true) & 0x3fffff) * 512;
    if (at + 512 > main.byteLength) throw new DamagedFile();
    all.push(...onPage(new DataView(main.buffer, main.byteOffset + at, 512), kind));
  }
  return all.toSorted((a, b) => a.from - b.from);
}

function onPage(page: DataView, kind: Kind): Formatted[] {
  const count = page.getUint8(511);
  const step = kind === "paragraph" ? 13 : 1;
  if ((count + 1) * 4 + count * step > 511) throw new DamagedFile();
  return Array.from({ length: count }, (_, index) => ({
    from: page.getUint32(index * 4, true),
    to: page.getUint32((index + 1) * 4, true),
    properties: propertiesAt(page, page.getUint8((count + 1) * 4 + index * step) * 2, kind),
  }));
}

function propertiesAt(page: DataView, offset: number, kind: Kind): Property[] {
  if (offset === 0 || offset + 2 > 511) return [];
  const first = page.getUint8(offset);
  let from = offset + 1;
  let size = first;
  if (kind === "paragraph") {
    // Counted in words; a zero says that the count follows. The style's number comes first.
    size = first === 0 ? page.getUint8(from) * 2 : first * 2 - 1;
    if (first === 0) from += 1;
    from += 2;
    size -= 2;
  }
  size = Math.min(size, 511 - from);
  return size > 0 ? propertiesIn(new DataView(page.buffer, page.byteOffset + from, size)) : [];
}
