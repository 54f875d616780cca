/** Length of a shingle: long enough that sharing one is a phrase, short enough to survive edits. */
const SHINGLE = 8;

/** Characters that carry the wording: letters and ideographs, without figures, blanks and punctuation. */
export function lettersOnly(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

/** The distinct shingles of a text, as strings. */
function shinglesOf(text: string): Set<string> {
  const letters = lettersOnly(text);
  const shingles = new Set<string>();
  for (let start = 0; start + SHINGLE <= letters.length; start += 1)
    shingles.add(letters.slice(start, start + SHINGLE));
  return shingles;
}

/** Share of the shorter text's shingles that the other has too: 0 to 1; 0 where either has none. */
export function measureSimilarity(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / small.size;
}

/** A share of text that is the same in two texts, in words: 几乎全文相同, 约85%的文字相同. */
export function formatSimilarity(share: number): string {
  const percent = Math.round(share * 100);
  return percent === 100 ? "几乎全文相同" : `约${percent}%的文字相同`;
}

/** A passage that two texts share, by its offsets in each; the ends are excluded. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

/** Letters that a shared passage must have. */
const SHORTEST_PASSAGE = 16;

interface Letters {
  readonly text: string;
  /** Offset of each letter in the whole text. */
  readonly at: readonly number[];
}

function lettersOf(text: string): Letters {
  const at: number[] = [];
  let letters = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (!/\p{L}/u.test(character)) continue;
    letters += character;
    at.push(index);
  }
  return { text: letters, at };
}

/** The longest passages that two texts share in the order of the first, without overlaps. */
export function findSharedPassages(one: string, other: string): Passage[] {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  const offsets = new Map<string, number>();
  for (let start = 0; start + SHORTEST_PASSAGE <= b.text.length; start += 1) {
    const seed = b.text.slice(start, start + SHORTEST_PASSAGE);
    if (!offsets.has(seed)) offsets.set(seed, start);
  }
  const passages: Passage[] = [];
  for (let start = 0; start + SHORTEST_PASSAGE <= a.text.length;) {
    const match = offsets.get(a.text.slice(start, start + SHORTEST_PASSAGE));
    if (match === undefined) {
      start += 1;
      continue;
    }
    let length = SHORTEST_PASSAGE;
    while (
      start + length < a.text.length &&
      a.text[start + length] !== undefined &&
      a.text[start + length] === b.text[match + length]
    )
      length += 1;
    const from = a.at[start] ?? 0;
    const to = (a.at[start + length - 1] ?? 0) + 1;
    passages.push({
      text: one.slice(from, to),
      start: from,
      end: to,
      otherStart: b.at[match] ?? 0,
      otherEnd: (b.at[match + length - 1] ?? 0) + 1,
    });
    start += length;
  }
  return passages;
}
