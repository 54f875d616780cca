import type { z } from "zod";

/** A value as letters and digits that survive XML. */
export function encodeValue(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** What {@link encodeValue} was given; null for a word that is damaged. */
export function decodeValue<Value>(
  word: string | undefined,
  schema: z.ZodType<Value>,
): Value | null {
  if (word === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(word), (letter) => letter.charCodeAt(0));
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}
