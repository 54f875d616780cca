import { diffArrays } from "diff";
import { SECTIONS } from "#domain/form/sections";
import type { Section } from "#domain/report/read-report";

/** A run of words that both texts have, or only one. */
export interface TextPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** A section that does not say the same in both reports. */
export interface SectionChange {
  readonly heading: string;
  readonly parts: readonly TextPart[];
}

/** Milliseconds after which two texts are taken to have nothing in common. */
const PATIENCE = 300;
/** Characters that are cut into words at once: the segmenter keeps a copy of the whole for each of its words. */
const PIECE = /[^。；！？\n]{1,300}[。；！？\n]?|[。；！？\n]/gu;

const SEGMENTER = new Intl.Segmenter("zh", { granularity: "word" });

/** The words of a report. */
export interface ReportText {
  /** The text before section 一. */
  readonly preface: string | null;
  readonly sections: readonly Section[];
}

/** The sections whose words differ, in the order of the form. */
export function compareSections(before: ReportText, after: ReportText): SectionChange[] {
  const pairs = [
    { heading: "引言", old: before.preface ?? "", now: after.preface ?? "" },
    ...SECTIONS.map(({ code, numeral, heading }) => ({
      heading: `${numeral}、${heading}`,
      old: textOf(before, code),
      now: textOf(after, code),
    })),
  ];
  return pairs.flatMap(({ heading, old, now }) =>
    old.trim() === now.trim() ? [] : [{ heading, parts: compareTexts(old.trim(), now.trim()) }],
  );
}

function textOf({ sections }: ReportText, code: Section["code"]): string {
  return sections.find((section) => section.code === code)?.text ?? "";
}

/** Two texts as runs of words, in the order of reading; what is removed stands before what is added. */
export function compareTexts(before: string, after: string): TextPart[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { timeout: PATIENCE });
  const parts: TextPart[] = found
    ? found.map(({ added, removed, value }) => ({
        kind: added ? "added" : removed ? "removed" : "same",
        text: value.join(""),
      }))
    : [
        { kind: "removed", text: before },
        { kind: "added", text: after },
      ];
  return parts.filter(({ text }) => text !== "");
}

function wordsOf(text: string): string[] {
  return (text.match(PIECE) ?? []).flatMap((piece) =>
    Array.from(SEGMENTER.segment(piece), ({ segment }) => segment),
  );
}
