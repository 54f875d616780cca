import type { BriefingChoices } from "#domain/briefing/choices";
import { formatField, type Masthead } from "#domain/briefing/masthead";
import { briefingTemplate } from "#domain/briefing/templates";

/** Points across the text area, and the largest mark that stands well in it. */
const [TEXT_POINTS, LARGEST] = [442, 48];
/** Characters that a date leaves free on its right. */
const FREE = 4;

/** What stands in red at the head: the issuer, of a document with 文件 behind it. */
export function marksOf({ masthead, template }: BriefingChoices): string {
  const issuer = formatField(masthead, "issuer");
  return briefingTemplate(template).heading === "document" ? `${issuer}文件` : issuer;
}

/** 抄送：甲，乙。 The last name bears a full stop (GB/T 9704—2012, 7.4.2); a blank to fill in has none. */
export function formatCopies(masthead: Masthead): string {
  const names = formatField(masthead, "copies");
  return `抄送：${names}${masthead.copies === null || /[。．.]$/u.test(names) ? "" : "。"}`;
}

/** The size in points at which a mark fills one line at most. */
export function markSize(mark: string): number {
  return Math.max(16, Math.min(LARGEST, Math.floor(TEXT_POINTS / Math.max(1, mark.length))));
}

/** Width in characters, of which letters and digits take half. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/u.test(character) ? 0.5 : 1), 0);
}

/** How many characters issuer and date leave free on the right: both centred on one axis, none beyond the margin. */
export function signatureIndents(issuer: string, date: string) {
  const [wide, narrow] = [widthOf(issuer), widthOf(date)];
  const beside = (wide - narrow) / 2;
  return beside > FREE ? { issuer: 0, date: beside } : { issuer: FREE - beside, date: FREE };
}
