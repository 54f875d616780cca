import { type TableCode, tableOf } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { type Table, type Wording, wordingIn } from "#domain/form/table";
import { keysOf, LabelCache, labelKey, splitNumbering } from "./label-key";

/** A meaning of a printed label: a line, column, group or shared heading of a table. */
export interface Label {
  readonly kind: "line" | "column" | "group" | "heading";
  /** Code of the line, column or group; for a heading its own words. */
  readonly code: string;
  /** The numbering the form prints before it, as a key. */
  readonly numeral: string;
  readonly key: string;
}

const LONGEST_CAPTION = 40;

/** Looks up the labels of one table of the form by printed text. */
export class FormLabels {
  private readonly byKey = new Map<string, Label[]>();
  private readonly cache = new LabelCache((text) => this.find(text));
  readonly longest: number;

  readonly table: Table;

  constructor(readonly code: TableCode) {
    this.table = tableOf(code);
    const { table } = this;
    const add = (kind: Label["kind"], code: string, wording: Wording, numeral = ""): void => {
      for (const edition of EDITIONS) {
        const label = { kind, code, numeral: labelKey(numeral), key: "" };
        for (const key of [
          labelKey(wordingIn(wording, edition)),
          ...keysOf(wordingIn(wording, edition)),
        ]) {
          const held = this.byKey.get(key) ?? [];
          if (!held.some((other) => other.kind === kind && other.code === code))
            this.byKey.set(key, [...held, { ...label, key }]);
        }
      }
    };
    for (const { code, label, numeral, aliases = [] } of table.lines)
      for (const wording of [label, ...aliases]) add("line", code, wording, numeral);
    for (const { code, label, heading, aliases = [] } of table.columns) {
      for (const wording of [label, ...aliases]) add("column", code, wording);
      if (heading) add("heading", heading, heading);
    }
    for (const { code, label, numeral } of table.groups) add("group", code, label, numeral);
    this.longest = Math.max(...[...this.byKey.keys()].map((key) => key.length)) + 4;
  }

  /** The meanings of a printed text; empty when it is no label of the table. */
  of(text: string): readonly Label[] {
    return this.cache.of(text);
  }

  /** The labels whose key is exactly this. */
  withKey(key: string): readonly Label[] {
    const { numeral, rest } = splitNumbering(key);
    const found = this.byKey.get(key) ?? this.byKey.get(rest) ?? [];
    return preferNumbered(found, numeral);
  }

  /** The line that a caption names, where it names no other and no group but its own. */
  onlyLineIn(caption: string): string | undefined {
    const named = this.namesIn(caption);
    const lines = this.table.lines.filter(({ code }) => named.some((label) => label.code === code));
    const [only] = lines;
    const isOwn = ({ kind, code }: Label): boolean => kind === "line" || code === only?.group;
    return lines.length === 1 && named.every(isOwn) ? only?.code : undefined;
  }

  /** The lines and groups that a caption names among other words, the longer of two that overlap. */
  namesIn(caption: string): readonly Label[] {
    if (caption.length > LONGEST_CAPTION) return [];
    const key = labelKey(caption);
    const named = [...this.byKey].flatMap(([own, labels]) => {
      const label = labels.find(({ kind }) => kind === "line" || kind === "group");
      return label && key.includes(own) ? [{ own, label }] : [];
    });
    const isWidest = ({ own }: { readonly own: string }): boolean =>
      !named.some((other) => other.own !== own && other.own.includes(own));
    return named.filter(isWidest).map(({ label }) => label);
  }

  private find(text: string): readonly Label[] {
    if (text.length > 400) return [];
    for (const key of keysOf(text)) {
      const found = this.withKey(key);
      if (found.length > 0) return found;
    }
    return [];
  }
}

/** Where several lines share a label, the one whose numbering is printed. */
function preferNumbered(found: readonly Label[], numeral: string): readonly Label[] {
  if (found.length < 2 || numeral === "") return found;
  const fitting = found.filter((label) => label.numeral === numeral);
  return fitting.length > 0 ? fitting : found;
}

/** Consecutive pieces that together are one label, or one piece that is none. */
export interface PathItem {
  readonly labels: readonly Label[];
  /** Index of the first piece, and number of pieces. */
  readonly from: number;
  readonly count: number;
}

/** Most pieces of one label: some documents print one character a line. */
const MOST_PIECES = 24;

/**
 * Matches printed pieces to labels from left to right, each as long as possible: 商业 and 企业 are one
 * label, and 其他 before 处理 is not the line of that name. A piece of several labels run together makes
 * an item of each.
 */
export function matchLabels(pieces: readonly string[], labels: FormLabels): PathItem[] {
  const items: PathItem[] = [];
  for (let from = 0; from < pieces.length;) {
    const item = matchLongest(pieces, from, labels);
    const within = item.labels.length > 0 ? [] : splitRunTogether(pieces[from] ?? "", labels);
    if (within.length > 0) items.push(...within.map((found) => ({ ...item, labels: found })));
    else items.push(item);
    from += item.count;
  }
  return items;
}

function matchLongest(pieces: readonly string[], from: number, labels: FormLabels): PathItem {
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
 * Splits a text that runs labels together, such as a group and its first line:
 * （三）不予公开1.属于国家秘密. Empty when the text is not wholly made of labels.
 */
export function splitRunTogether(text: string, labels: FormLabels): readonly (readonly Label[])[] {
  const key = labelKey(text);
  if (key.length > labels.longest * 3) return [];
  const splits: (readonly (readonly Label[])[] | undefined)[] = [[]];
  for (let to = 1; to <= key.length; to += 1)
    for (let from = 0; from < to; from += 1) {
      const before = splits[from];
      if (!before || (splits[to]?.length ?? Infinity) <= before.length + 1) continue;
      const found = labels.withKey(key.slice(from, to));
      if (found.length > 0) splits[to] = [...before, found];
    }
  return splits[key.length] ?? [];
}

/**
 * The line that a label means within its groups: 其他 is one line under 其他处理 and another without it.
 *
 * @param groups codes of the groups printed around the label, innermost last
 * @returns undefined when several lines remain possible
 */
export function lineOf(
  table: Table,
  labels: readonly Label[],
  groups: readonly string[],
): string | undefined {
  const codes = [...new Set(labels.filter((label) => label.kind === "line").map((l) => l.code))];
  if (codes.length < 2) return codes[0];
  const innermost = groups.at(-1);
  const within = codes.filter(
    (code) => table.lines.find((line) => line.code === code)?.group === innermost,
  );
  return within.length === 1 ? within[0] : undefined;
}
