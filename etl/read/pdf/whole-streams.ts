import { inflateSync } from "node:zlib";
import { LIMITS } from "../limits";

const STREAM = Buffer.from("stream");
const END = Buffer.from("end");
const OBJECT = Buffer.from(" obj");
const PACKED = Buffer.from("/FlateDecode");
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];
/** Bytes of the longest dictionary before a stream. */
const LONGEST_DICTIONARY = 4096;

/**
 * Whether every packed stream of a PDF unpacks to what its checksum says. Of a damaged one each program makes something
 * else.
 */
export function areStreamsWhole(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = LIMITS.unpackedBytes;
  for (let at = file.indexOf(STREAM); at >= 0; at = file.indexOf(STREAM, at + STREAM.length)) {
    const start = startOfData(file, at + STREAM.length);
    const isEnd = file.subarray(0, at).subarray(-END.length).equals(END);
    if (isEnd || start === null || !isPacked(file, at)) continue;
    try {
      left -= inflateSync(file.subarray(start), { maxOutputLength: left }).length;
    } catch {
      return false;
    }
    if (left <= 0) return false;
  }
  return true;
}

/** Where the data of a stream begin; null where the word begins none. */
function startOfData(file: Buffer, after: number): number | null {
  if (file[after] === LINE_FEED) return after + 1;
  if (file[after] === CARRIAGE_RETURN) return after + (file[after + 1] === LINE_FEED ? 2 : 1);
  return null;
}

/** Whether the dictionary before a stream says that it is packed. */
function isPacked(file: Buffer, stream: number): boolean {
  const before = file.subarray(Math.max(0, stream - LONGEST_DICTIONARY), stream);
  return before.subarray(Math.max(0, before.lastIndexOf(OBJECT))).includes(PACKED);
}
