import { inflateRawSync } from "node:zlib";
import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

const DAMAGED = "文件已损坏或不完整，无法解开，请重新下载或向发布单位索取";

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** One file of an archive. */
export interface Part {
  readonly name: string;
  readonly crc: number;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks the wanted files of a zip archive. What the archive says of itself is judged before a byte
 * is unpacked, and no file may become larger than it says.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(view);
  judge(entries);
  return entries.filter((entry) => wanted(entry.name)).map((entry) => partOf(view, entry));
}

function directoryOf(view: DataView): Entry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.archiveEntries)
    throw new UnreadableDocument(
      `压缩包内文件超过${LIMITS.archiveEntries}个，疑为恶意文件，未读取`,
    );
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY)
      throw new UnreadableDocument(DAMAGED);
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw new UnreadableDocument(DAMAGED);
    entries.push({
      name: new TextDecoder().decode(slice(view, at + 46, nameLength)),
      method: view.getUint16(at + 10, true),
      flags: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new UnreadableDocument(DAMAGED);
}

function judge(entries: readonly Entry[]): void {
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length)
    throw new UnreadableDocument("压缩包内有重名文件，疑为恶意文件，未读取");
  if (entries.some((entry) => escapes(entry.name)))
    throw new UnreadableDocument("压缩包内的文件名指向包外目录，疑为恶意文件，未读取");
  if (entries.some((entry) => entry.flags & ENCRYPTED))
    throw new UnreadableDocument("文件已加密，需要密码才能打开，请提供未加密的文件");
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const swollen = entries.some(
    (entry) => entry.unpacked > LIMITS.ratioFrom && entry.unpacked > LIMITS.ratio * entry.packed,
  );
  if (total > LIMITS.unpackedBytes || swollen)
    throw new UnreadableDocument("压缩包解开后体积异常（疑为压缩炸弹），未读取");
}

function escapes(name: string): boolean {
  return /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i.test(name);
}

function partOf(view: DataView, entry: Entry): Part {
  const { name, crc, method, offset, packed, unpacked } = entry;
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL)
    throw new UnreadableDocument(DAMAGED);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength) throw new UnreadableDocument(DAMAGED);
  const raw = slice(view, start, packed);
  if (method === STORED && packed === unpacked) return { name, crc, bytes: raw };
  if (method !== DEFLATED) throw new UnreadableDocument(DAMAGED);
  const bytes = inflated(raw, unpacked);
  if (bytes.length !== unpacked) throw new UnreadableDocument(DAMAGED);
  return { name, crc, bytes };
}

function inflated(raw: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new UnreadableDocument(DAMAGED);
  }
}

function slice(view: DataView, from: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, length);
}
