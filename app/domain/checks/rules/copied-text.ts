import { EDITIONS } from "../../form/edition";
import { type SectionCode, SECTIONS } from "../../form/sections";
import {
  COPIED,
  type Copy,
  type NarrativeSection,
  type UncomparedSection,
} from "../../narrative/copied-text";
import { formatSimilarity, type Passage } from "../../narrative/text-similarity";
import { SCOPE_CODES } from "../../report/body";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";
import { compareImprovements } from "./across-years";

/** The sections that a body writes in its own words. */
export const OWN_TEXT_SECTIONS = [
  "overview",
  "problems_improvements",
] as const satisfies readonly SectionCode[];

/** Letters of a shared passage that a finding quotes. */
const QUOTED = 80;

/** A copy seen from one of its two reports: `own` is this report's text. */
interface OwnCopy extends Pick<Copy, "kind" | "share"> {
  readonly own: NarrativeSection;
  readonly other: NarrativeSection;
  /** The shared passages, by their offsets in the own text first, the longest first. */
  readonly passages: readonly Omit<Passage, "text">[];
}

function viewCopyFrom(reportId: string, { kind, share, one, other, passages }: Copy): OwnCopy {
  const longestFirst = (found: OwnCopy["passages"]) =>
    found.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (one.reportId === reportId)
    return { kind, share, own: one, other, passages: longestFirst(passages) };
  const there = passages.map((passage) => ({
    start: passage.otherStart,
    end: passage.otherEnd,
    otherStart: passage.start,
    otherEnd: passage.end,
  }));
  return { kind, share, own: other, other: one, passages: longestFirst(there) };
}

/** A text shared with last year's is a finding of the later report only. */
function isReportedHere({ kind, own, other }: OwnCopy): boolean {
  return kind === "other_body" || own.year > other.year;
}

/** The longest passages in the own words: those quoted alike to the last figure, then the others. */
function quotePassages({ own, other, passages }: OwnCopy): string {
  const longest = passages.slice(0, 3).map(({ start, end, otherStart, otherEnd }) => {
    const text = own.text.slice(start, Math.min(end, start + QUOTED));
    const there = numbersIn(other.text.slice(otherStart, otherEnd));
    return {
      words: `“${text}${end - start > QUOTED ? "……" : ""}”`,
      isSame: numbersIn(text).every((figure, index) => figure === there[index]),
    };
  });
  const list = (name: string, same: boolean): string[] => {
    const words = longest.filter(({ isSame }) => isSame === same).map((passage) => passage.words);
    return words.length === 0 ? [] : [`${name}：${words.join("、")}`];
  };
  return [...list("相同文字", true), ...list("除数字外相同的文字", false)].join("；");
}

const numbersIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

function formatSection(section: SectionCode): string {
  return `第${SECTIONS.find(({ code }) => code === section)?.numeral ?? ""}部分`;
}

function copyOutcomes(
  section: SectionCode,
  kind: Copy["kind"],
  seen: readonly OwnCopy[],
): RuleOutcome[] {
  const [most] = seen;
  if (!most) return [];
  const { own, other, share, passages } = most;
  const part = formatSection(section);
  const percent = Math.round(share * 100);
  const whose =
    kind === "own_earlier_year"
      ? `本机关${other.year}年度报告`
      : `${other.body}${seen.length > 1 ? `等${seen.length}个机关` : ""}同年度报告`;
  const [longest] = passages;
  return [
    {
      ...fails(
        { cells: [], expression: `${percent}%`, left: share, right: COPIED },
        `${part}与${whose}${formatSimilarity(share)}`,
      ),
      topic: `${kind} ${section}`,
      nearest: quotePassages(most),
      ...(longest && {
        quotation: {
          section,
          sentence: own.text.slice(longest.start, Math.min(longest.end, longest.start + QUOTED)),
          start: longest.start,
          end: Math.min(longest.end, longest.start + QUOTED),
        },
      }),
    },
  ];
}

const WHY_UNCOMPARED = {
  short: "中不为多数机关共用的文字过短，不足以判断是否雷同",
  alone: "没有其他机关同年或本机关上年的文字可以比对",
} as const satisfies Record<UncomparedSection["reason"], string>;

/** Why a section is not compared with last year's; null where it is. */
function explainNotCompared(
  section: SectionCode,
  subject: CheckSubject,
  own: readonly OwnCopy[],
): string | null {
  const { report, context, everything } = subject;
  const text = report.sections.find(({ code }) => code === section)?.text ?? "";
  if (text.trim() === "") return `未读取到${formatSection(section)}`;
  const missed = context.words?.uncompared.find((each) => each.section === section);
  if (missed) return `${formatSection(section)}${WHY_UNCOMPARED[missed.reason]}`;
  if (section !== "problems_improvements") return null;
  const isWanted = everything || own.some(({ kind }) => kind === "own_earlier_year");
  return isWanted && compareImprovements(subject).state === "fails"
    ? `${formatSection(section)}与本机关上年报告雷同，已由Y-SAME列出`
    : null;
}

function checkCopiedText(subject: CheckSubject): RuleOutcome[] {
  const { report, context } = subject;
  if (context.words === null) return [notEvaluable([], "未与其他报告的文字比对")];
  if (report.sections.length === 0) return [notEvaluable([], "未读取到正文")];
  const seen = context.words.copies
    .map((copy) => viewCopyFrom(report.id, copy))
    .filter(isReportedHere);
  const outcomes = OWN_TEXT_SECTIONS.flatMap((section) => {
    const own = seen.filter((one) => one.own.section === section);
    const shared = (kind: Copy["kind"]): RuleOutcome[] =>
      copyOutcomes(
        section,
        kind,
        own.filter((one) => one.kind === kind),
      );
    const why = explainNotCompared(section, subject, own);
    return [
      ...shared("other_body"),
      ...(why === null ? shared("own_earlier_year") : [notEvaluable([], why)]),
    ];
  });
  const isUnsaid = ({ state }: RuleOutcome): boolean => state === "notEvaluable";
  const holdsSome = outcomes.every(isUnsaid) && outcomes.length < OWN_TEXT_SECTIONS.length;
  return holdsSome ? [...outcomes, holds({ cells: [] })] : outcomes;
}

/** Whether a report's own words repeat those of another report. */
export const COPIED_TEXT_RULES = [
  {
    id: "N-COPY",
    severity: "W",
    name: "文字雷同",
    basis: "《条例》第四十七条、第五十条；年度报告不得内容雷同、敷衍",
    expression: `第一、五部分中不为多数机关共用的文字，与其他机关同年或本机关上年报告相同的不到${COPIED * 100}%`,
    request: "请说明是否照抄，并补充本机关的情况。",
    tables: [],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    onlyInLoads: true,
    evaluate: checkCopiedText,
  },
] as const satisfies readonly CheckRule[];
