import { SECTIONS, type SectionCode } from "#domain/form/sections";
import type { Section } from "#domain/report/read-report";
import { labelKey, splitNumbering } from "./label-key";
import { withoutFoot } from "./page-foot";
import type { TextLine } from "./stream-tokens";

/** A heading of the report with the lines that stand under it. */
export interface Part {
  readonly code: SectionCode;
  readonly lines: readonly TextLine[];
}

export interface Divided {
  /** What stands before the first heading. */
  readonly preface: readonly TextLine[];
  /** In printed order; a heading that is printed twice makes two parts. */
  readonly parts: readonly Part[];
}

const KEYS = SECTIONS.map(({ code, numeral, heading }) => ({
  code,
  numeral,
  key: labelKey(heading),
}));
const LONGEST_HEADING = 40;
const NUMBERED = /^[\s\u00A0\u3000]*([一二三四五六七八九十])[\s\u00A0\u3000]*[、.．，,\s]/;
/** Likeness of a heading in other words: 整改措施 for 改进情况. */
const ALIKE = 0.5;

/**
 * Divides the text of a report at its six headings, known by their words; a heading in other words
 * is known by its numeral and likeness together. Numbering alone decides nothing, since an annex
 * counts anew.
 */
export function divide(lines: readonly TextLine[]): Divided {
  const preface: TextLine[] = [];
  const parts: { code: SectionCode; lines: TextLine[] }[] = [];
  for (const line of lines) {
    const found = headingOf(line.text);
    const current = parts.at(-1);
    if (found) {
      parts.push({ code: found.code, lines: [] });
      if (found.rest !== "") parts.at(-1)?.lines.push({ ...line, text: found.rest });
    } else if (current) current.lines.push(line);
    else preface.push(line);
  }
  return { preface, parts };
}

/**
 * The sections that were found, in the form's order; the text of parts with one heading is joined.
 * The last part printed ends where the foot of the page begins.
 */
export function sectionsOf(parts: readonly Part[]): Section[] {
  const last = parts.at(-1);
  return SECTIONS.flatMap(({ code }) => {
    const own = parts.filter((part) => part.code === code);
    if (own.length === 0) return [];
    const text = own
      .flatMap((part) => (part === last ? withoutFoot(part.lines) : part.lines))
      .map((line) => line.text.trim())
      .filter((line) => line !== "")
      .join("\n");
    return [{ code, text }];
  });
}

function headingOf(text: string): { code: SectionCode; rest: string } | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (trimmed.length > LONGEST_HEADING) return headingRunningOn(trimmed);
  const key = labelKey(trimmed);
  const printed = NUMBERED.exec(trimmed)?.[1];
  const bare = splitNumbering(key).rest;
  const whole = KEYS.find((section) => section.key === key || section.key === bare);
  if (whole && !/^[(（]/.test(trimmed)) return { code: whole.code, rest: "" };
  if (printed === undefined) return undefined;
  const alike = KEYS.filter((s) => s.numeral === printed && likeness(bare, s.key) >= ALIKE);
  return alike[0] ? { code: alike[0].code, rest: "" } : headingRunningOn(trimmed);
}

/** A numbered heading whose section goes on in the same paragraph. */
function headingRunningOn(text: string): { code: SectionCode; rest: string } | undefined {
  if (!NUMBERED.test(text)) return undefined;
  for (const { code, heading } of SECTIONS) {
    const at = text.indexOf(heading);
    const mark = text[at + heading.length] ?? "";
    if (at > 0 && at <= 4 && /[\s。：:，,]/.test(mark))
      return { code, rest: text.slice(at + heading.length).replace(/^[\s。：:，,]+/, "") };
  }
  return undefined;
}

/** Dice's coefficient of the pairs of neighbouring characters. */
function likeness(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
  const left = pairs(a);
  const right = new Set(pairs(b));
  const shared = left.filter((pair) => right.has(pair)).length;
  return left.length + right.size === 0 ? 0 : (2 * shared) / (left.length + right.size);
}
