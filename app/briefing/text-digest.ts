const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&amp;": "&",
};

/**
 * A digest (FNV-1a, 64 bits, 16 hex digits) of the words of a Word document, by paragraphs as they
 * stand in its XML. Blanks and the way characters are escaped do not count, since Word changes both
 * on saving. It notices edits; it does not withstand a forger, who could write it anew.
 */
export function textDigest(paragraphs: readonly string[]): string {
  const words = paragraphs
    .join("")
    .replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s/gu, "");
  let digest = OFFSET;
  for (const byte of new TextEncoder().encode(words))
    digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * PRIME);
  return digest.toString(16).padStart(16, "0");
}
