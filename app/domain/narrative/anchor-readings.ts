import { REVIEW_LITIGATION } from "../form/review-litigation";
import {
  addReadings,
  CARRIED_IN,
  CARRIED_OUT,
  caseCells,
  type Reading,
  RECEIVED,
  restrictToColumns,
  subtractReadings,
} from "./readings";
import type { Anchor, AnchorKind, Found } from "./vocabulary";

/** What the anchors around a figure make it count. */
export interface Counted {
  readonly kind: AnchorKind;
  readonly readings: readonly Reading[];
  readonly topic: string;
  readonly columns: readonly string[];
}

const distinctAnchors = (found: readonly Found[]): Anchor[] => [
  ...new Map(found.map(({ anchor }) => [anchor.code, anchor])).values(),
];

const codesOf = (anchors: readonly Anchor[]): string => anchors.map(({ code }) => code).join("+");

const SUITS: readonly string[] = REVIEW_LITIGATION.lines
  .filter((line) => "group" in line)
  .map(({ code }) => code);
const REVIEWS: readonly string[] = REVIEW_LITIGATION.lines
  .filter((line) => !("group" in line))
  .map(({ code }) => code);

/** Lines of table 四 that case words speak of. */
export function caseLines(anchors: readonly Anchor[]): string[] {
  const codes = anchors.filter(({ kind }) => kind === "case").map(({ code }) => code);
  const exact = codes.filter((code) => SUITS.includes(code));
  const lines = codes.flatMap((code): readonly string[] => {
    if (code === "both") return [...REVIEWS, ...SUITS];
    if (code === "review") return REVIEWS;
    return code === "lawsuit" ? (exact.length > 0 ? exact : SUITS) : [code];
  });
  return [...new Set(lines)];
}

function countCases(anchors: readonly Anchor[], subject: readonly string[]): Counted | null {
  const own = caseLines(anchors);
  const lines = own.length > 0 ? own : subject;
  if (lines.length === 0) return null;
  const total = caseCells(lines);
  const concluded = subtractReadings(total, caseCells(lines, "pending"));
  const results = anchors.filter(({ kind }) => kind === "result");
  const columns = results.filter(({ code }) => code !== "concluded");
  const [first, ...others] = columns.map(({ code }) => caseCells(lines, code));
  const readings = first
    ? [others.reduce(addReadings, first)]
    : results.length > 0
      ? [concluded]
      : [total, concluded];
  return { kind: "case", readings, topic: `${lines.join("+")}.${codesOf(results)}`, columns: [] };
}

const covers = (one: Reading, other: Reading): boolean =>
  other.plus.every((cell) => one.plus.includes(cell));

/** Outcomes named together: either where one refines the other, else their sum. */
function combineOutcomes(outcomes: readonly Anchor[]): Reading[] {
  return outcomes
    .map(({ readings }) => [...readings])
    .reduce((sums, readings) =>
      sums.flatMap((sum) =>
        readings.flatMap((reading) =>
          covers(sum, reading) || covers(reading, sum)
            ? [sum, reading]
            : [addReadings(sum, reading)],
        ),
      ),
    );
}

function applicantColumns(anchors: readonly Anchor[]): readonly string[] {
  const sets = anchors.flatMap(({ columns }) => (columns ? [columns] : []));
  const finest = sets.filter(
    (set) =>
      !sets.some((other) => other.length < set.length && other.every((c) => set.includes(c))),
  );
  return [...new Set(finest.flat())];
}

function carriedReadings(
  anchors: readonly Anchor[],
  words: string,
  year: number,
): readonly Reading[] {
  if (new RegExp(`${year + 1}年?`).test(words)) return [CARRIED_OUT];
  if (new RegExp(`${year - 1}年?`).test(words)) return [CARRIED_IN];
  return anchors.filter(({ kind }) => kind === "carried").at(-1)?.readings ?? [];
}

/**
 * What anchors found together make a figure count: disputes before carried-over cases, these before
 * outcomes, outcomes before stages. Null where they make nothing of it.
 */
export function countBy(
  found: readonly Found[],
  context: { readonly words: string; readonly year: number; readonly subject: readonly string[] },
): Counted | null {
  const anchors = distinctAnchors(found);
  const of = (kind: AnchorKind): Anchor[] => anchors.filter((anchor) => anchor.kind === kind);
  const topic = codesOf(anchors);
  const untested = (kind: AnchorKind): Counted => ({ kind, readings: [], topic, columns: [] });
  if (anchors.length === 0 || anchors.some(({ code }) => code === "year")) return null;
  if (of("case").length > 0 || of("result").length > 0) return countCases(anchors, context.subject);
  if (of("rest").length > 0) return untested("rest");
  if (of("channel").length > 0) return untested("channel");
  const columns = applicantColumns(anchors);
  const inApplicantColumns = (readings: readonly Reading[]): readonly Reading[] =>
    columns.length === 0
      ? readings
      : readings.map((reading) => restrictToColumns(reading, columns));
  if (of("carried").length > 0) {
    const joined =
      of("stage").length > 0 &&
      /(?:收到|受理|新收)[^，。；]*(?:和|及|加|与|、)[^，。；]*结转/.test(context.words);
    const readings = joined ? [RECEIVED] : carriedReadings(anchors, context.words, context.year);
    return { kind: "carried", readings: inApplicantColumns(readings), topic, columns };
  }
  if (of("outcome").length > 0)
    return {
      kind: "outcome",
      readings: inApplicantColumns(combineOutcomes(of("outcome"))),
      topic: codesOf(of("outcome")),
      columns,
    };
  if (columns.length > 0) {
    const readings = of("applicant")[0]?.readings ?? [];
    return {
      kind: "applicant",
      readings: inApplicantColumns(readings),
      topic: codesOf(of("applicant")),
      columns,
    };
  }
  const verbs = of("stage").filter(({ code }) => code !== "requests");
  const stages = verbs.length > 0 ? verbs : of("stage");
  return {
    kind: "stage",
    readings: stages.flatMap(({ readings }) => readings),
    topic: codesOf(stages),
    columns,
  };
}
