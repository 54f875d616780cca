import { isBeforeYearEnd } from "../checks/deadline";
import type { Filing } from "../checks/filing";
import { formatYears } from "../filters/year-runs";
import { YARDSTICKS } from "../filters/yardsticks";
import type { Indicator } from "../indicators/indicator";
import { formatValue } from "../indicators/number-format";
import { ABSENCES } from "../report/absence";
import type { bodyNoun } from "../report/body";
import { rateOf } from "../statistics/ratio";
import { isJudged, LEAST_JUDGED, RATE_FLOOR, VERDICTS } from "../statistics/verdict";
import { nameGroup } from "./group-area";
import { testBaseChange } from "./base-change";
import type { ComparedBody, JudgedBody } from "./judged-body";
import type { Comparison } from "./comparison";
import { formatExcess, isUnsure, toneOf, type Tone, verdictsBeyond } from "./concern";

/**
 * What a standing tells, in the order of its sentence: the rate, its rank, since when it stands out, how many cases
 * that is, what else it is judged against, what makes it doubtful, the change since a base year, the report itself.
 */
const STANDING_PARTS = [
  "figure",
  "rank",
  "course",
  "excess",
  "yardstick",
  "doubt",
  "change",
  "report",
] as const;
export type StandingPart = (typeof STANDING_PARTS)[number];

/** Parts that follow those before with a comma; the others begin a clause of their own. */
const CONTINUING: readonly StandingPart[] = ["rank", "course", "excess"];

/** How a body stands by one indicator, in words. */
export interface Standing {
  readonly who: string;
  readonly tone: Tone;
  /** What there is to say, without closing punctuation. */
  readonly parts: Readonly<Partial<Record<StandingPart, string>>>;
}

/** A judged body; its rank is known where it was compared within its whole group. */
type StandingBody = JudgedBody & Partial<Pick<ComparedBody, "rank" | "pooled">>;

interface StandingInput {
  /** What the body is called, also where nothing of it is loaded. */
  readonly name: string;
  readonly year: number;
  readonly indicator: Indicator;
  /** Null where its report of the year is not loaded. */
  readonly body: StandingBody | null;
  /** The comparison that judged it. */
  readonly comparison: Pick<
    Comparison,
    "yardstick" | "loadedPart" | "groupSize" | "refused" | "funnel"
  >;
  readonly noun?: ReturnType<typeof bodyNoun>;
  /** What the checks say of the report; left out where nobody asked. */
  readonly filing?: Pick<Filing, "published_on" | "late" | "errors" | "questions"> | undefined;
  /** The year that its change is tested against; left out where nobody asked. */
  readonly base?: number | undefined;
}

/**
 * The one sentence about a body and an indicator, as parts: who, how much, since when, how sure. What cannot be
 * judged says why: nothing missing reads as good news, and a count is no warning.
 */
export function composeStanding(input: StandingInput): Standing {
  const { name, year, indicator, body, comparison } = input;
  if (body === null)
    return {
      who: name,
      tone: "unknown",
      parts: { figure: `${year}年度报告${ABSENCES.not_loaded.name}，${indicator.name}无从判断` },
    };
  const { value } = body;
  const report = input.filing && formatReport(input.filing, body);
  const doubt = describeDoubt(indicator, body, comparison);
  const parts = (own: Standing["parts"]): Standing => ({
    who: name,
    tone: toneOf(indicator, body.verdict),
    parts: { ...own, ...(doubt === null ? {} : { doubt }), ...(report ? { report } : {}) },
  });
  if (value === null) return parts({ figure: explainNoValue(indicator, body) });
  const shown = `${indicator.name}${formatValue(value, indicator.format)}`;
  if (indicator.denominator === undefined) return parts({ figure: `${shown}件` });
  const { verdict } = body;
  if (verdict === null || !isJudged(verdict)) {
    const why = explainNoVerdict(indicator, body, input);
    // Of too few cases the counts are said, not a rate that means little.
    return parts(verdict === "too_few" ? { figure: why } : { figure: shown, course: why });
  }
  const { area } = nameGroup(comparison);
  const excess = formatExcess(indicator, body, area);
  const yardstick = describeYardstick(input);
  const rank = formatPlace(indicator, body, area);
  return parts({
    figure: shown,
    ...(rank === null ? {} : { rank }),
    course: describeCourse(indicator, body),
    ...(excess === null ? {} : { excess }),
    ...(yardstick === null ? {} : { yardstick }),
    ...(input.base === undefined
      ? {}
      : { change: testBaseChange(indicator, body, input.base).words }),
  });
}

