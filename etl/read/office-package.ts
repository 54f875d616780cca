import { isUtf8 } from "node:buffer";
import { crc32, inflateRawSync } from "node:zlib";
import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

/**
 * Unpacks the XML files of an Office package, by name. Pictures and embedded files stay packed.
 *
 * @throws UnreadableDocument for a damaged or hostile archive, and for a document type declaration,
 *   which Office never writes and which could expand entities
 */
export function unpackOfficeParts(bytes: Uint8Array): ReadonlyMap<string, Part> {
  const parts = unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  for (const part of parts)
    if (
      Buffer.from(part.bytes).includes("<!DOCTYPE") ||
      Buffer.from(part.bytes).includes("<!ENTITY")
    )
      throw new UnreadableDocument("文档内含实体定义（疑为恶意文件），未读取");
  // Some programs write the names as Windows does.
  return new Map(
    parts.map(({ name, ...part }) => {
      const plain = name.replaceAll("\\", "/");
      return [plain, { name: plain, ...part }];
    }),
  );
}

/** Packs parts into an archive without compression, so that its size is known to whoever opens it. */
export function repackParts(parts: Iterable<Part>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { name, bytes } of parts) {
    const encoded = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(encoded.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.from("PK\x03\x04", "latin1"), facts, encoded, Buffer.from(bytes));
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, tail, encoded);
    offset += 30 + encoded.length + bytes.length;
    count += 1;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF8_NAME = 0x0800;
const UNICODE_PATH = 0x7075;

const DAMAGED = "文件已损坏或不完整，无法解开，请重新下载或向发布单位索取";

/** A file of an archive as the directory names it; its name is decoded. */
export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** A file of an archive, unpacked. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks the wanted files of a zip archive. The directory is checked before a byte is unpacked, and no
 * file may become larger than the directory says.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Part[] {
  const entries = listEntries(bytes);
  refuseHostileArchive(entries);
  return entries.filter((entry) => wanted(entry.name)).map((entry) => unpackEntry(bytes, entry));
}

/**
 * The files that the directory of a zip archive names, nothing of them unpacked.
 *
 * @throws UnreadableDocument where the directory is damaged or names more than `most`
 */
export function listEntries(bytes: Uint8Array, most: number = LIMITS.archiveEntries): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > most) throw new UnreadableDocument(`压缩包内文件超过${most}个，疑为恶意文件，未读取`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY)
      throw new UnreadableDocument(DAMAGED);
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw new UnreadableDocument(DAMAGED);
    const flags = view.getUint16(at + 8, true);
    const extra = slice(view, at + 46 + nameLength, view.getUint16(at + 30, true));
    entries.push({
      name: decodeName(slice(view, at + 46, nameLength), flags, extra),
      method: view.getUint16(at + 10, true),
      flags,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

/** One of these is in every package that is one document: OOXML, ODF, OFD. */
const OF_PACKAGES = new Set(["[Content_Types].xml", "mimetype", "OFD.xml"]);

/** Whether the bytes are a zip archive of documents rather than one document. */
export function isArchiveOfDocuments(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  try {
    return listEntries(bytes, LIMITS.bundleEntries).every(({ name }) => !OF_PACKAGES.has(name));
  } catch (error) {
    if (error instanceof UnreadableDocument) return false;
    throw error;
  }
}

/** A name says that it is in UTF-8, is so without saying, or is in the encoding of Chinese Windows. */
function decodeName(name: Uint8Array, flags: number, extra: Uint8Array): string {
  if ((flags & UTF8_NAME) !== 0 || isUtf8(name)) return new TextDecoder().decode(name);
  const fields = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 9 <= extra.length; at += 4 + fields.getUint16(at + 2, true))
    if (fields.getUint16(at, true) === UNICODE_PATH)
      return new TextDecoder().decode(
        extra.subarray(at + 9, at + 4 + fields.getUint16(at + 2, true)),
      );
  return new TextDecoder("gb18030").decode(name);
}

/** Finds the end record, which is last but for a comment of at most 65,535 bytes. */
function findEndRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new UnreadableDocument(DAMAGED);
}

function refuseHostileArchive(entries: readonly Entry[]): void {
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length)
    throw new UnreadableDocument("压缩包内有重名文件，疑为恶意文件，未读取");
  if (entries.some((entry) => isOutsideName(entry.name)))
    throw new UnreadableDocument("压缩包内的文件名指向包外目录，疑为恶意文件，未读取");
  if (entries.some(isEncrypted))
    throw new UnreadableDocument("文件已加密，需要密码才能打开，请提供未加密的文件");
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > LIMITS.unpackedBytes || entries.some(isSwollen))
    throw new UnreadableDocument("压缩包解开后体积异常（疑为压缩炸弹），未读取");
}

export function isEncrypted({ flags }: Entry): boolean {
  return (flags & ENCRYPTED) !== 0;
}

/** Whether a file claims to become so much larger when unpacked that only harm can be meant. */
export function isSwollen({ packed, unpacked }: Entry): boolean {
  return unpacked > LIMITS.ratioFrom && unpacked > LIMITS.ratio * packed;
}

export function isOutsideName(name: string): boolean {
  return /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i.test(name);
}

/** @throws UnreadableDocument for a file that has not the size and the checksum of the directory */
export function unpackEntry(archive: Uint8Array, entry: Entry): Part {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { name, crc, method, offset, packed, unpacked } = entry;
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL)
    throw new UnreadableDocument(DAMAGED);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength) throw new UnreadableDocument(DAMAGED);
  const raw = slice(view, start, packed);
  const bytes = method === DEFLATED ? inflate(raw, unpacked) : raw;
  if (method !== DEFLATED && method !== STORED) throw new UnreadableDocument(DAMAGED);
  // One changed bit may be another digit, which only the checksum shows.
  if (bytes.length !== unpacked || crc32(bytes) !== crc) throw new UnreadableDocument(DAMAGED);
  return { name, bytes };
}

function inflate(raw: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new UnreadableDocument(DAMAGED);
  }
}

function slice(view: DataView, from: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, length);
}
