import type { FormLabels, Label } from "./form-labels";
import { labelKey } from "./label-key";

/** A run of printed pieces that together are one label, or one piece that is none. */
export interface PathItem {
  readonly labels: readonly Label[];
  /** First piece of the run and how many it takes. */
  readonly from: number;
  readonly count: number;
}

/** Most pieces that a label was seen split into: one character a line. */
const MOST_PIECES = 24;

/**
 * Reads printed pieces as labels from left to right, each as long as it can be: 商业 and 企业 are one
 * label, 其他 before 处理 is not the line of that name. A piece that runs several labels together
 * makes an item of each.
 */
export function labelPath(pieces: readonly string[], labels: FormLabels): PathItem[] {
  const items: PathItem[] = [];
  for (let from = 0; from < pieces.length;) {
    const item = longestFrom(pieces, from, labels);
    const within = item.labels.length > 0 ? [] : labelsRunTogether(pieces[from] ?? "", labels);
    if (within.length > 0) items.push(...within.map((found) => ({ ...item, labels: found })));
    else items.push(item);
    from += item.count;
  }
  return items;
}

function longestFrom(pieces: readonly string[], from: number, labels: FormLabels): PathItem {
  let best: PathItem = { labels: labels.of(pieces[from] ?? ""), from, count: 1 };
  let joined = labelKey(pieces[from] ?? "");
  let printed = pieces[from] ?? "";
  for (let count = 2; count <= MOST_PIECES && from + count <= pieces.length; count += 1) {
    const piece = pieces[from + count - 1] ?? "";
    joined += labelKey(piece);
    printed += piece;
    if (joined.length > labels.longest) break;
    const exact = labels.withKey(joined);
    const found = exact.length > 0 ? exact : labels.of(printed);
    if (found.length > 0) best = { labels: found, from, count };
  }
  return best;
}

/**
 * The labels that one printed text runs together, such as a group and its first line:
 * （三）不予公开1.属于国家秘密. Empty when the text is not wholly made of labels.
 */
export function labelsRunTogether(text: string, labels: FormLabels): readonly (readonly Label[])[] {
  const key = labelKey(text);
  if (key.length > labels.longest * 3) return [];
  const ways: (readonly (readonly Label[])[] | undefined)[] = [[]];
  for (let to = 1; to <= key.length; to += 1)
    for (let from = 0; from < to; from += 1) {
      const before = ways[from];
      if (!before || (ways[to]?.length ?? Infinity) <= before.length + 1) continue;
      const found = labels.withKey(key.slice(from, to));
      if (found.length > 0) ways[to] = [...before, found];
    }
  return ways[key.length] ?? [];
}
