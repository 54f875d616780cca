import { SECTIONS } from "../form/sections";
import type { CheckedReport } from "../report/checked-report";
import type { ComparedValue, Contradiction, SectionUnderCheck } from "./claim";
import { isElsewhere } from "./claims";
import { type DeclaredClaim, declaredClaimsIn } from "./declared-claims";
import { DECLARED_QUANTITIES } from "./declared-quantities";
import { describeNearestCell } from "./nearest";
import { evaluateReadings } from "./number-contradictions";
import { addReadings, type Reading } from "./readings";
import { sentencesOf, sentencesWith } from "./sentences";

const isMoney = ({ unit }: DeclaredClaim): boolean => unit.endsWith("元");
const unitOf = (claim: DeclaredClaim): string => (isMoney(claim) ? "万元" : "件");
const namesOf = ({ quantities }: DeclaredClaim): string =>
  quantities.map(({ name }) => name).join("、");
const codesOf = ({ quantities }: DeclaredClaim): string =>
  quantities.map(({ code }) => code).join("+");
const fits = ({ value, tolerance }: DeclaredClaim, other: number): boolean =>
  Math.abs(value - other) <= tolerance;

const showFigure = ({ quoted, unit }: DeclaredClaim): string =>
  quoted.endsWith(unit) ? quoted : `${quoted}${unit}`;

/** Every lawful reading of a claim: of several quantities together, the sums of theirs. */
function readingsOf({ quantities }: DeclaredClaim): readonly Reading[] {
  const [first, ...others] = quantities.map(({ readings }) => readings);
  return others.reduce<readonly Reading[]>(
    (sums, readings) => sums.flatMap((sum) => readings.map((one) => addReadings(sum, one))),
    first ?? [],
  );
}

const quote = (claim: DeclaredClaim) => ({
  sentence: claim.sentence.text.trim(),
  quoted: claim.quoted,
  start: claim.start,
  end: claim.end,
  stated: claim.value,
});

/** Figures of decisions, documents and fees that table 二 states otherwise. */
export function findDeclaredContradictions({
  section: { code, text },
  tables,
}: SectionUnderCheck): Contradiction[] {
  return declaredClaimsIn(text, tables.report).flatMap((claim): Contradiction[] => {
    const compared = evaluateReadings(readingsOf(claim), tables);
    const [first] = compared;
    if (!first || compared.some(({ value }) => fits(claim, value))) return [];
    const unit = unitOf(claim);
    return [
      {
        kind: "count",
        section: code,
        ...quote(claim),
        compared,
        nearest: describeNearestCell(claim.value, tables, ["proactive_disclosure"]),
        message: `文字写${namesOf(claim)}${showFigure(claim)}，表二“${first.words}”为${first.value}${unit}`,
        topic: codesOf(claim),
      },
    ];
  });
}

/** Statements that there was none of what table 二 counts. */
export function findDenials({
  section: { code, text },
  tables,
}: SectionUnderCheck): Contradiction[] {
  const denied = DECLARED_QUANTITIES.flatMap((quantity) => {
    const { none } = quantity;
    return none ? [{ ...quantity, none, within: sentencesWith(text, none) }] : [];
  });
  return sentencesOf(text).flatMap((sentence) =>
    denied.flatMap(({ none, within, readings, code: topic }): Contradiction[] => {
      const [match] = within.has(sentence) ? sentence.text.matchAll(none) : [];
      if (!match) return [];
      const lead = sentence.text.slice(0, match.index);
      const compared: ComparedValue[] = evaluateReadings(readings, tables);
      const [first] = compared;
      if (!first || compared.some(({ value }) => value === 0)) return [];
      if (/去年|上年|上一年/.test(lead) || isElsewhere(lead, tables.report)) return [];
      const start = sentence.start + match.index;
      return [
        {
          kind: "sweeping",
          section: code,
          sentence: sentence.text.trim(),
          quoted: match[0],
          start,
          end: start + match[0].length,
          stated: null,
          compared,
          nearest: null,
          message: `文字称“${match[0]}”，表二“${first.words}”为${first.value}`,
          topic: `none.${topic}`,
        },
      ];
    }),
  );
}

const numeralOf = (code: string): string =>
  SECTIONS.find((section) => section.code === code)?.numeral ?? "";

interface PlacedClaim {
  readonly section: CheckedReport["sections"][number];
  readonly claim: DeclaredClaim;
}

/** Longest quotation before a figure. */
const LEAD = 16;

/** The end of the clause that states a figure, with the figure and its unit. */
function clauseOf({ section, claim }: PlacedClaim): string {
  const from = Math.max(claim.sentence.start, claim.start - LEAD);
  const lead = section.text.slice(from, claim.start);
  return `${/[^，。；：（）\n]*$/.exec(lead)?.[0] ?? ""}${showFigure(claim)}`;
}

/** The same quantity, which no cell states, with two figures in two places of a report. */
export function findSelfContradictions(report: CheckedReport): Contradiction[] {
  const placed = report.sections.flatMap((section) =>
    declaredClaimsIn(section.text, report).flatMap((claim) => {
      const [only, ...others] = claim.quantities;
      if (!only || others.length > 0 || only.readings.length > 0) return [];
      return { section, claim, key: `${only.code}.${claim.scopeWords}` };
    }),
  );
  const asked = new Set<string>();
  return placed.flatMap(({ section, claim, key }, index): Contradiction[] => {
    const earlier = placed.slice(0, index).find((other) => {
      const isElsewhereInText =
        other.section !== section || other.claim.sentence.paragraph !== claim.sentence.paragraph;
      return (
        other.key === key &&
        isElsewhereInText &&
        (other.claim.unit === claim.unit || (isMoney(other.claim) && isMoney(claim)))
      );
    });
    if (!earlier || asked.has(key)) return [];
    const apart = Math.abs(earlier.claim.value - claim.value);
    if (apart <= Math.max(earlier.claim.tolerance, claim.tolerance)) return [];
    asked.add(key);
    return [
      {
        kind: "self",
        section: section.code,
        ...quote(claim),
        compared: [
          {
            words: `第${numeralOf(earlier.section.code)}部分所写`,
            cells: [],
            value: earlier.claim.value,
          },
        ],
        nearest: null,
        message: `${namesOf(claim)}前后不一：第${numeralOf(earlier.section.code)}部分写“${clauseOf(earlier)}”，第${numeralOf(section.code)}部分写“${clauseOf({ section, claim })}”`,
        topic: `self.${key}`,
      },
    ];
  });
}
