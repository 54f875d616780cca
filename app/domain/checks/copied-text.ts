import { SECTIONS, type SectionCode } from "../form/sections";
import { COPIED, type Copy, type Narrative, type Uncompared } from "../narrative/copied-text";
import type { Passage } from "../narrative/passages";
import { EDITIONS } from "../form/edition";
import { SCOPE_CODES } from "../report/scope";
import { sameText } from "./across-years";
import type { Check, Outcome, Subject } from "./check";
import { cannot, fails, holds } from "./outcome";

/** The sections in which a body speaks in its own words. */
export const OWN_WORDS = [
  "overview",
  "problems_improvements",
] as const satisfies readonly SectionCode[];

/** Letters of a shared passage that a finding quotes. */
const QUOTED = 80;

/** A copy seen from one of its two reports: `own` is this report's text. */
interface Seen extends Pick<Copy, "kind" | "share"> {
  readonly own: Narrative;
  readonly other: Narrative;
  /** The shared passages, by their offsets in the own text first, the longest first. */
  readonly passages: readonly Omit<Passage, "text">[];
}

function seenFrom(reportId: string, { kind, share, one, other, passages }: Copy): Seen {
  const longestFirst = (found: Seen["passages"]) =>
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

/** Last year's text is asked about in the later report only. */
function isAsked({ kind, own, other }: Seen): boolean {
  return kind === "other_body" || own.year > other.year;
}

/** The longest passages in the own words: those quoted alike to the last figure, then the others. */
function quoted({ own, other, passages }: Seen): string {
  const longest = passages.slice(0, 3).map(({ start, end, otherStart, otherEnd }) => {
    const text = own.text.slice(start, Math.min(end, start + QUOTED));
    const there = figuresIn(other.text.slice(otherStart, otherEnd));
    return {
      words: `“${text}${end - start > QUOTED ? "……" : ""}”`,
      isSame: figuresIn(text).every((figure, index) => figure === there[index]),
    };
  });
  const said = (name: string, same: boolean): string[] => {
    const words = longest.filter(({ isSame }) => isSame === same).map((passage) => passage.words);
    return words.length === 0 ? [] : [`${name}：${words.join("、")}`];
  };
  return [...said("相同文字", true), ...said("除数字外相同的文字", false)].join("；");
}

const figuresIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

function partOf(section: SectionCode): string {
  return `第${SECTIONS.find(({ code }) => code === section)?.numeral ?? ""}部分`;
}

function outcomeOf(section: SectionCode, kind: Copy["kind"], seen: readonly Seen[]): Outcome[] {
  const [most] = seen;
  if (!most) return [];
  const { own, other, share, passages } = most;
  const part = partOf(section);
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
        `${part}与${whose}雷同，特有文字约${percent}%相同`,
      ),
      topic: `${kind} ${section}`,
      nearest: quoted(most),
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
} as const satisfies Record<Uncompared["reason"], string>;

/** Why it is not said of a section whether it repeats last year's; null where it is. */
function whyUnsaid(section: SectionCode, subject: Subject, own: readonly Seen[]): string | null {
  const { report, context, everything } = subject;
  const text = report.sections.find(({ code }) => code === section)?.text ?? "";
  if (text.trim() === "") return `未读取到${partOf(section)}`;
  const missed = context.words?.uncompared.find((each) => each.section === section);
  if (missed) return `${partOf(section)}${WHY_UNCOMPARED[missed.reason]}`;
  if (section !== "problems_improvements") return null;
  const isWanted = everything || own.some(({ kind }) => kind === "own_earlier_year");
  return isWanted && sameText(subject).state === "fails"
    ? `${partOf(section)}与本机关上年报告雷同，已由Y-SAME列出`
    : null;
}

function copied(subject: Subject): Outcome[] {
  const { report, context } = subject;
  if (context.words === null) return [cannot([], "未与其他报告的文字比对")];
  if (report.sections.length === 0) return [cannot([], "未读取到正文")];
  const seen = context.words.copies.map((copy) => seenFrom(report.id, copy)).filter(isAsked);
  const outcomes = OWN_WORDS.flatMap((section) => {
    const own = seen.filter((one) => one.own.section === section);
    const shared = (kind: Copy["kind"]): Outcome[] =>
      outcomeOf(
        section,
        kind,
        own.filter((one) => one.kind === kind),
      );
    const why = whyUnsaid(section, subject, own);
    return [
      ...shared("other_body"),
      ...(why === null ? shared("own_earlier_year") : [cannot([], why)]),
    ];
  });
  const isUnsaid = ({ state }: Outcome): boolean => state === "cannot";
  const holdsSome = outcomes.every(isUnsaid) && outcomes.length < OWN_WORDS.length;
  return holdsSome ? [...outcomes, holds({ cells: [] })] : outcomes;
}

/** Whether a report says in its own words what another said in the same words. */
export const COPIED_TEXT_CHECKS = [
  {
    id: "N-COPY",
    severity: "W",
    name: "文字雷同",
    basis: "《条例》第四十七条、第五十条；年度报告不得内容雷同、敷衍",
    expression: `第一、五部分中不为多数机关共用的文字，与其他机关同年或本机关上年报告相同的不到${COPIED * 100}%`,
    question: "{message}。请说明是否照抄，并补充本机关的情况。依据：{basis}。",
    tables: [],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    evaluate: copied,
  },
] as const satisfies readonly Check[];
