import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { CheckedReport } from "../report/checked-report";
import { caseLines } from "./anchor-readings";
import type { Contradiction, SectionClaims, SectionUnderCheck } from "./claim";
import { evaluateReadings } from "./number-contradictions";
import {
  CARRIED_IN,
  CARRIED_OUT,
  caseCells,
  HANDLED_TOTAL,
  NEW,
  type Reading,
  readingValueOf,
  type Tables,
} from "./readings";
import { type Sentence, sentencesOf, sentencesWith, topicsOf } from "./sentences";
import { anchorsIn } from "./vocabulary";

/** A sweeping statement: the readings that it says are 0. */
interface Sweep {
  readonly code: string;
  readonly words: RegExp;
  readonly zero: (found: {
    readonly quoted: string;
    readonly sentence: string;
    readonly lead: string;
  }) => readonly Reading[];
}

const linesIn = (words: string): string[] =>
  caseLines(anchorsIn(words).map(({ anchor }) => anchor));
const ALL_LINES = REVIEW_LITIGATION.lines.map(({ code }) => code);
const SUITS = REVIEW_LITIGATION.lines.filter((line) => "group" in line).map(({ code }) => code);
const columnReadings = (lines: readonly string[], codes: readonly string[]): Reading[] =>
  lines.length === 0 ? [] : codes.map((code) => caseCells(lines, code));

const SWEEPS: readonly Sweep[] = [
  {
    code: "all_upheld",
    words:
      /(?:均|全部|都|一律|皆|悉数)[^，。；\d]{0,8}维持(?:原(?:行政)?行为)?|维持率[为达]?100[%％]/g,
    zero: ({ lead }) => columnReadings(linesIn(lead), ["corrected", "other", "pending"]),
  },
  {
    code: "none_corrected",
    words:
      /零(?:纠正|纠错|败诉)|(?:均?无|没有|未(?:发生|出现)?被?)[^，。；\d]{0,10}(?:纠正|纠错|败诉|撤销)/g,
    zero: ({ lead, quoted }) => {
      const named = linesIn(lead);
      const fallback = quoted.includes("败诉") ? SUITS : ALL_LINES;
      return columnReadings(named.length > 0 ? named : fallback, ["corrected"]);
    },
  },
  {
    code: "no_cases",
    words:
      /(?:无|未(?:发生|产生|收到|引发|出现|涉及)|没有(?:发生|产生|出现|收到)?)(?!结转)[^，。；\d]{0,24}(?:行政复议|复议|行政诉讼|诉讼)(?:案件|情况|情形)?|零(?:行政)?(?:复议|诉讼)|(?:行政复议|行政诉讼)[^，。；\d]{0,6}(?:零发生|为零)/g,
    zero: ({ quoted }) =>
      /纠正|败诉|撤销|维持|未审结|未经|后起诉/.test(quoted)
        ? []
        : columnReadings(linesIn(quoted), ["total"]),
  },
  {
    code: "all_finished",
    words:
      /(?:全部|均|都)(?:已|按|期|时|及|如|依|法|规|定|予|以|在|限|内|得|到)*(?:办结|办理完毕|办理完结|办毕)(?![件的总数率])/g,
    zero: ({ sentence, lead }) =>
      /结转|顺延/.test(sentence) || linesIn(lead).length > 0 ? [] : [CARRIED_OUT],
  },
  {
    code: "none_carried_in",
    words: /(?:无|没有|未有)上一?年度?(?:的)?结转/g,
    zero: () => [CARRIED_IN],
  },
  {
    code: "none_carried_out",
    words: /(?:无|没有|未有)结转/g,
    zero: () => [CARRIED_OUT],
  },
  {
    code: "no_requests",
    words:
      /(?:未|没有|无)(?:收到|接到|受理|接收|产生)(?:过|任何)?[^，。；\d]{0,10}?(?:信息公开申请|依申请公开|公开申请)|(?:无|没有)(?:政府)?(?:信息公开申请|依申请公开(?:申请|件|事项))|(?:信息公开申请|依申请公开)[^，。；\d]{0,6}(?:零申请|为零)/g,
    zero: () => [NEW],
  },
];

/** Whether a number of cases stated as finished is the total that the table states: 119件申请全部办结. */
function isOfHandled(
  claims: SectionClaims,
  sentence: Sentence,
  at: number,
  tables: Tables,
): boolean {
  const last = claims.counts
    .filter((claim) => claim.sentence.start === sentence.start && claim.mention.after <= at)
    .at(-1);
  return (
    last !== undefined &&
    last.kind !== "case" &&
    /^[^，。；]{0,12}$/.test(
      sentence.text.slice(last.mention.after - sentence.start, at - sentence.start),
    ) &&
    last.mention.value === readingValueOf(HANDLED_TOTAL, tables)
  );
}

const isAboutAnotherYear = (lead: string, report: CheckedReport): boolean =>
  [...lead.matchAll(/20\d\d(?=年)/g)].some(([year]) => Number(year) !== report.year) &&
  !/截至/.test(lead);

/** Sweeping statements that the tables do not bear out, one contradiction a statement and section. */
export function findSweepingContradictions({
  section: { code, text },
  claims,
  tables,
}: SectionUnderCheck): Contradiction[] {
  const topicAt = topicsOf(text);
  const sweeps = SWEEPS.map((sweep) => ({ ...sweep, within: sentencesWith(text, sweep.words) }));
  const found = new Map<string, Contradiction>();
  for (const sentence of sentencesOf(text))
    for (const sweep of sweeps.filter(({ within }) => within.has(sentence)))
      for (const match of sentence.text.matchAll(sweep.words)) {
        const [quoted] = match;
        const start = sentence.start + match.index;
        const lead = sentence.text.slice(0, match.index);
        if (topicAt(start + quoted.length, sentence) !== "requests") continue;
        if (isAboutAnotherYear(lead, tables.report)) continue;
        if (sweep.code === "all_finished" && isOfHandled(claims, sentence, start, tables)) continue;
        const zero = sweep.zero({ quoted, sentence: sentence.text, lead });
        const against = evaluateReadings(zero, tables).filter(({ value }) => value > 0);
        if (against.length === 0) continue;
        const values = against.map(({ words, value }) => `“${words}”为${value}`).join("，");
        const earlier = found.get(sweep.code);
        found.set(
          sweep.code,
          earlier
            ? {
                ...earlier,
                compared: [...earlier.compared, ...against],
                message: `${earlier.message}，${values}`,
              }
            : {
                kind: "sweeping",
                section: code,
                sentence: sentence.text.trim(),
                quoted,
                start,
                end: start + quoted.length,
                stated: null,
                compared: against,
                nearest: null,
                message: `文字称“${quoted}”，表中${values}`,
                topic: sweep.code,
              },
        );
      }
  return [...found.values()];
}
