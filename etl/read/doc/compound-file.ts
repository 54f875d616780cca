const FREE = 0xfffffffa;
const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** The bytes contradict themselves. The caller turns it into a sentence. */
export class DamagedFile extends Error {}

/**
 * Opens a compound file (OLE 2).
 *
 * @returns finds a stream by name; undefined where the file has none of that name
 * @throws DamagedFile
 */
export function streamsOf(bytes: Uint8Array): (name: string) => Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 512 || MAGIC.some((byte, index) => bytes[index] !== byte))
    throw new DamagedFile();
  const sector = 1 << view.getUint16(30, true);
  const mini = 1 << view.getUint16(32, true);
  if ((sector !== 512 && sector !== 4096) || mini !== 64) throw new DamagedFile();
  const sectorAt = (id: number): Uint8Array => {
    const from = (id + 1) * sector;
    // The last sector of a file may be cut short.
    if (from >= bytes.length) throw new DamagedFile();
    return bytes.subarray(from, from + sector);
  };
  const table = parseNumbers(allocationSectors(view, sectorAt).map(sectorAt));
  const read = (first: number): Uint8Array => concatBytes(followChain(first, table).map(sectorAt));
  const directory = read(view.getUint32(48, true));
  const entries = parseDirectory(directory);
  const root = entries.find((entry) => entry.type === 5);
  const cutoff = view.getUint32(56, true);
  return (name) => {
    const entry = entries.find((candidate) => candidate.type === 2 && candidate.name === name);
    if (!entry) return undefined;
    if (entry.size >= cutoff) return read(entry.start).subarray(0, entry.size);
    const small = parseNumbers([read(view.getUint32(60, true))]);
    const container = root ? read(root.start) : new Uint8Array();
    const parts = followChain(entry.start, small).map((id) =>
      container.subarray(id * mini, (id + 1) * mini),
    );
    return concatBytes(parts).subarray(0, entry.size);
  };
}

/** The sectors that hold the allocation table: 109 named in the header, the rest in a chain. */
function allocationSectors(view: DataView, sectorAt: (id: number) => Uint8Array): number[] {
  const count = view.getUint32(44, true);
  const ids: number[] = [];
  for (let index = 0; index < Math.min(count, 109); index += 1)
    ids.push(view.getUint32(76 + index * 4, true));
  let next = view.getUint32(68, true);
  const visited = new Set<number>();
  while (ids.length < count && next < FREE) {
    if (visited.has(next)) throw new DamagedFile();
    visited.add(next);
    const list = parseNumbers([sectorAt(next)]);
    ids.push(...list.slice(0, -1).slice(0, count - ids.length));
    next = list.at(-1) ?? FREE;
  }
  return ids;
}

/**
 * The sectors of a stream in order.
 *
 * @throws DamagedFile for a chain with a loop
 */
function followChain(first: number, table: readonly number[]): number[] {
  const ids: number[] = [];
  const visited = new Set<number>();
  for (let id = first; id < FREE; id = table[id] ?? FREE) {
    if (visited.has(id)) throw new DamagedFile();
    visited.add(id);
    ids.push(id);
  }
  return ids;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

function parseDirectory(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.max(0, Math.min(64, view.getUint16(at + 64, true)) - 2);
    entries.push({
      name: new TextDecoder("utf-16le").decode(directory.subarray(at, at + length)),
      type: view.getUint8(at + 66),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function parseNumbers(parts: readonly Uint8Array[]): number[] {
  const bytes = concatBytes(parts);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getUint32(index * 4, true),
  );
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
