/** A passage that two texts share, by its offsets in each; the ends are excluded. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

/** Letters that a shared passage must have. */
export const SHORTEST = 16;

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
export function passagesShared(one: string, other: string): Passage[] {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  const places = new Map<string, number>();
  for (let start = 0; start + SHORTEST <= b.text.length; start += 1) {
    const seed = b.text.slice(start, start + SHORTEST);
    if (!places.has(seed)) places.set(seed, start);
  }
  const passages: Passage[] = [];
  for (let start = 0; start + SHORTEST <= a.text.length;) {
    const place = places.get(a.text.slice(start, start + SHORTEST));
    if (place === undefined) {
      start += 1;
      continue;
    }
    let length = SHORTEST;
    while (
      start + length < a.text.length &&
      a.text[start + length] !== undefined &&
      a.text[start + length] === b.text[place + length]
    )
      length += 1;
    const from = a.at[start] ?? 0;
    const to = (a.at[start + length - 1] ?? 0) + 1;
    passages.push({
      text: one.slice(from, to),
      start: from,
      end: to,
      otherStart: b.at[place] ?? 0,
      otherEnd: (b.at[place + length - 1] ?? 0) + 1,
    });
    start += length;
  }
  return passages;
}
