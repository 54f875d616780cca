import { type Indicator, type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts, ComparedIndicator } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import type { JudgedBody } from "#domain/comparison/comparison";
import { formatGroupArea, formatYardstick } from "#domain/comparison/comparison-title";
import { formatSearch } from "#domain/filters/address";
import { explainFalseAlarms, formatFalseAlarms, isNameable } from "#domain/statistics/funnel";
import { HIGH_LIMIT, isJudged, VERDICTS } from "#domain/statistics/verdict";
import { formatPlainValue } from "#export/plain-table";
import { type Block, type Piece, text } from "../briefing";
import {
  figureOfBody,
  figureOfCount,
  figureOfGroup,
  formatReports,
  formatSubstitution,
} from "../figures";
import { gradeOf } from "../wording";

/** Indicators whose high values are a concern: of a high share of disclosure nothing is requested. */
const CONCERNS: readonly IndicatorCode[] = [
  "not_held_rate",
  "unable_rate",
  "not_processed_rate",
  "other_handling_rate",
  "non_disclosure_rate",
  "carry_over_rate",
  "review_rate",
  "lawsuit_rate",
  "dispute_rate",
  "review_corrected_rate",
  "lawsuit_corrected_rate",
];

/** A body beyond the 99.8% limit. */
export interface NamedBody extends JudgedBody {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly excess: number;
}

interface Concern extends ComparedIndicator {
  /** Those that the strict, adjusted probability allows to name; by excess cases, the most first. */
  readonly named: readonly NamedBody[];
  /** Those beyond the limit without enough evidence to be named, in the same order. */
  readonly watched: readonly NamedBody[];
}

/** The comparisons in which divisions are named, in the order chosen; of a topic, its one indicator whatever it is. */
export function concernsOf(facts: BriefingFacts): Concern[] {
  const { focused } = briefingTemplate(facts.choices.template);
  return facts.comparisons
    .filter(({ code, comparison }) => comparison.funnel && (focused || CONCERNS.includes(code)))
    .map((each) => {
      const beyond = each.comparison.bodies
        .filter(isBeyond)
        .sort((a, b) => b.excess - a.excess || a.division_code.localeCompare(b.division_code));
      return {
        ...each,
        named: beyond.filter(isNameable),
        watched: beyond.filter((body) => !isNameable(body)),
      };
    });
}

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

/** The heading over what a comparison found: 个别地区不掌握率高于99.8%控制上限. */
export function writeConcernHeading({ code, comparison, named }: Concern): Piece[] {
  const { name } = INDICATORS[code];
  const grade = gradeOf(named.length, judgedBodiesOf(comparison).length);
  return grade === null ? [] : text`${grade}地区的${name}高于${HIGH_LIMIT}`;
}

/** Of the bodies shown, those that the group allows to judge. */
function judgedBodiesOf({ bodies }: ComparedIndicator["comparison"]): readonly JudgedBody[] {
  return bodies.filter(({ verdict }) => verdict !== null && isJudged(verdict));
}

