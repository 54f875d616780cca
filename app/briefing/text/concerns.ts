import { TERMS } from "#domain/statistics/terms";
import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import type { BriefingFacts, ComparedIndicator } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import { RELABELLING_RULE } from "#domain/checks/rules/relabelling";
import { relabellingsTouching } from "#domain/comparison/change";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { composeStanding } from "#domain/comparison/standing";
import { formatGroupArea, formatYardstick } from "#domain/comparison/comparison-title";
import { formatSearch } from "#domain/filters/address";
import { FLAGGED_YEARS_WINDOW } from "#domain/statistics/flagged-years";
import { formatFalseAlarms, isNameable } from "#domain/statistics/funnel";
import { HIGH_LIMIT, isJudged, VERDICTS } from "#domain/statistics/verdict";
import { formatPlainValue } from "#export/plain-table";
import { type Block, type Piece, text, toParagraphs } from "../briefing";
import { figureOfBody, figureOfCount, formatReports, formatSubstitution } from "../figures";
import { formatList, joinClauses, nounOf } from "../wording";

/** A body beyond the 99.8% limit. */
export interface NamedBody extends JudgedBody {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly excess: number;
}

export interface Concern extends ComparedIndicator {
  /** Those that the strict, adjusted probability allows to name; by excess cases, the most first. */
  readonly named: readonly NamedBody[];
  /** Those beyond the limit without enough evidence to be named, in the same order. */
  readonly watched: readonly NamedBody[];
  /** Those to verify: named as significantly low, or suspected of having sorted cases otherwise; lowest rate first. */
  readonly doubtful: readonly DoubtfulBody[];
  /** How many more are below the limit without enough evidence to be named. */
  readonly lowUnnamed: number;
}

/** A body of which a low rate, or a rate after cases seem to have moved to another line, is to be verified. */
export interface DoubtfulBody {
  readonly body: JudgedBody;
  readonly isLow: boolean;
  /** The years in which cases seem to have moved to or from what the rate counts. */
  readonly relabelled: readonly number[];
}

/** The comparisons in which divisions are named, in the order chosen; of a topic, its one indicator whatever it is. */
export function concernsOf(facts: BriefingFacts): Concern[] {
  const { focused } = briefingTemplate(facts.choices.template);
  return facts.comparisons
    .filter(
      ({ code, comparison }) =>
        comparison.funnel && (focused || INDICATORS[code].concern !== undefined),
    )
    .map((each) => {
      const isHighNoConcern = !focused && isLowConcern(each.code);
      const beyond = each.comparison.bodies
        .filter((body): body is NamedBody => !isHighNoConcern && isBeyond(body))
        .sort((a, b) => b.excess - a.excess || a.code.localeCompare(b.code));
      const relabelled = relabelledYearsOf(facts, each.code);
      const doubtful = each.comparison.bodies
        .map((body): DoubtfulBody => ({
          body,
          isLow: body.verdict === "low_998" && isOutcomeRate(each.code),
          relabelled: relabelled.get(body.code) ?? [],
        }))
        .filter((one) => one.relabelled.length > 0 || (one.isLow && isNameable(one.body)))
        // What has no rate comes last.
        .sort(
          (one, other) =>
            (one.body.value ?? Number.MAX_VALUE) - (other.body.value ?? Number.MAX_VALUE),
        );
      // A low rate is a doubt only where cases may have been sorted into another outcome.
      const low = isOutcomeRate(each.code)
        ? each.comparison.bodies.filter(({ verdict }) => verdict === "low_998").length
        : 0;
      return {
        ...each,
        doubtful,
        lowUnnamed: low - doubtful.filter(({ isLow }) => isLow).length,
        named: beyond.filter(isNameable),
        watched: beyond.filter((body) => !isNameable(body)),
      };
    });
}

/** Whether it is the low values of an indicator that are a concern: little is disclosed. */
function isLowConcern(code: IndicatorCode): boolean {
  return INDICATORS[code].concern === "low";
}

/** Whether a rate counts requests by how they ended, which sorting into other outcomes moves. */
export function isOutcomeRate(code: IndicatorCode): boolean {
  return INDICATORS[code].group === "outcome";
}

/** By body, the years looked back on in which a check suspects that cases moved to or from what a rate counts. */
function relabelledYearsOf(
  { choices, findings, earlierFindings }: BriefingFacts,
  code: IndicatorCode,
): ReadonlyMap<string, readonly number[]> {
  const suspected = [...earlierFindings, ...findings].flatMap(
    ({ check_id, code: body, report_id, year, cells }) =>
      check_id === RELABELLING_RULE && year > choices.filters.year - FLAGGED_YEARS_WINDOW
        ? [{ code: body, report_id, year, cells }]
        : [],
  );
  const years = new Map<string, number[]>();
  for (const each of relabellingsTouching(INDICATORS[code], suspected))
    years.set(
      each.code,
      [...(years.get(each.code) ?? []), each.year].sort((a, b) => a - b),
    );
  return years;
}

