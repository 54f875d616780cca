import type { CheckedReport } from "../report/checked-report";
import { reportValuesOf } from "../report/report-values";
import type { ClaimKind, Contradiction, SectionUnderCheck } from "./claim";
import { claimsIn } from "./claims";
import {
  findDeclaredContradictions,
  findDenials,
  findSelfContradictions,
} from "./declared-contradictions";
import {
  findChangeContradictions,
  findCountContradictions,
  findShareContradictions,
} from "./number-contradictions";
import { findPartsContradictions } from "./parts-contradictions";
import type { Tables } from "./readings";
import { findSweepingContradictions } from "./sweeping-contradictions";
import { findWholeSweeps } from "./whole-sweeps";

/** What finds each kind of claim in a section. */
export const FINDERS: Readonly<
  Record<
    Exclude<ClaimKind, "self">,
    readonly ((section: SectionUnderCheck) => readonly Contradiction[])[]
  >
> = {
  count: [findCountContradictions, findDeclaredContradictions],
  percentage: [findShareContradictions],
  parts: [findPartsContradictions],
  sweeping: [findSweepingContradictions, findDenials, findWholeSweeps],
  change: [findChangeContradictions],
};

const tablesOf = (report: CheckedReport): Tables => ({ report, values: reportValuesOf(report) });

/** The punctuation of a text in full width, character by character, so that offsets stay. */
function widenPunctuation(text: string): string {
  return text
    .replace(/,(?!\d{3}(?!\d))/g, "，")
    .replace(/[;:()]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

/** The same with the words as the report prints them. */
function quoteAsPrinted(found: Contradiction, printed: string, widened: string): Contradiction {
  const at = widened.lastIndexOf(found.sentence, found.start);
  return {
    ...found,
    quoted: printed.slice(found.start, found.end) || found.quoted,
    sentence: at < 0 ? found.sentence : printed.slice(at, at + found.sentence.length),
  };
}

/**
 * Where the narrative of a report contradicts its tables or itself: every claim is tested on each lawful
 * reading, and claims of change against last year's tables where a comparable report is given. In the
 * order of the text; what two sections say alike is told once.
 */
export function findContradictions(
  report: CheckedReport,
  before: CheckedReport | null,
): Contradiction[] {
  const widened = {
    ...report,
    sections: report.sections.map(({ code, text }) => ({ code, text: widenPunctuation(text) })),
  };
  const tables = tablesOf(widened);
  const lastYear = before && tablesOf(before);
  const bySection = widened.sections.flatMap((section) => {
    const claims = claimsIn(section, widened);
    return Object.values(FINDERS)
      .flat()
      .flatMap((find) => find({ section, claims, tables, lastYear }));
  });
  const order = report.sections.map(({ code }) => code);
  const messages = new Set<string>();
  return [...bySection, ...findSelfContradictions(widened)]
    .toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section) || a.start - b.start)
    .filter(({ kind, message }) => {
      const isNew = !messages.has(`${kind}.${message}`);
      messages.add(`${kind}.${message}`);
      return isNew;
    })
    .map((found) => {
      const index = order.indexOf(found.section);
      return quoteAsPrinted(
        found,
        report.sections[index]?.text ?? "",
        widened.sections[index]?.text ?? "",
      );
    });
}