/** The divisions beyond the limit of an indicator, the expected false alarms, and what a rate does not prove. */
export function writeConcern(facts: BriefingFacts, concern: Concern): Block[] {
  const { code, comparison, named, watched } = concern;
  const { funnel, bodies, groupSize } = comparison;
  const { year } = facts.choices.filters;
  const indicator = INDICATORS[code];
  if (funnel === null) return [];
  const how = {
    formula:
      "漏斗图：与组内其余地区的合计比率比较，精确二项分布与机关间固有差异合并的99.8%控制限；点名的须经从严标准和同时比较的校正",
    reports: formatReports(facts, year),
    href: `/compare${formatSearch(facts.choices.filters, { indicator: code })}`,
  };
  const count = judgedBodiesOf(comparison).length;
  const judged = figureOfCount(`${year}年${indicator.name}作出判断的地区数`, count, how);
  if (!funnel.hasPower || count === 0)
    return [
      {
        kind: "paragraph",
        pieces:
          funnel.hasPower || funnel.judgeable === 0
            ? text`各地件数均不足${funnel.floor}件，${indicator.name}不作比较判断。`
            : text`组内可判断的地区只有${String(funnel.judgeable)}个，过少，${indicator.name}无法比较，不作判断。`,
      },
    ];
  const found = figureOfCount(
    `${year}年${indicator.name}高于${HIGH_LIMIT}的地区数`,
    named.length,
    how,
  );
  const area = formatGroupArea(comparison);
  const basis = explainFalseAlarms(funnel);
  const chance = text`单凭偶然，${area}${String(groupSize)}个地区中预计有${formatFalseAlarms(funnel)}个高于该上限${basis === "" ? "" : `，${basis}`}`;
  const unjudged = bodies.length - count;
  const base = text`合计${indicator.name}为${figureOfGroup(facts, code, year)}；${formatYardstick(comparison)}，对件数达到${String(funnel.floor)}件的${judged}个地区作出判断${unjudged > 0 ? `，其余${unjudged}个件数过少或数字不符，不作判断` : ""}`;
  const watch =
    watched.length > 0
      ? text`${named.length > 0 ? "另有" : ""}${figureOfCount(`${year}年${indicator.name}需要关注的地区数`, watched.length, how)}个地区需要关注，证据不足以点名。`
      : "";
  if (named.length === 0)
    return [
      {
        kind: "paragraph",
        pieces:
          watched.length > 0
            ? text`${base}（${chance}），${watch}`
            : text`${base}，作出判断的地区均不高于${HIGH_LIMIT}（${chance}）。`,
      },
    ];
  const shown = named.slice(0, NAMED_IN_TEXT);
  const rest = named.length - shown.length;
  return [
    {
      kind: "paragraph",
      pieces: text`${base}，${found}个高于${HIGH_LIMIT}（${chance}），按超出件数由多到少为：${shown.flatMap(
        (body, index) => [...writeBody(code, body), index === shown.length - 1 ? "。" : "；"],
      )}${rest > 0 ? `其余${rest}个见附件。` : ""}${watch}`,
    },
    {
      kind: "paragraph",
      pieces: text`上述结果只说明比率超出随机波动和各地固有差异所能解释的范围，办理是否妥当须抽查案卷后认定。`,
    },
  ];
}

function denominatorNames({ denominator, alternatives = [] }: Indicator): string[] {
  return (denominator ? [denominator, ...alternatives] : []).map(({ name }) => `“${name}”`);
}

/** 某区38.2%（120件／314件，95%区间33.0%至43.7%），较按其余地区合计比率应有的件数多约52件，近5个可判断年度中有5年高于该上限 */
export function writeBody(code: IndicatorCode, body: NamedBody): Piece[] {
  const indicator = INDICATORS[code];
  const figure = (name: string, words: string, value: number | null, formula: string) =>
    figureOfBody(body, code, { name, text: words, value, formula });
  const rate = figure(
    "",
    formatPlainValue(body.value, "share"),
    body.value,
    formatSubstitution(indicator, body),
  );
  const range = body.interval
    ? figure(
        "95%区间",
        `${formatPlainValue(body.interval.lower, "share")}至${formatPlainValue(body.interval.upper, "share")}`,
        null,
        `Wilson得分区间，${body.numerator} ÷ ${body.denominator}`,
      )
    : null;
  const excess = figure(
    "超出件数",
    body.excess.toFixed(0),
    body.excess,
    `${body.numerator} − ${body.denominator} × ${formatPlainValue(body.target, "share")}（其余地区的合计比率，未舍入）`,
  );
  const counts = `${formatPlainValue(body.numerator, "count")}件／${formatPlainValue(body.denominator, "count")}件`;
  const past = body.flaggedYears;
  const years =
    past && past.judged > 1
      ? text`，${body.boundary ? `${body.boundary.year}年区划调整后的` : "近"}${past.judged}个可判断年度中有${figure("高于上限年数", String(past.outside), past.outside, `高于上限的年度：${past.years.join("、")}`)}年高于${HIGH_LIMIT}`
      : "";
  const { robust } = body;
  const denominators =
    robust && robust.judged > 1
      ? text`，以${String(robust.judged)}种分母分别计算，${figure("分母口径", String(robust.high), robust.high, `分母分别为${denominatorNames(indicator).join("、")}，各判断一次`)}种${VERDICTS.high_998.short}`
      : "";
  const failing = body.errors > 0 ? "，其报告有差错，数字待核实" : "";
  return text`${body.division}${rate}（${counts}${range ? text`，95%区间${range}` : ""}），较按其余地区合计比率应有的件数多约${excess}件${years}${denominators}${failing}`;
}
