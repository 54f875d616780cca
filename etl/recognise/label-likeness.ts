import { EDITIONS } from "#domain/form/edition";
import { linesIn } from "#domain/form/cells";
import { type Column, type Line, type Table, wordingIn } from "#domain/form/table";
import { LOST_CHARACTER } from "../read/encoding";
import { keysOf, labelKey, splitNumbering } from "./label-key";

/**
 * The lines that unknown labels must mean, where the known lines above and below and the likeness of
 * each label leave only one choice; undefined otherwise.
 *
 * @param labels consecutive unknown labels in printed order
 * @param above code of the known line before them; null at the start of the table
 * @param below code of the known line after them; null at the end
 */
export function inferLines(
  table: Table,
  labels: readonly string[],
  above: string | null,
  below: string | null,
): readonly string[] | undefined {
  const choices = EDITIONS.flatMap((edition) => {
    const lines = linesIn(table, edition);
    const from = above === null ? 0 : indexOf(lines, above) + 1;
    const to = below === null ? lines.length : indexOf(lines, below);
    if ((above !== null && from === 0) || to < 0 || to - from !== labels.length) return [];
    const between = lines.slice(from, to);
    const fits = between.every((line, i) => isSimilarLine(labels[i] ?? "", line, table));
    return fits ? [between.map((line) => line.code)] : [];
  });
  const [first, ...others] = choices;
  return others.every((choice) => choice.join() === first?.join()) ? first : undefined;
}

/**
 * The columns of a header with damaged labels: exactly one of the given sets must have all readable
 * labels in order and resemble the damaged ones; undefined otherwise.
 *
 * @param printed code of each readable column, or the text of a damaged one
 */
export function inferColumns(
  sets: readonly (readonly Column[])[],
  printed: readonly ({ readonly code: string } | { readonly text: string })[],
): readonly Column[] | undefined {
  const fitting = sets.filter(
    (set) =>
      set.length === printed.length &&
      set.every((column, i) => {
        const found = printed[i];
        if (!found) return false;
        return "code" in found
          ? found.code === column.code
          : isSimilarColumn(
              found.text,
              column,
              set.filter((other) => other !== column),
            );
      }),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function indexOf(lines: readonly Line[], code: string): number {
  return lines.findIndex((line) => line.code === code);
}

/**
 * Whether a label can mean a line and no other: a few characters differ, or it is the line in other
 * words, and every other line or group of the table, of either edition, is clearly further from it.
 */
function isSimilarLine(label: string, line: Line, table: Table): boolean {
  if (label.includes(LOST_CHARACTER)) return false;
  const { numeral, rest } = splitNumbering(labelKey(label));
  const declared = labelKey(line.numeral ?? "");
  if (numeral && declared && numeral !== declared) return false;
  const keys = [...new Set([rest, ...keysOf(label).map((key) => splitNumbering(key).rest)])];
  const targets = (of: Pick<Line, "label" | "aliases">): string[] =>
    [...EDITIONS.map((edition) => wordingIn(of.label, edition)), ...(of.aliases ?? [])].flatMap(
      keysOf,
    );
  const own = targets(line);
  if (NEGATION.test(rest) && !own.some((target) => NEGATION.test(target))) return false;
  const others = [...table.lines, ...table.groups].filter(
    (other) => other !== line && !own.includes(labelKey(wordingIn(other.label, 2021))),
  );
  const distance = (other: Pick<Line, "label" | "aliases">): number =>
    Math.min(
      ...targets(other).flatMap((target) =>
        keys.map((key) => editDistance(key, target) / allowedDistance(target)),
      ),
    );
  const likeness = (other: Pick<Line, "label" | "aliases">): number =>
    Math.max(...targets(other).flatMap((target) => keys.map((key) => sharedWords(key, target))));
  const [far, alike] = [distance(line), likeness(line)];
  const isNear = far <= 1 && others.every((other) => distance(other) > far);
  const isReworded = alike >= ALIKE && others.every((other) => likeness(other) <= alike * CLEARLY);
  return isNear || isReworded;
}

function isSimilarColumn(text: string, column: Column, others: readonly Column[]): boolean {
  const [key = ""] = keysOf(text).slice(-1);
  const targets = (of: Column): string[] => [of.label, ...(of.aliases ?? [])].map(labelKey);
  const isNear = targets(column).some(
    (target) =>
      (key.length >= 3 && target.startsWith(key)) ||
      editDistance(key, target) <= allowedDistance(target),
  );
  const likeness = (of: Column): number =>
    Math.max(...targets(of).map((target) => sharedWords(key, target)));
  const alike = likeness(column);
  return isNear || (alike >= ALIKE && others.every((other) => likeness(other) <= alike * CLEARLY));
}

/** A label that denies is not in other words a line that does not: 不予以公开 is not 予以公开. */
const NEGATION = /[不未非无]/;

/** Least {@link sharedWords} of a label in other words, and the share of it that no other line may reach. */
const ALIKE = 0.5;
const CLEARLY = 0.7;

/**
 * How much two labels have in common, from 0 to 1: the share of the pairs of neighbouring characters of
 * the shorter one that the other has too, where those are at least {@link FEWEST_SHARED}; Dice's
 * coefficient of the pairs otherwise.
 */
function sharedWords(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const [shorter, longer] = left.size <= right.size ? [left, right] : [right, left];
  if (shorter.size === 0) return 0;
  const shared = [...shorter].filter((pair) => longer.has(pair)).length;
  return shared >= FEWEST_SHARED
    ? shared / shorter.size
    : (2 * shared) / (shorter.size + longer.size);
}

/** Fewer shared pairs say too little of a long label. */
const FEWEST_SHARED = 3;

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)),
  );
}

/** Most changed characters with which a label is still recognised. */
function allowedDistance(target: string): number {
  return target.length < 3 ? 0.5 : Math.max(1, Math.floor(target.length * 0.3));
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      current.push(
        Math.min(
          (previous[j] ?? 0) + 1,
          (current[j - 1] ?? 0) + 1,
          (previous[j - 1] ?? 0) + change,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
