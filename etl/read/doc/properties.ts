/** One change of formatting (a sprm): its code and operand. */
export interface Property {
  readonly code: number;
  readonly operand: DataView;
}

const DEFINE_TABLE = 0xd608;
const OPERAND_SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** Parses a list of properties; a last one that is cut short is dropped. */
export function parseProperties(view: DataView): Property[] {
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
