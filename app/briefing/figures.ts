import { cellsOf } from "#domain/indicators/quantity-cells";
import type { BriefingFacts } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { formatLikeBodies, likeSides } from "#domain/comparison/like-counts";
import { formatSearch } from "#domain/filters/address";
import { explainLawBreak } from "#domain/indicators/law-breaks";
import {
  CHANGE_KINDS,
  compareGroups,
  formatChangeInterval,
  formatRateInterval,
  groupInterval,
} from "#domain/indicators/group-change";
import {
  formatChangeSize,
  formatSignedChange,
  NUMBER_FORMATS,
} from "#domain/indicators/number-format";
import { formatFormula } from "#domain/indicators/indicator-text";
import {
  INDICATORS,
  type IndicatorCode,
  type YearOfIndicators,
} from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { LEVELS } from "#domain/report/division";
import { bodyNoun, SCOPES } from "#domain/report/body";
import { type Figure, type Piece, text } from "./briefing";
import { formatPlainValue } from "#export/plain-table";

/**
 * The reports of a year in words: 2025年度县级全辖区报告90份.
 * @param summed how many enter the figure; where that is fewer than are loaded, it is said: 2024年度县级全辖区报告90份
 *   （载入91份，其余没有填写或者数字不能采用）
 */
export function formatReports(facts: BriefingFacts, year: number, summed?: number): string {
  const { level, scope } = facts.choices.filters;
  const loaded = yearFiguresOf(facts, year)?.reports ?? 0;
  const count = summed ?? loaded;
  const reports = `${year}年度${LEVELS[level]}${SCOPES[scope].name}报告${count}份`;
  return count < loaded ? `${reports}（载入${loaded}份，其余没有填写或者数字不能采用）` : reports;
}

/** Names of the cells that an indicator is read from. */
export function cellNamesOf({ numerator, denominator }: Indicator): string[] {
  const sides = denominator ? [numerator, denominator] : [numerator];
  const cells = sides.flatMap((side) => {
    const { plus, minus } = cellsOf(side);
    return [...plus, ...minus];
  });
  return [...new Set(cells.map(({ name }) => name))];
}

/** An indicator with the numbers of one year put into its formula. */
export function formatSubstitution(
  indicator: Indicator,
  sides: { readonly numerator: number | null; readonly denominator: number | null },
): string {
  const [top, bottom] = [
    formatPlainValue(sides.numerator, "count"),
    formatPlainValue(sides.denominator, "count"),
  ];
  return `${formatFormula(indicator)} = ${indicator.denominator ? `${top} ÷ ${bottom}` : top}`;
}

/** An indicator over the whole group in a year. */
export function figureOfGroup(facts: BriefingFacts, code: IndicatorCode, year: number): Figure {
  const indicator = INDICATORS[code];
  const found = yearFiguresOf(facts, year)?.figures[code];
  const value = found?.value ?? null;
  return {
    name: `${year}年${indicator.name}`,
    text: formatPlainValue(value, indicator.format),
    value,
    formula: found
      ? `${formatSubstitution(indicator, found)}（${found.reports}份报告填写）`
      : formatFormula(indicator),
    cells: cellNamesOf(indicator),
    reports: formatReports(facts, year, found?.reports),
    href: `/compare${formatSearch(facts.choices.filters, { indicator: code, year })}`,
  };
}

export function yearFiguresOf(
  { series }: BriefingFacts,
  year: number,
): YearOfIndicators | undefined {
  return series.find((each) => each.year === year);
}

/** Whether a text says nothing of intervals: an official document leaves them to the evidence. */
function isPlain({ choices }: BriefingFacts): boolean {
  return briefingTemplate(choices.template).heading !== undefined;
}

/** 14.2%（1234／8700，95%区间13.5%至14.9%）, in an official document 14.2%（1234件／8700件）, or 15234件. */
export function formatGroupValue(facts: BriefingFacts, code: IndicatorCode, year: number): Piece[] {
  const indicator = INDICATORS[code];
  const figure = figureOfGroup(facts, code, year);
  if (figure.value === null) return ["无法计算（报告未填写所需数字，或分母为0）"];
  if (!indicator.denominator) return text`${figure}${NUMBER_FORMATS.count.axis}`;
  const found = yearFiguresOf(facts, year)?.figures[code];
  if (isPlain(facts))
    return text`${figure}（${formatPlainValue(found?.numerator ?? null, "count")}件／${formatPlainValue(found?.denominator ?? null, "count")}件）`;
  const interval = groupInterval(indicator, found);
  const counts = `${formatPlainValue(found?.numerator ?? null, "count")}／${formatPlainValue(found?.denominator ?? null, "count")}`;
  return text`${figure}（${counts}${interval ? `，${formatRateInterval(interval)}` : ""}）`;
}

/** Which bodies a change of a count is of, in words; empty where of all. */
function likeBodiesOf({ likeCounts, choices }: BriefingFacts, code: IndicatorCode): string {
  const like = INDICATORS[code].denominator ? null : (likeCounts[code] ?? null);
  return like ? formatLikeBodies(like, bodyNoun(choices.filters.kind)) : "";
}