/** 显著偏低，疑改列其他情形（2021年），须核实 */
export function warnOf({ isLow, relabelled }: DoubtfulBody): string {
  const parts = [
    isLow ? VERDICTS.low_998.short : "",
    relabelled.length > 0
      ? `疑改列其他情形（${formatList(relabelled.map((year) => `${year}年`))}）`
      : "",
  ];
  return [...parts.filter(Boolean), "须核实"].join("，");
}

/** The same for those who do not ask how: stands once below the bodies that are named. */
export const NO_VERDICT_ON_WORK = "比率偏高只是抽查的依据，不是办理不当的结论。";

function isBeyond(body: JudgedBody): body is NamedBody {
  return (
    body.verdict === "high_998" &&
    body.value !== null &&
    body.numerator !== null &&
    body.denominator !== null &&
    body.excess !== null
  );
}

/** How many divisions a paragraph names; the annex lists them all. */
const NAMED_IN_TEXT = 8;

/** Of the bodies shown, those that the group allows to judge. */
export function judgedBodiesOf({ bodies }: ComparedIndicator["comparison"]): readonly JudgedBody[] {
  return bodies.filter(({ verdict }) => verdict !== null && isJudged(verdict));
}

/** How an indicator compares, the divisions that may be named, and what a rate does not prove. */
export function writeConcern(facts: BriefingFacts, concern: Concern): Block[] {
  const { code, comparison, named, watched } = concern;
  const { funnel, bodies } = comparison;
  const { year } = facts.choices.filters;
  const indicator = INDICATORS[code];
  if (funnel === null) return [];
  const how = {
    formula: `漏斗图：与组内其余${nounOf(facts)}的合计比率比较，99.8%控制限计入偶然因素和各地一向就有的差异；点名的须经从严标准和同时比较的校正`,
    reports: formatReports(facts, year),
    href: `/compare${formatSearch(facts.choices.filters, { indicator: code })}`,
  };
  const count = judgedBodiesOf(comparison).length;
  const judged = figureOfCount(
    `${year}年${indicator.name}作出判断的${nounOf(facts)}数`,
    count,
    how,
  );
  if (!funnel.hasPower || count === 0)
    return [
      {
        kind: "paragraph",
        pieces:
          funnel.hasPower || funnel.judgeable === 0
            ? text`各地件数均不足${funnel.floor}件，${indicator.name}不作比较判断。`
            : text`组内可判断的${nounOf(facts)}只有${String(funnel.judgeable)}个，过少，${indicator.name}无法比较，不作判断。`,
      },
    ];
  const nameable = figureOfCount(
    `${year}年${indicator.name}可以点名的${nounOf(facts)}数`,
    named.length,
    how,
  );
  const chance = text`单凭偶然，预计有${formatFalseAlarms(funnel)}个${nounOf(facts)}会被标出`;
  const unjudged = bodies.length - count;
  const reasons = explainNotJudged(bodies);
  const base = text`${formatYardstick(comparison)}，${judged}个${nounOf(facts)}件数够多（不少于${String(funnel.floor)}件），可以判断${unjudged > 0 ? `，其余${unjudged}个${reasons}，不作判断` : ""}`;
  const watch =
    watched.length > 0
      ? text`${named.length > 0 ? "另有" : ""}${figureOfCount(`${year}年${indicator.name}需要关注的${nounOf(facts)}数`, watched.length, how)}个${nounOf(facts)}高于99.8%上限，但校正后不成立，不点名，继续关注。`
      : "";
  const doubts = writeDoubts(facts, concern);
  if (named.length === 0)
    return [
      {
        kind: "paragraph",
        pieces:
          watched.length > 0
            ? text`${base}，没有可以点名的（${chance}）。${watch}${doubts}`
            : text`${base}，没有${nounOf(facts)}${VERDICTS.high_998.short}。${doubts}`,
      },
    ];
  const shown = named.slice(0, NAMED_IN_TEXT);
  const rest = named.length - shown.length;
  return toParagraphs([
    text`${base}，其中${nameable}个${VERDICTS.high_998.short}，考虑到同时比较多个${nounOf(facts)}以后仍然成立（${chance}）。`,
    text`${joinClauses(shown.map((body) => writeNamed(facts, code, body, comparison)))}${rest > 0 ? `其余${rest}个${nounOf(facts)}见附件。` : ""}${NO_VERDICT_ON_WORK}`,
    text`${watch}${doubts}`,
  ]);
}

/** 件数过少或者数字不符: why the bodies that are not judged are not. */
function explainNotJudged(bodies: readonly JudgedBody[]): string {
  const has = (verdict: JudgedBody["verdict"]): boolean =>
    bodies.some((body) => body.verdict === verdict);
  return [
    has("too_few") ? "件数过少" : "",
    has("impossible") ? "数字不符" : "",
    has(null) ? "未填写所需数字" : "",
  ]
    .filter(Boolean)
    .join("或者");
}

