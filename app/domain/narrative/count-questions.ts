import type { Claim, Compared, Question, SectionClaims } from "./claim";
import { nearestTo } from "./nearest";
import { cellsOf, valueOf, type Reading, type Tables } from "./reading";

/** Readings with what they come to; those that cannot be known are left out. */
export function comparedWith(readings: readonly Reading[], tables: Tables): Compared[] {
  return readings.flatMap((reading) => {
    const value = valueOf(reading, tables);
    return value === null ? [] : { words: reading.words, cells: cellsOf(reading, tables), value };
  });
}

/** Readings in words: “予以公开＋部分公开”为275. */
export function inWords(compared: readonly Compared[]): string {
  const seen = new Map(compared.map((one) => [one.value, one]));
  return [...seen.values()]
    .slice(0, 2)
    .map(({ words, value }) => `“${words}”为${value}`)
    .join("，");
}

/** Whether a claim fits a reading; undefined where no reading can be known. */
export function fits(claim: Claim, tables: Tables): boolean | undefined {
  const compared = comparedWith(claim.readings, tables);
  return compared.length === 0
    ? undefined
    : compared.some(({ value }) => value === claim.mention.value);
}

/** Counts that fit none of their readings. */
export function countQuestions({ section, counts }: SectionClaims, tables: Tables): Question[] {
  return counts.flatMap((claim) => {
    if (fits(claim, tables) !== false) return [];
    const { mention, sentence } = claim;
    const compared = comparedWith(claim.readings, tables);
    return {
      kind: "count" as const,
      section,
      sentence: sentence.text.trim(),
      quoted: mention.quoted,
      start: mention.start,
      end: mention.end,
      stated: mention.value,
      compared,
      nearest: nearestTo(mention.value, tables),
      message: `文字写${mention.quoted}件，表中${inWords(compared)}`,
      topic: claim.topic,
    };
  });
}