/**
 * 同比上升1.3个百分点（95%区间+0.6至+2.0）, 与2024年基本持平（−0.4个百分点，95%区间−1.1至+0.2）,
 * 较上年升降尚不能确定（+2.3个百分点，95%区间0.0至+4.5）, 同比增长3.2%; empty where the year is not known.
 * @param previous whose change the text has just told: what is compared is not said again where it is the same
 */
export function formatGroupChange(
  facts: BriefingFacts,
  code: IndicatorCode,
  previous?: IndicatorCode,
): Piece[] {
  const { filters, base } = facts.choices;
  const indicator = INDICATORS[code];
  if (explainLawBreak(indicator, base, filters.year) !== null)
    return [`法律规定改变，不与${base}年比较`];
  const before = yearFiguresOf(facts, base)?.figures[code];
  const after = yearFiguresOf(facts, filters.year)?.figures[code];
  const [earlier, later] = [before?.value ?? null, after?.value ?? null];
  if (later === null) return [];
  if (earlier === null) return [`${base}年没有可比数字`];
  const like = facts.likeCounts[code] ?? null;
  const [was, is] = indicator.denominator ? [before, after] : likeSides(like);
  if (!was || !is) return [`没有两年都有数字的地区，不与${base}年比较`];
  const change = compareGroups(indicator, was, is);
  if (change === null)
    return [`${base}年为${formatPlainValue(earlier, indicator.format)}，不计算变化幅度`];
  const { printed, interval, kind } = change;
  const isMove = kind === "moved";
  const isOnLastYear = base === filters.year - 1;
  const earlierYear = isOnLastYear ? "上年" : `${base}年`;
  const isRate = interval !== null;
  const likeBodies = likeBodiesOf(facts, code);
  const isSaid = previous !== undefined && likeBodiesOf(facts, previous) === likeBodies;
  const compared = isSaid && likeBodies !== "" ? "（地区同上）" : likeBodies;
  if (!isRate && !isMove) return text`与${earlierYear}持平${compared}`;
  const figure: Figure = {
    name: `${filters.year}年${indicator.name}较${base}年变化`,
    text: isMove ? formatChangeSize(printed) : formatSignedChange(printed),
    value: change.value,
    formula: isRate
      ? `${formatPlainValue(later, "share")} − ${formatPlainValue(earlier, "share")}（按未舍入的比率相减）`
      : `（${formatPlainValue(is.numerator, "count")} − ${formatPlainValue(was.numerator, "count")}）÷ ${formatPlainValue(was.numerator, "count")}${likeBodies}`,
    cells: cellNamesOf(indicator),
    reports: `${formatReports(facts, filters.year, after?.reports)}，${formatReports(facts, base, before?.reports)}`,
    href: `/compare${formatSearch(filters, { indicator: code })}`,
  };
  const since = isOnLastYear ? "同比" : `较${base}年`;
  if (!isRate) return text`${since}${printed.direction > 0 ? "增长" : "下降"}${figure}${compared}`;
  if (isPlain(facts)) return writePlainChange(figure, change, earlierYear, since);
  const range = formatChangeInterval(interval);
  return isMove
    ? text`${since}${printed.direction > 0 ? "上升" : "下降"}${figure}（${range}）`
    : text`${kind === "steady" ? "与" : "较"}${earlierYear}${CHANGE_KINDS[kind].name}（${figure}，${range}）`;
}

/** 同比上升1.3个百分点, 与上年基本持平, 较上年升降尚不能确定（+0.4个百分点，件数不足以判断）: no interval stands in the text. */
function writePlainChange(
  figure: Figure,
  { kind, interval, printed }: NonNullable<ReturnType<typeof compareGroups>>,
  earlierYear: string,
  since: string,
): Piece[] {
  const stated =
    interval === null
      ? figure
      : { ...figure, formula: `${figure.formula}：${formatChangeInterval(interval)}` };
  switch (kind) {
    case "moved":
      return text`${since}${printed.direction > 0 ? "上升" : "下降"}${stated}`;
    case "steady":
      return text`与${earlierYear}${CHANGE_KINDS.steady.name}（${stated}）`;
    case "unclear":
      return text`较${earlierYear}${CHANGE_KINDS.unclear.name}（${stated}）`;
  }
}

/** A count of reports or bodies that is not an indicator. */
export function figureOfCount(
  name: string,
  value: number,
  how: Pick<Figure, "formula" | "reports" | "href"> & Partial<Figure>,
): Figure {
  return { name, text: String(value), value, cells: [], ...how };
}

/** Something about one body in a comparison. */
export function figureOfBody(
  body: JudgedBody,
  code: IndicatorCode,
  what: {
    readonly name: string;
    readonly text: string;
    readonly value: number | null;
    readonly formula: string;
  },
): Figure {
  const indicator = INDICATORS[code];
  return {
    ...what,
    name: `${body.division}${body.year}年${indicator.name}${what.name}`,
    cells: cellNamesOf(indicator),
    reports: `${body.division}${body.year}年度报告`,
    href: `/reports/${body.report_id}#${cellNamesOf(indicator)[0] ?? ""}`,
  };
}
