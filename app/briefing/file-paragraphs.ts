import { digestText, plainWordsOf } from "./file-changes";

/** A paragraph as it was written: a short digest of its words, and its numbers in order. */
export type WrittenParagraph = readonly [digest: string, numbers: string];

/** Where a document differs from what was written. */
export interface ChangedPlace {
  /** A few words around it as they stand now; of a paragraph that is gone, which one it was. */
  readonly name: string;
  /** `number` where one number stands for another; `words` for all else. */
  readonly kind: "number" | "words";
  readonly stated: string;
  readonly found: string;
}

const NUMBER = /\d+(?:[.,]\d+)*[%‰]?/gu;
const DIGITS_OF_DIGEST = 8;
/** Characters quoted on either side of a change, and pairs of paragraphs that are compared at most. */
const [AROUND, MOST_PAIRS] = [14, 4_000_000];

const filled = (paragraphs: readonly string[]): string[] =>
  paragraphs.map((paragraph) => plainWordsOf([paragraph])).filter((words) => words !== "");

/** The paragraphs of a document that hold words, for its properties. */
export function describeParagraphs(paragraphs: readonly string[]): WrittenParagraph[] {
  return filled(paragraphs).map((words) => [
    digestText([words]).slice(0, DIGITS_OF_DIGEST),
    (words.match(NUMBER) ?? []).join(" "),
  ]);
}

/** Every place where the paragraphs of a document are not those that were written, in order. */
export function findChangedPlaces(
  written: readonly WrittenParagraph[],
  paragraphs: readonly string[],
): ChangedPlace[] {
  const words = filled(paragraphs);
  const now = describeParagraphs(paragraphs);
  return gapsBetween(
    written.map(([digest]) => digest),
    now.map(([digest]) => digest),
  ).flatMap(({ from, to, fromNow, toNow }) =>
    Array.from({ length: Math.max(to - from, toNow - fromNow) }, (_, index) => index).flatMap(
      (index): ChangedPlace[] => {
        const was = from + index < to ? written[from + index] : undefined;
        const is = fromNow + index < toNow ? words[fromNow + index] : undefined;
        if (is === undefined)
          return [
            { name: `原第${from + index + 1}段`, kind: "words", stated: "有", found: "已删去" },
          ];
        if (was === undefined)
          return [{ name: quote(is, 0, 26), kind: "words", stated: "无", found: "新增" }];
        return changesWithin(was[1], is);
      },
    ),
  );
}

/** The numbers of a paragraph that became others; the paragraph itself where its numbers cannot tell. */
function changesWithin(numbers: string, words: string): ChangedPlace[] {
  const stated = numbers === "" ? [] : numbers.split(" ");
  const found = [...words.matchAll(NUMBER)];
  const changed =
    stated.length === found.length
      ? found.flatMap((match, index): ChangedPlace[] => {
          const was = stated[index] ?? "";
          if (was === match[0]) return [];
          const name = quote(words, match.index, match.index + match[0].length);
          return [{ name, kind: "number", stated: was, found: match[0] }];
        })
      : [];
  if (changed.length > 0) return changed;
  return [{ name: quote(words, 0, 26), kind: "words", stated: "原文", found: "文字已改" }];
}

/** “…不掌握率30.8%（1011件／3580件），…” */
function quote(words: string, start: number, end: number): string {
  const [from, to] = [Math.max(0, start - AROUND), Math.min(words.length, end + AROUND)];
  const before = words.slice(from, start).replace(from > 0 ? /^[\d.,%]+/u : "", "");
  const after = words.slice(start, to).replace(to < words.length ? /(?<=\D)[\d.,]+$/u : "", "");
  return `“${from > 0 ? "…" : ""}${before}${after}${to < words.length ? "…" : ""}”`;
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly fromNow: number;
  readonly toNow: number;
}

/** The stretches in which two sequences differ, by their longest common subsequence. */
function gapsBetween(was: readonly string[], now: readonly string[]): Gap[] {
  let start = 0;
  while (start < was.length && start < now.length && was[start] === now[start]) start += 1;
  let [to, toNow] = [was.length, now.length];
  while (to > start && toNow > start && was[to - 1] === now[toNow - 1])
    [to, toNow] = [to - 1, toNow - 1];
  const whole = { from: start, to, fromNow: start, toNow };
  if (to === start && toNow === start) return [];
  const [rows, columns] = [to - start, toNow - start];
  if (rows * columns > MOST_PAIRS || rows === 0 || columns === 0) return [whole];
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      common[row * width + column] =
        was[start + row] === now[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const gaps: Gap[] = [];
  let [row, column, fromRow, fromColumn] = [0, 0, 0, 0];
  const close = (): void => {
    if (row > fromRow || column > fromColumn)
      gaps.push({
        from: start + fromRow,
        to: start + row,
        fromNow: start + fromColumn,
        toNow: start + column,
      });
  };
  while (row < rows && column < columns) {
    if (was[start + row] === now[start + column]) {
      close();
      [row, column] = [row + 1, column + 1];
      [fromRow, fromColumn] = [row, column];
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  [row, column] = [rows, columns];
  close();
  return gaps;
}