/** The parts of a sentence, but the excess, which a table or a list names. */
const SENTENCE: readonly StandingPart[] = STANDING_PARTS.filter((part) => part !== "excess");

/** A part of a sentence with the punctuation before it. */
export interface StandingPiece {
  readonly part: StandingPart;
  readonly before: string;
  readonly words: string;
}

/**
 * What follows the name in the sentence of a standing, piece by piece, for a page or document that links some of them.
 * @param wanted the parts to say, where they are known
 */
export function standingPieces(
  { parts }: Pick<Standing, "parts">,
  wanted: readonly StandingPart[] = SENTENCE,
): StandingPiece[] {
  return STANDING_PARTS.filter((part) => wanted.includes(part) && parts[part] !== undefined).map(
    (part, index) => ({
      part,
      before: index === 0 ? "：" : CONTINUING.includes(part) ? "，" : "；",
      words: parts[part] ?? "",
    }),
  );
}

/**
 * A standing as one sentence without its full stop: 葭塘区：不掌握率43.1%，全省第4（可能在第2至5位），自2021年起连续5年显著偏高；
 * 报告按时，无差错.
 */
export function formatStanding(standing: Standing, wanted?: readonly StandingPart[]): string {
  return standingPieces(standing, wanted).reduce(
    (sentence, { before, words }) => sentence + before + words,
    standing.who,
  );
}

function explainNoValue({ name, numerator, denominator }: Indicator, body: StandingBody): string {
  if (body.flag !== null) return `${name}没有采用：${body.flag.words}`;
  if (body.numerator === null) return `报告未填写${numerator.name}，${name}无法计算`;
  if (body.denominator === null) return `报告未填写${denominator?.name ?? ""}，${name}无法计算`;
  return `${denominator?.name ?? ""}为0，没有${name}可言`;
}

/** Why a rate is not judged; of too few cases with the counts, and what all years together say. */
function explainNoVerdict(
  { name, numerator, denominator }: Indicator,
  body: StandingBody,
  { comparison, noun = "地区" }: StandingInput,
): string {
  switch (body.verdict) {
    case "too_few": {
      const counts = `${denominator?.name ?? ""}只有${formatValue(body.denominator, "count")}件（其中${numerator.name}${formatValue(body.numerator, "count")}件）`;
      return `${counts}，不足${RATE_FLOOR}件，${name}不作判断${describePooled(body)}`;
    }
    case "impossible":
      return "分子大于分母，数据不符，不作判断";
    case "group_too_small":
      return `可判断的${noun}只有${comparison.funnel?.judgeable ?? 0}个，不足${LEAST_JUDGED}个，不能比较高低`;
    default:
      return `没有其他${noun}可比，不能比较高低`;
  }
}

/** What all loaded years say of a body that has too few cases in one: ，2019至2025年合计14.1%，显著偏高. */
function describePooled({ pooled }: StandingBody): string {
  if (!pooled?.verdict || !isJudged(pooled.verdict)) return "";
  const rate = rateOf(pooled);
  if (rate === null) return "";
  return `；${formatYears(pooled.years)}年合计${formatValue(rate, "share")}，${VERDICTS[pooled.verdict].short}`;
}

/** 全省第4（可能在第2至5位）; from the lowest up where a low rate is the concern. Null where there is no rank. */
function formatPlace({ concern }: Indicator, { rank }: StandingBody, area: string): string | null {
  if (!rank) return null;
  const { of } = rank;
  const isLow = concern === "low";
  const place = isLow ? of + 1 - rank.rank : rank.rank;
  const [from, to] = isLow ? [of + 1 - rank.upper, of + 1 - rank.lower] : [rank.lower, rank.upper];
  const order = isLow ? "由低到高" : "";
  return from === to
    ? `${area}${order}第${place}`
    : `${area}${order}第${place}（可能在第${from}至${to}位）`;
}

