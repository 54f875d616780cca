const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const TABLE_SECTOR = 0xfffffffd;

/** A compound file (OLE 2) of streams that are each long enough to need no small sectors. */
export function compoundFile(streams: readonly (readonly [name: string, bytes: Buffer])[]): Buffer {
  const padded = streams.map(([name, bytes]) => {
    const size = Math.max(4096, bytes.length);
    const whole = Buffer.alloc(Math.ceil(size / SECTOR) * SECTOR);
    bytes.copy(whole);
    return { name, size, whole };
  });
  const directory = Buffer.alloc(Math.ceil(((padded.length + 1) * 128) / SECTOR) * SECTOR);
  const parts = [directory, ...padded.map(({ whole }) => whole)];
  const sectors = parts.reduce((sum, part) => sum + part.length / SECTOR, 0);
  const tables = Math.ceil((sectors * 4) / (SECTOR - 4)) + 1;
  const table = Buffer.alloc(tables * SECTOR, 0xff);
  let next = 0;
  const starts = parts.map((part) => {
    const start = next;
    for (const last = start + part.length / SECTOR - 1; next <= last; next += 1)
      table.writeUInt32LE(next === last ? END : next + 1, next * 4);
    return start;
  });
  for (let index = 0; index < tables; index += 1)
    table.writeUInt32LE(TABLE_SECTOR, (next + index) * 4);

  entry(directory, 0, "Root Entry", 5, END, 0);
  padded.forEach(({ name, size }, index) =>
    entry(directory, index + 1, name, 2, starts[index + 1] ?? 0, size),
  );

  const header = Buffer.alloc(SECTOR);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(0, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let index = 0; index < 109; index += 1)
    header.writeUInt32LE(index < tables ? next + index : FREE, 76 + index * 4);
  return Buffer.concat([header, ...parts, table]);
}

function entry(
  directory: Buffer,
  index: number,
  name: string,
  type: number,
  start: number,
  size: number,
): void {
  const at = index * 128;
  directory.write(name, at, "utf16le");
  directory.writeUInt16LE((name.length + 1) * 2, at + 64);
  directory.writeUInt8(type, at + 66);
  directory.writeInt32LE(-1, at + 68);
  directory.writeInt32LE(index === 0 ? -1 : index + 1, at + 72);
  directory.writeInt32LE(index === 0 ? 1 : -1, at + 76);
  directory.writeUInt32LE(start, at + 116);
  directory.writeUInt32LE(size, at + 120);
}
