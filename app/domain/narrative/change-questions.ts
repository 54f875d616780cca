import type { Alternative, ChangeClaim, Question, SectionClaims } from "./claim";
import { pointsApart, roundsTo } from "./rounding";
import { cellsOf, valueOf, type Tables } from "./reading";

interface Pair {
  readonly words: string;
  readonly cells: readonly string[];
  readonly now: number;
  readonly last: number;
}

/** This year's and last year's value of every reading; only that of the stated figure where one fits it. */
function pairsOf(change: ChangeClaim, tables: Tables, before: Tables): Pair[] {
  const pairs = change.readings.flatMap((reading) => {
    const now = valueOf(reading, tables);
    const last = valueOf(reading, before);
    return now === null || last === null
      ? []
      : { words: reading.words, cells: cellsOf(reading, tables), now, last };
  });
  if (change.stated === null) return pairs;
  const meant = pairs.filter(({ now }) => now === change.stated);
  return meant.length > 0
    ? meant
    : pairs.map((pair) => ({ ...pair, now: change.stated ?? pair.now }));
}

function agrees({ mention, rise }: ChangeClaim, { now, last }: Pair): boolean {
  const difference = rise ? now - last : last - now;
  if (mention.unit === "count") return difference === mention.value;
  return last > 0 && roundsTo(difference / last, mention.value, mention.decimals);
}

/** The change of a reading as the sentence would put it: in cases or as a percentage, a fall of a fall above 0. */
function alternativeTo({ mention, rise }: ChangeClaim, { now, last }: Pair): Alternative[] {
  const value = rise ? now - last : last - now;
  if (mention.unit === "count") return [{ value, unit: "count" }];
  return last > 0 ? [{ value: Number(((100 * value) / last).toFixed(2)), unit: "percent" }] : [];
}

/** Changes on last year that no reading bears out; none where last year's report is not loaded. */
export function changeQuestions(
  { section, changes }: SectionClaims,
  tables: Tables,
  before: Tables | null,
): Question[] {
  if (!before) return [];
  return changes.flatMap((change) => {
    const pairs = pairsOf(change, tables, before);
    const [first] = pairs;
    if (!first || pairs.some((pair) => agrees(change, pair))) return [];
    const { mention, sentence, rise } = change;
    const unit = mention.unit === "count" ? "件" : "%";
    const rate =
      first.last > 0 ? `，变化${(((first.now - first.last) / first.last) * 100).toFixed(2)}%` : "";
    const alternatives = pairs.flatMap((pair) => alternativeTo(change, pair));
    const apart =
      mention.unit === "percent" ? pointsApart(mention.value, alternatives[0]?.value) : "";
    return {
      kind: "change" as const,
      section,
      sentence: sentence.text.trim(),
      quoted: mention.quoted,
      start: mention.start,
      end: mention.end,
      stated: mention.value,
      compared: pairs.flatMap(({ words, cells, now, last }) => [
        { words, cells, value: now },
        { words: `上年${words}`, cells, value: last },
      ]),
      alternatives,
      nearest: null,
      message: `文字写比上年${rise ? "增加" : "减少"}${mention.quoted}${unit}，“${first.words}”上年为${first.last}、本年为${first.now}${rate}${apart}`,
      topic: `change.${first.words}`,
    };
  });
}
