import type { BriefingFacts } from "#domain/briefing/facts";
import { searchWith } from "#domain/filters/address";
import { falseAlarmsInWords } from "#domain/statistics/funnel";
import { VERDICTS } from "#domain/statistics/verdict";
import { text, type Block, type Piece } from "../briefing";
import type { Concern, NamedBody } from "../concerns";
import {
  bodyFigure,
  countFigure,
  declared,
  groupFigure,
  reportsInWords,
  substituted,
} from "../figures";
import { printed } from "../plain-table";
import { graded } from "../wording";

/** More districts than this are counted here and listed in the annex. */
const NAMED_IN_TEXT = 8;
const LIMIT = VERDICTS.high_998.name.replace("高于", "");

/** The heading over what a comparison found: 个别地区不掌握率高于99.8%控制上限. */
export function standingHeading({ code, comparison, named }: Concern): Piece[] {
  const { name } = declared(code);
  const grade = graded(named.length, comparison.funnel?.judged ?? 0);
  return grade === null ? [] : text`${grade}地区的${name}高于${LIMIT}`;
}

/** Which districts stand out on an indicator, how sure that is, and what it does not say. */
export function standing(facts: BriefingFacts, concern: Concern): Block[] {
  const { code, comparison, named } = concern;
  const { funnel } = comparison;
  const { year } = facts.choices.filters;
  const indicator = declared(code);
  if (funnel === null) return [];
  const how = {
    formula: "漏斗图：合计之比为目标，精确二项分布与机关间固有差异合并的99.8%控制限",
    reports: reportsInWords(facts, year),
    href: `/compare${searchWith(facts.choices.filters, { indicator: code })}`,
  };
  const judged = countFigure(`${year}年${indicator.name}作出判断的地区数`, funnel.judged, how);
  if (funnel.judged === 0)
    return [
      {
        kind: "paragraph",
        pieces: text`各地件数均不足${funnel.floor}件，${indicator.name}不作比较判断。`,
      },
    ];
  const found = countFigure(`${year}年${indicator.name}高于${LIMIT}的地区数`, named.length, how);
  const chance = text`若没有地区真正突出，预计仍有${falseAlarmsInWords(funnel)}个地区高于该上限`;
  const base = text`全部地区合计${indicator.name}为${groupFigure(facts, code, year)}；对件数达到${funnel.floor}件的${judged}个地区作出判断`;
  if (named.length === 0)
    return [{ kind: "paragraph", pieces: text`${base}，没有地区高于${LIMIT}（${chance}）。` }];
  const shown = named.slice(0, NAMED_IN_TEXT);
  const rest = named.length - shown.length;
  return [
    {
      kind: "paragraph",
      pieces: text`${base}，${found}个高于${LIMIT}（${chance}），按超出件数由多到少为：${shown.flatMap(
        (body, index) => [
          ...bodyClause(code, body, comparison.funnel?.target ?? null),
          index === shown.length - 1 ? "。" : "；",
        ],
      )}${rest > 0 ? `其余${rest}个见附件。` : ""}`,
    },
    {
      kind: "paragraph",
      pieces: text`上述结果只说明比率超出随机波动和各地固有差异所能解释的范围，办理是否妥当须抽查案卷后认定。`,
    },
  ];
}

/** 某区38.2%（120件／314件，95%区间33.0%至43.7%），较按合计比率应有的件数多约52件，近5个可判断年度中有5年高于该上限 */
export function bodyClause(code: string, body: NamedBody, target: number | null): Piece[] {
  const indicator = declared(code);
  const figure = (name: string, words: string, value: number | null, formula: string) =>
    bodyFigure(body, code, { name, text: words, value, formula });
  const rate = figure("", printed(body.value, "share"), body.value, substituted(indicator, body));
  const range = body.interval
    ? figure(
        "95%区间",
        `${printed(body.interval.lower, "share")}至${printed(body.interval.upper, "share")}`,
        null,
        `Wilson得分区间，${body.numerator} ÷ ${body.denominator}`,
      )
    : null;
  const excess = figure(
    "超出件数",
    body.excess.toFixed(0),
    body.excess,
    `${body.numerator} − ${body.denominator} × ${printed(target, "share")}（按未舍入的合计比率）`,
  );
  const counts = `${printed(body.numerator, "count")}件／${printed(body.denominator, "count")}件`;
  const past = body.persistence;
  const years =
    past && past.judged > 1
      ? text`，${body.boundary ? `${body.boundary.year}年区划调整后的` : "近"}${past.judged}个可判断年度中有${figure("高于上限年数", String(past.outside), past.outside, `高于上限的年度：${past.years.join("、")}`)}年高于${LIMIT}`
      : "";
  const failing = body.errors > 0 ? "，其报告有差错，数字待核实" : "";
  return text`${body.division}${rate}（${counts}${range ? text`，95%区间${range}` : ""}），较按合计比率应有的件数多约${excess}件${years}${failing}`;
}
