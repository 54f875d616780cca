import type { Mention } from "./mentions";
import type { Sentence } from "./sentences";

/** The words a figure belongs to: those before it and those after it, within its clause. */
export interface Window {
  readonly before: string;
  readonly after: string;
}

const HARD = /[，,；;：:（）()]|其中/g;

function lastBoundary(text: string): number {
  let last = 0;
  for (const match of text.matchAll(HARD)) last = match.index + match[0].length;
  return last;
}

function firstBoundary(text: string): number {
  const found = text.search(/[，,；;：:（）()。！？]|其中/);
  return found < 0 ? text.length : found;
}

/** The clause around a figure, cut at the figures beside it. */
export function windowOf(
  text: string,
  sentence: Sentence,
  mention: Mention,
  beside: { readonly last: Mention | undefined; readonly next: Mention | undefined },
): Window {
  const from = Math.max(sentence.start, beside.last?.after ?? 0);
  const lead = text.slice(from, mention.start);
  const until = Math.min(sentence.end, beside.next?.start ?? sentence.end);
  const tail = text.slice(mention.after, until);
  return { before: lead.slice(lastBoundary(lead)), after: tail.slice(0, firstBoundary(tail)) };
}

/** The clause before that of a figure, where no figure stands in it: 予以公开的，共258件. */
export function clauseBefore(
  text: string,
  sentence: Sentence,
  mention: Mention,
  last: Mention | undefined,
): string {
  const from = Math.max(sentence.start, last?.after ?? 0);
  const lead = text.slice(from, mention.start);
  const own = lastBoundary(lead);
  const earlier = lead.slice(0, own).replace(/(?:[，,：:（(]|其中)+$/, "");
  return earlier.slice(lastBoundary(earlier));
}

/** What stands before a parenthesis that closes just before a figure: 办结（含上年结转7件）119件. */
export function beforeParenthesis(text: string, sentence: Sentence, mention: Mention): string {
  const lead = text.slice(sentence.start, mention.start);
  const match = /([^，,；;：:（）()]*)[（(][^（）()]*[）)]([^，,；;：:（）()\d]*)$/.exec(lead);
  return match ? `${match[1] ?? ""}${match[2] ?? ""}` : "";
}
