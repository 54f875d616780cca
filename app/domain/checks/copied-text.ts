import { SECTIONS, type SectionCode } from "../form/sections";
import { COPIED, type Copy, type Narrative } from "../narrative/copied-text";
import type { Passage } from "../narrative/passages";
import { EDITIONS } from "../form/edition";
import { SCOPE_CODES } from "../report/scope";
import { NEAR_IDENTICAL } from "./across-years";
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

/** Last year's text is asked about in the later report only; a section 五 that is all the same, by Y-SAME. */
function isAsked({ kind, share, own, other }: Seen): boolean {
  if (kind === "other_body") return true;
  const alreadyAsked = own.section === "problems_improvements" && share >= NEAR_IDENTICAL;
  return own.year > other.year && !alreadyAsked;
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

function outcomeOf(section: SectionCode, kind: Copy["kind"], seen: readonly Seen[]): Outcome[] {
  const [most] = seen;
  if (!most) return [];
  const { own, other, share, passages } = most;
  const part = `第${SECTIONS.find(({ code }) => code === section)?.numeral ?? ""}部分`;
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

function copied({ report, context }: Subject): Outcome[] {
  if (context.copies === null) return [cannot([], "未与其他报告的文字比对")];
  if (report.sections.length === 0) return [cannot([], "未读取到正文")];
  const seen = context.copies.map((copy) => seenFrom(report.id, copy)).filter(isAsked);
  const outcomes = OWN_WORDS.flatMap((section) =>
    (["other_body", "own_earlier_year"] as const).flatMap((kind) =>
      outcomeOf(
        section,
        kind,
        seen.filter((one) => one.own.section === section && one.kind === kind),
      ),
    ),
  );
  return outcomes.length > 0 ? outcomes : [holds({ cells: [] })];
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
