import { simplifyCharacters } from "#domain/report/simple-characters";

/** Longer texts are prose, which does not repeat. */
const LONGEST_LABEL = 80;
/** Many times the number of labels that real reports print. */
const MOST_LABELS = 4_000;

/** Caches what was found for a label; emptied when it is full. */
export class LabelCache<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly find: (text: string) => T) {}

  of(text: string): T {
    if (text.length > LONGEST_LABEL) return this.find(text);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const found = this.find(text);
    if (this.known.size >= MOST_LABELS) this.known.clear();
    this.known.set(text, found);
    return found;
  }
}

const BRACKETED = /[(（[【〔][^()（）[\]【】〔〕]*[)）\]】〕]/g;
const YEAR = /20\d\d\s*年?度?/g;
const UNIT_AT_END = /单位\p{P}?[^\d\s]{1,3}$/u;
const NOT_A_WORD = /[^\p{L}\p{N}\uFFFD]+/gu;
const NUMBERING = /^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=\D)/;

const LABEL_KEYS = new LabelCache((text) => simplifyCharacters(text).replace(NOT_A_WORD, ""));

/**
 * The key of a label, by which labels of any typography compare: letters and digits only, characters
 * repaired. Numbering stays, and so does the mark of a lost character, so that a damaged label has no
 * key of the form.
 */
export function labelKey(text: string): string {
  return LABEL_KEYS.of(text);
}

/** Splits a key into its numbering and the rest. */
export function splitNumbering(key: string): { readonly numeral: string; readonly rest: string } {
  const numeral = NUMBERING.exec(key)?.[0] ?? "";
  return { numeral, rest: key.slice(numeral.length) };
}

/**
 * The keys under which a printed label may be found, the most literal first: the whole label, without
 * brackets, without a year, without a unit.
 */
export function keysOf(text: string): readonly string[] {
  const whole = labelKey(text);
  const bare = labelKey(text.replace(BRACKETED, ""));
  const yearless = labelKey(text.replace(BRACKETED, "").replace(YEAR, ""));
  const unitless = labelKey(text.replace(UNIT_AT_END, ""));
  return [...new Set([whole, bare, yearless, unitless])].filter((key) => key !== "");
}
