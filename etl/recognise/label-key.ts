import { simplifyCharacters } from "./printed-text";

/** Longer texts are prose, which never comes again. */
const LONGEST_LABEL = 80;
/** The labels that real reports print, many times over. */
const MOST_LABELS = 4_000;

/** What was found for a label, kept for the next document that prints it, within bounds. */
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
const NOT_A_WORD = /[^\p{L}\p{N}]+/gu;
const NUMBERING = /^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=\D)/;

const LABEL_KEYS = new LabelCache((text) => simplifyCharacters(text).replace(NOT_A_WORD, ""));

/**
 * What is left of a label when its look is taken away: letters and digits only, no spaces, no
 * punctuation, repaired characters. Numbering stays.
 */
export function labelKey(text: string): string {
  return LABEL_KEYS.of(text);
}

/** The numbering that a key begins with, and the key without it. */
export function splitNumbering(key: string): { readonly numeral: string; readonly rest: string } {
  const numeral = NUMBERING.exec(key)?.[0] ?? "";
  return { numeral, rest: key.slice(numeral.length) };
}

/**
 * The keys under which a printed label may be found, the most literal first: whole, without what
 * stands in brackets, without a year, without a unit.
 */
export function keysOf(text: string): readonly string[] {
  const whole = labelKey(text);
  const bare = labelKey(text.replace(BRACKETED, ""));
  const yearless = labelKey(text.replace(BRACKETED, "").replace(YEAR, ""));
  const unitless = labelKey(text.replace(UNIT_AT_END, ""));
  return [...new Set([whole, bare, yearless, unitless])].filter((key) => key !== "");
}
