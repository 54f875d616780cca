/** Length of a shingle: long enough that sharing one is a phrase, short enough to survive edits. */
export const SHINGLE = 8;

/** Characters that carry the wording: letters and ideographs, without figures, blanks and marks. */
export function wording(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

/** The distinct shingles of a text, as strings. */
export function shinglesOf(text: string): Set<string> {
  const letters = wording(text);
  const shingles = new Set<string>();
  for (let start = 0; start + SHINGLE <= letters.length; start += 1)
    shingles.add(letters.slice(start, start + SHINGLE));
  return shingles;
}

/** Share of the shorter text's shingles that the other has too: 0 to 1; 0 where either has none. */
export function similarity(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / small.size;
}
