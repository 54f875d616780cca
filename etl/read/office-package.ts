import { UnreadableDocument } from "./document";
import { type Part, unpack } from "./zip";

/**
 * The XML files of an Office package by name. Pictures and embedded files stay packed; a document
 * type declaration, which Office never writes and which is where entities expand, is refused.
 */
export function officeParts(bytes: Uint8Array): ReadonlyMap<string, Part> {
  const parts = unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  for (const part of parts)
    if (
      Buffer.from(part.bytes).includes("<!DOCTYPE") ||
      Buffer.from(part.bytes).includes("<!ENTITY")
    )
      throw new UnreadableDocument("文档内含实体定义（疑为恶意文件），未读取");
  return new Map(parts.map((part) => [part.name, part]));
}

/** The parts as a package again, without compression: nothing in it can grow any more. */
export function repacked(parts: Iterable<Part>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { name, crc, bytes } of parts) {
    const encoded = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt32LE(crc, 10);
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
