import type { Block, Document } from "./document";
import { decodeText } from "./encoding";

/**
 * A plain text as paragraphs, one a line, blank lines included: reports saved from a page hold one
 * cell a line, and the blank lines and leading tabs are all that is left of the table.
 *
 * @throws UnreadableDocument when the encoding cannot be told or the text is garbled
 */
export function readText(bytes: Uint8Array, file: string): Document {
  const blocks = decodeText(bytes)
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .map((text, index): Block => ({ kind: "paragraph", text, where: { line: index + 1 } }));
  return { file, format: "text", title: null, blocks };
}