/** Since when a body stands out, or that it does not, and in which years it did. */
function describeCourse(
  { concern }: Indicator,
  { year, verdict, history, comparableFrom }: StandingBody,
): string {
  if (verdict === null) return "";
  const side = concern ?? (VERDICTS[verdict].side === "low" ? "low" : "high");
  const { far } = verdictsBeyond(side);
  const { short } = VERDICTS[far];
  const judged = history.filter((each) => each.verdict !== null && isJudged(each.verdict));
  const flagged = judged.filter((each) => each.verdict === far).map((each) => each.year);
  const past = flagged.filter((each) => each < year);
  if (verdict !== far) {
    const now = verdict === "within" ? "在正常范围" : VERDICTS[verdict].short;
    return past.length === 0 ? now : `${now}，${formatYears(past)}年曾${short}`;
  }
  let first = year;
  while (flagged.includes(first - 1)) first -= 1;
  const before = past.filter((each) => each < first);
  const also = before.length === 0 ? "" : `，${formatYears(before)}年也曾${short}`;
  const isKnown = judged.some((each) => each.year === first - 1);
  if (first === year) {
    if (judged.length === 1)
      return comparableFrom === year ? `${year}年区划调整后${short}` : `${short}，此前年度没有判断`;
    return before.length === 0 && isKnown ? `${year}年起${short}，此前没有` : `${short}${also}`;
  }
  const since = comparableFrom === first ? `自${first}年区划调整起` : `自${first}年起`;
  return `${isKnown || comparableFrom === first ? "" : "至少"}${since}连续${year - first + 1}年${short}${also}`;
}

/** What a body is judged against where that is not simply the province. */
function describeYardstick({ comparison, noun = "地区" }: StandingInput): string | null {
  const { yardstick, refused, groupSize } = comparison;
  const group = `${nameGroup(comparison).of}${groupSize}个${noun}`;
  if (refused !== null)
    return `${YARDSTICKS[refused.yardstick].of}可判断的${noun}只有${refused.judgeable}个，改与${group}相比`;
  return yardstick === "province" ? null : `与${group}相比`;
}

/** What makes the figure or the verdict doubtful: errors of the report that move it, or many bodies judged at once. */
function describeDoubt(
  indicator: Indicator,
  body: StandingBody,
  { funnel }: StandingInput["comparison"],
): string | null {
  const words = [
    isUnsure(indicator, body)
      ? `单看${body.year}年，同时判断${funnel?.judged ?? 0}个，经校正后证据不足`
      : null,
    body.flag?.moves === true && body.value !== null ? body.flag.words : null,
  ].filter((each) => each !== null);
  return words.length === 0 ? null : words.join("；");
}

function describeTime(
  { published_on, late }: Pick<Filing, "published_on" | "late">,
  year: number,
): string {
  if (late) return "报告逾期";
  if (published_on === null) return "报告公布日期不明";
  return isBeforeYearEnd(published_on, year) ? "报告发布日期早于年度终了" : "报告按时";
}

/** 报告按时，无差错; what is not known is said as such. */
function formatReport(
  { published_on, late, errors, questions }: NonNullable<StandingInput["filing"]>,
  { flag, value, year }: StandingBody,
): string {
  const time = describeTime({ published_on, late }, year);
  // Errors that move the figure are told of as a doubt.
  const isTold = flag !== null;
  const found = [
    errors > 0 && !isTold ? `有差错${errors}项` : null,
    errors > 0 && flag?.moves === false && value !== null ? `有差错${errors}项，不影响本项` : null,
    questions > 0 ? `有${questions}项需说明` : null,
    errors === 0 && questions === 0 ? (late ? "数字无差错" : "无差错") : null,
  ].filter((each) => each !== null);
  return [time, ...found].join("，");
}
