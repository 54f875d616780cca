import { promisify } from "node:util";
import { crc32, deflateRaw, inflateRawSync } from "node:zlib";

/** Files of a ZIP archive by their names, in their order. */
export type Parts = ReadonlyMap<string, Uint8Array>;

const deflate = promisify<Uint8Array, Buffer>(deflateRaw);

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const VERSION = 20;
const UTF8_NAME = 0x0800;
const DEFLATED = 8;

/**
 * Packs files into a ZIP archive, beside the event loop; equal files of a day are equal bytes.
 * @param day as YYYY-MM-DD, which all of them bear as their date
 */
export async function writeZip(parts: Parts, day: string): Promise<Uint8Array<ArrayBuffer>> {
  const date = dosDate(day);
  const packed = await Promise.all(
    Array.from(parts, async ([name, bytes]) => ({
      name: Buffer.from(name),
      size: bytes.length,
      crc: crc32(bytes),
      data: await deflate(bytes),
    })),
  );
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, size, crc, data } of packed) {
    /** What the file's own header and the directory say of it alike. */
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(UTF8_NAME, 2);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    pieces.push(word(LOCAL), facts, name, data);
    directory.push(word(ENTRY), half(VERSION), facts, place, name);
    offset += 4 + facts.length + name.length + data.length;
  }
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(packed.length, 8);
  end.writeUInt16LE(packed.length, 10);
  end.writeUInt32LE(lengthOf(directory), 12);
  end.writeUInt32LE(offset, 16);
  const all = [...pieces, ...directory, end];
  const archive = new Uint8Array(lengthOf(all));
  let at = 0;
  for (const piece of all) {
    archive.set(piece, at);
    at += piece.length;
  }
  return archive;
}

/**
 * Unpacks an archive that a library of ours has just written: nothing of it is doubted, folders are left out.
 * What people hand in is read with limits elsewhere.
 */
export function readZip(archive: Uint8Array): Parts {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = bytes.lastIndexOf(word(END));
  if (end < 0) throw new Error("The library wrote no ZIP archive");
  const parts = new Map<string, Uint8Array>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const isDeflated = bytes.readUInt16LE(at + 10) === DEFLATED;
    const size = bytes.readUInt32LE(at + 20);
    const afterName = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, afterName);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(from, from + size);
    if (!name.endsWith("/")) parts.set(name, isDeflated ? inflateRawSync(data) : data);
    at = afterName + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function dosDate(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return ((year - 1980) << 9) | (month << 5) | date;
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
