import { EDITIONS, type Edition } from "#domain/form/edition";
import { linesIn } from "#domain/form/cells";
import { type Column, type Line, type Table, wordingIn } from "#domain/form/table";
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
    const fits = between.every((line, i) => isSimilarLine(labels[i] ?? "", line, lines, edition));
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
        return "code" in found ? found.code === column.code : isSimilarColumn(found.text, column);
      }),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function indexOf(lines: readonly Line[], code: string): number {
  return lines.findIndex((line) => line.code === code);
}

function isSimilarLine(
  label: string,
  line: Line,
  lines: readonly Line[],
  edition: Edition,
): boolean {
  const { numeral, rest } = splitNumbering(labelKey(label));
  const declared = labelKey(line.numeral ?? "");
  if (numeral && declared && numeral !== declared) return false;
  const keys = new Set([rest, ...keysOf(label).map((key) => splitNumbering(key).rest)]);
  const likeness = (other: Line): number =>
    Math.min(
      ...[wordingIn(other.label, edition), ...(other.aliases ?? [])]
        .map(labelKey)
        .flatMap((target) =>
          [...keys].map((key) => editDistance(key, target) / allowedDistance(target)),
        ),
    );
  const own = likeness(line);
  return own <= 1 && lines.every((other) => other === line || likeness(other) > own);
}

function isSimilarColumn(text: string, column: Column): boolean {
  const [key = ""] = keysOf(text).slice(-1);
  const targets = [column.label, ...(column.aliases ?? [])].map(labelKey);
  return targets.some(
    (target) =>
      (key.length >= 3 && target.startsWith(key)) ||
      editDistance(key, target) <= allowedDistance(target),
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
