import { countBy } from "./anchor-readings";
import type { ComparedValue, Contradiction, SectionUnderCheck } from "./claim";
import { isElsewhere } from "./claims";
import { evaluateReadings } from "./number-contradictions";
import {
  HANDLED_TOTAL,
  NATURAL_PERSONS,
  NEW,
  ORGANISATIONS,
  type Reading,
  readingValueOf,
  RECEIVED,
  restrictToColumns,
  subtractReadings,
} from "./readings";
import { parseFigure, type Sentence, sentencesOf, sentencesWith } from "./sentences";
import { anchorsIn } from "./vocabulary";

const FIGURE = "([\\d０-９]+|[一二两三四五六七八九十百]+)\\s*(?:件|份|条|项|个|宗)";
/** 收到申请3件，均……, 共收到8份政府信息公开申请，全部……: every one of the year's requests. */
const EVERY_REQUEST = new RegExp(
  `(?:收到|受理|接收|接到|办理|处理|答复|办结)[^，。；：\\d]{0,16}?` +
    `(?:(?:申请|依申请公开)[^，。；：\\d]{0,6}${FIGURE}|${FIGURE}(?:政府)?信息公开申请|${FIGURE}依申请公开)` +
    `(?:申请|事项)?[，、]?\\s*(?:均|全部|都|一律)(?:已|经|依法|依规|按期|按时|按规定|审查|作出|做出)*`,
  "g",
);
const OTHER_REQUESTS = /许可|登记|救助|补助|补贴|资助|认定|备案|低保|建议|提案|复议|诉讼/;
const PART = /其中|包括|包含|去年|上年|上一年|上半年|下半年|季度/;
const APPLICANT = /^(?:为|是|系|由)?(?:来自)?自然人/;
const ALL_APPLICANTS = /申请(?:人|主体)(?:均|全部|都)(?:为|是|系)自然人/g;

const isBoundary = (text: string): boolean => /^(?:[，。；、（()]|答复|$)/.test(text);

interface Sweep {
  readonly code: string;
  readonly quoted: string;
  readonly start: number;
  readonly sentence: Sentence;
  readonly compared: readonly ComparedValue[];
  readonly message: string;
}

const OTHERS = restrictToColumns(NEW, ORGANISATIONS);
function sweepOfApplicants(
  { tables }: SectionUnderCheck,
  found: Pick<Sweep, "quoted" | "start" | "sentence">,
): Sweep[] {
  const others = readingValueOf(OTHERS, tables);
  const natural = evaluateReadings([restrictToColumns(NEW, NATURAL_PERSONS)], tables);
  if (!others || natural.length === 0) return [];
  const compared = [...evaluateReadings([OTHERS], tables), ...natural];
  const message = `文字称“${found.quoted}”，表三新收申请中法人或其他组织为${others}件`;
  return [{ ...found, code: "all_natural", compared, message }];
}

/** The readings of what became of every request, where the words name an outcome. */
function outcomeOf(
  words: string,
  year: number,
): { end: number; readings: readonly Reading[] } | null {
  const clause = /^[^，。；（(]*/.exec(words)?.[0] ?? "";
  const found = anchorsIn(clause).filter(({ anchor }) => anchor.kind === "outcome");
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last || first.start > 2 || !isBoundary(words.slice(last.end))) return null;
  const counted = countBy(found, { words: clause, year, subject: [] });
  return counted && { end: last.end, readings: counted.readings };
}

function sweepsIn(context: SectionUnderCheck, sentence: Sentence): Sweep[] {
  const { tables } = context;
  const { report } = tables;
  const wholes = evaluateReadings([NEW, RECEIVED, HANDLED_TOTAL], tables).map(({ value }) => value);
  const every = [...sentence.text.matchAll(EVERY_REQUEST)].flatMap((match): Sweep[] => {
    const [words] = match;
    const lead = sentence.text.slice(0, match.index);
    const stated = parseFigure(match.slice(1).find((figure) => figure !== undefined) ?? "")?.value;
    if (stated === undefined || stated === 0 || !wholes.includes(stated)) return [];
    if (OTHER_REQUESTS.test(words) || PART.test(lead + words) || isElsewhere(lead, report))
      return [];
    const end = match.index + words.length;
    const tail = sentence.text.slice(end);
    const quantifier = words.search(/(?:均|全部|都|一律)[^均全都一]*$/);
    const start = sentence.start + match.index + quantifier;
    const applicant = APPLICANT.exec(tail);
    if (applicant) {
      const quoted = words.slice(quantifier) + applicant[0];
      return sweepOfApplicants(context, { quoted, start, sentence });
    }
    const outcome = outcomeOf(tail, report.year);
    const compared = evaluateReadings(outcome?.readings ?? [], tables);
    const [first] = compared;
    const rests = evaluateReadings(
      (outcome?.readings ?? []).map((reading) => subtractReadings(HANDLED_TOTAL, reading)),
      tables,
    );
    if (!outcome || !first || rests.some(({ value }) => value === 0)) return [];
    if (compared.some(({ value }) => value === stated)) return [];
    const quoted = words.slice(quantifier) + tail.slice(0, outcome.end);
    return [
      {
        code: "all_alike",
        quoted,
        start,
        sentence,
        compared,
        message: `文字称${stated}件申请“${quoted}”，表中“${first.words}”为${first.value}件`,
      },
    ];
  });
  const named = [...sentence.text.matchAll(ALL_APPLICANTS)].flatMap((match) => {
    const lead = sentence.text.slice(0, match.index);
    if (PART.test(lead) || OTHER_REQUESTS.test(lead) || isElsewhere(lead, report)) return [];
    const [quoted] = match;
    return sweepOfApplicants(context, { quoted, start: sentence.start + match.index, sentence });
  });
  return [...every, ...named];
}

/** Statements that every request had one outcome, or came from one kind of applicant, which table 三 denies. */
export function findWholeSweeps(context: SectionUnderCheck): Contradiction[] {
  const { code, text } = context.section;
  const every = sentencesWith(text, EVERY_REQUEST);
  const named = sentencesWith(text, ALL_APPLICANTS);
  const sentences = sentencesOf(text).filter((each) => every.has(each) || named.has(each));
  return sentences.flatMap((sentence) =>
    sweepsIn(context, sentence).map(({ code: topic, quoted, start, compared, message }) => ({
      kind: "sweeping" as const,
      section: code,
      sentence: sentence.text.trim(),
      quoted,
      start,
      end: start + quoted.length,
      stated: null,
      compared,
      nearest: null,
      message,
      topic,
    })),
  );
}