/** 须核实的有：某区3.6%（27件／755件）显著偏低，疑改列其他情形（2021年），须核实。 Empty where there is none. */
function writeDoubts(facts: BriefingFacts, { code, doubtful, lowUnnamed }: Concern): Piece[] {
  const unnamed =
    lowUnnamed > 0
      ? `${doubtful.length > 0 ? "另有" : ""}${String(lowUnnamed)}个${nounOf(facts)}可能偏低，证据不足以点名，尚待核实。`
      : "";
  if (doubtful.length === 0) return text`${unnamed}`;
  const clauses = doubtful.map((doubt) => {
    const { body } = doubt;
    const rate = figureOfBody(body, code, {
      name: "",
      text: formatPlainValue(body.value, "share"),
      value: body.value,
      formula: formatSubstitution(INDICATORS[code], body),
    });
    const counts = `${formatPlainValue(body.numerator, "count")}件／${formatPlainValue(body.denominator, "count")}件`;
    return text`${body.division}${rate}（${counts}）${warnOf(doubt)}`;
  });
  return text`比率的高低未必是实情的有：${clauses.flatMap((clause, index) => (index === 0 ? clause : ["；", ...clause]))}。${unnamed}`;
}

/** 某区不掌握率38.2%（120件／314件），按全省其余地区的平均水平约为68件，多52件，自2021年起连续5年显著偏高 */
export function writeNamed(
  facts: BriefingFacts,
  code: IndicatorCode,
  body: NamedBody,
  comparison: ComparedIndicator["comparison"],
): Piece[] {
  const indicator = INDICATORS[code];
  const area = formatGroupArea(comparison);
  const { course } = composeStanding({
    name: body.division,
    year: body.year,
    indicator,
    body,
    comparison,
  }).parts;
  const rate = figureOfRate(code, body);
  const more = Math.round(body.excess);
  const excess = figureOfBody(body, code, {
    name: "超出件数",
    text: String(more),
    value: body.excess,
    formula: `${body.numerator} − ${body.denominator} × ${formatPlainValue(body.target, "share")}（${area}其余${nounOf(facts)}的合计比率，未舍入）`,
  });
  const expected = figureOfBody(body, code, {
    name: "应有件数",
    text: String(body.numerator - more),
    value: body.numerator - body.excess,
    formula: `${body.denominator} × ${formatPlainValue(body.target, "share")}（${area}其余${nounOf(facts)}的合计比率，未舍入）`,
  });
  const years =
    course === undefined
      ? ""
      : text`，${figureOfBody(body, code, {
          name: `${VERDICTS.high_998.short}的年度`,
          text: course,
          value: body.flaggedYears?.outside ?? null,
          formula: `高于${HIGH_LIMIT}的年度：${body.flaggedYears?.years.join("、") ?? ""}`,
        })}`;
  const { robust } = body;
  const denominators =
    robust && robust.high < robust.judged
      ? text`，按${String(robust.judged)}种分母算有${figureOfBody(body, code, {
          name: TERMS.denominators.name,
          text: String(robust.high),
          value: robust.high,
          formula: `分母分别为${denominatorNames(indicator).join("、")}，各判断一次`,
        })}种${VERDICTS.high_998.short}`
      : "";
  const failing = body.errors > 0 ? "，其报告有差错，数字待核实" : "";
  return text`${body.division}${indicator.name}${rate}（${formatCounts(body)}），按${area}其余${nounOf(facts)}的平均水平约为${expected}件，多${excess}件${years}${denominators}${failing}`;
}

/** 某区不掌握率3.6%（27件／755件），显著偏低，须核实归类 */
export function writeDoubt(code: IndicatorCode, doubt: DoubtfulBody): Piece[] {
  const { body, isLow, relabelled } = doubt;
  const reasons = [
    isLow ? VERDICTS.low_998.short : "",
    relabelled.length > 0
      ? `${formatList(relabelled.map((year) => `${year}年`))}可能改列了其他办理结果`
      : "",
  ].filter(Boolean);
  return text`${body.division}${INDICATORS[code].name}${figureOfRate(code, body)}（${formatCounts(body)}），${reasons.join("，")}，须核实归类`;
}

function figureOfRate(code: IndicatorCode, body: JudgedBody) {
  return figureOfBody(body, code, {
    name: "",
    text: formatPlainValue(body.value, "share"),
    value: body.value,
    formula: `${formatSubstitution(INDICATORS[code], body)}${
      body.interval
        ? `；95%区间${formatPlainValue(body.interval.lower, "share")}至${formatPlainValue(body.interval.upper, "share")}`
        : ""
    }`,
  });
}

/** 120件／314件 */
function formatCounts({ numerator, denominator }: JudgedBody): string {
  return `${formatPlainValue(numerator, "count")}件／${formatPlainValue(denominator, "count")}件`;
}

function denominatorNames({ denominator, alternatives = [] }: Indicator): string[] {
  return (denominator ? [denominator, ...alternatives] : []).map(({ name }) => `“${name}”`);
}
