import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";

/** SHA-256 of bytes, by which a document is known. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Files below this many bytes are read at once, which is several times faster than as a stream. */
const SMALL = 4 * 1024 * 1024;

/** SHA-256 of a file of any size. */
export async function hashOfFile(file: string): Promise<string> {
  if (statSync(file).size < SMALL) return hashOf(readFileSync(file));
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
