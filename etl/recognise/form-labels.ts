import { EDITIONS } from "#domain/form/edition";
import { wordingIn, type Table, type Wording } from "#domain/form/table";
import { keysOf, labelKey, splitNumbering } from "./label-key";
import { LabelMemory } from "./label-memory";

/** What a printed label stands for in a table of the form. */
export interface Label {
  readonly kind: "line" | "column" | "group" | "heading";
  /** The code it bears; for a heading its own words. */
  readonly code: string;
  /** The numbering the form prints before it, as a key. */
  readonly numeral: string;
  readonly key: string;
}

/** The labels of one table of the form, found by what a document prints. */
export class FormLabels {
  private readonly byKey = new Map<string, Label[]>();
  private readonly seen = new LabelMemory((text) => this.find(text));
  readonly longest: number;

  constructor(readonly table: Table) {
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

  /** What a printed text may stand for; none when it is no label of the table. */
  of(text: string): readonly Label[] {
    return this.seen.of(text);
  }

  /** The labels whose key is exactly this. */
  withKey(key: string): readonly Label[] {
    const { numeral, rest } = splitNumbering(key);
    const found = this.byKey.get(key) ?? this.byKey.get(rest) ?? [];
    return preferNumbered(found, numeral);
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
