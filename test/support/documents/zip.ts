import { crc32, deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";

/** A file that goes into an archive. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** The encoding of its name; without a mark for UTF-8, as Chinese Windows writes it, where GBK. */
  readonly naming?: "utf-8" | "gbk";
  /** Set as encrypted, though it is not. */
  readonly encrypted?: true;
  /** What the directory says of its unpacked size, where that is to be untrue. */
  readonly claims?: number;
}

/** A ZIP archive, its files deflated. */
export function asZip(files: readonly ZippedFile[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, naming = "utf-8", encrypted, claims } of files) {
    const packed = deflateRawSync(bytes);
    const encoded = iconv.encode(name, naming);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE((naming === "utf-8" ? 0x0800 : 0) | (encrypted ? 1 : 0), 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(claims ?? Buffer.from(bytes).length, 18);
    facts.writeUInt16LE(encoded.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.from("PK\x03\x04", "latin1"), facts, encoded, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, tail, encoded);
    offset += 30 + encoded.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
