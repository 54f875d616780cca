/** The letters with which syllables begin, and of each the first character in the order of pinyin (CLDR `pinyin`). */
const FIRST_CHARACTERS = {
  a: "阿",
  b: "八",
  c: "嚓",
  d: "咑",
  e: "妸",
  f: "发",
  g: "旮",
  h: "哈",
  j: "丌",
  k: "咔",
  l: "垃",
  m: "呣",
  n: "拏",
  o: "噢",
  p: "妑",
  q: "七",
  r: "呥",
  s: "仨",
  t: "他",
  w: "屲",
  x: "夕",
  y: "丫",
  z: "帀",
} as const;

/** Initials of characters that place names read otherwise than the order of pinyin has them; every one is accepted. */
const FURTHER_INITIALS: Readonly<Record<string, string>> = {
  ...{ 阿: "e", 陂: "b", 埔: "p", 泊: "b", 藏: "z", 长: "c", 重: "c", 枞: "z", 峒: "t" },
  ...{ 番: "p", 涡: "g", 会: "k", 犍: "q", 解: "x", 浚: "x", 乐: "y", 泌: "b", 铅: "y" },
  ...{ 厦: "x", 单: "s", 歙: "x", 莘: "s", 覃: "q", 圩: "x", 尉: "y", 荥: "y", 曾: "z" },
};

const byPinyin = new Intl.Collator("zh-Hans-u-co-pinyin");
const known = new Map<string, string>();

/** The letters with which a character may be read to begin: one, of some characters of place names two. */
function initialsOf(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const read = /\p{Script=Han}/u.test(character)
    ? Object.entries(FIRST_CHARACTERS)
        .filter(([, first]) => byPinyin.compare(first, character) <= 0)
        .at(-1)?.[0]
    : character.toLowerCase();
  const initials = `${read ?? ""}${FURTHER_INITIALS[character] ?? ""}`;
  known.set(character, initials);
  return initials;
}

/** Whether letters are the pinyin initials of characters of a name that stand side by side: jt and tq of 葭塘区. */
export function hasInitials(name: string, letters: string): boolean {
  const read = [...name].map(initialsOf);
  return read.some((_, start) =>
    [...letters].every((letter, index) => read[start + index]?.includes(letter) ?? false),
  );
}

/** Whether a name begins with characters of these pinyin initials. */
export function startsWithInitials(name: string, letters: string): boolean {
  return hasInitials([...name].slice(0, letters.length).join(""), letters);
}
