/** Two-byte codes of every character that GB18030 writes in two bytes, from the decoder at hand. */
const CODES = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder("gb18030", { fatal: true });
for (let high = 0x81; high <= 0xfe; high += 1)
  for (let low = 0x40; low <= 0xfe; low += 1) {
    if (low === 0x7f) continue;
    try {
      const char = decoder.decode(Uint8Array.of(high, low));
      if (!CODES.has(char)) CODES.set(char, [high, low]);
    } catch {
      continue;
    }
  }

/** A text in GB18030, as far as two bytes a character go. */
export function gb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const code = CODES.get(char);
    if (point < 0x80) bytes.push(point);
    else if (code) bytes.push(...code);
    else bytes.push(...new TextEncoder().encode(`&#${point};`));
  }
  return Uint8Array.from(bytes);
}
