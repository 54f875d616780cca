import { cellsOf } from "#domain/indicators/quantity";
import type { BriefingFacts } from "#domain/briefing/facts";
import type { JudgedBody } from "#domain/comparison/comparison";
import { formatSearch } from "#domain/filters/address";
import { explainLawBreak } from "#domain/indicators/law-breaks";
import { formatChangeSize, NUMBER_FORMATS } from "#domain/indicators/number-format";
import { formatFormula, printChange } from "#domain/indicators/indicator-text";
import {
  INDICATORS,
  type Indicator,
  type IndicatorCode,
  type YearOfIndicators,
} from "#domain/indicators/indicators";
import { LEVELS } from "#domain/report/division";
import { SCOPES } from "#domain/report/body";
import { type Figure, type Piece, text } from "./briefing";
import { formatPlainValue } from "#export/plain-table";

/** The reports of a year in words: 2025年度县级全辖区报告90份. */
export function formatReports({ choices, sources }: BriefingFacts, year: number): string {
  const { level, scope } = choices.filters;
  const count = sources.filter((source) => source.year === year).length;
  return `${year}年度${LEVELS[level]}${SCOPES[scope].name}报告${count}份`;
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
    reports: formatReports(facts, year),
    href: `/compare${formatSearch(facts.choices.filters, { indicator: code, year })}`,
  };
}

export function yearFiguresOf(
  { series }: BriefingFacts,
  year: number,
): YearOfIndicators | undefined {
  return series.find((each) => each.year === year);
}

/** 14.2%（1234件／8700件）, or 15234件. */
export function formatGroupValue(facts: BriefingFacts, code: IndicatorCode, year: number): Piece[] {
  const indicator = INDICATORS[code];
  const figure = figureOfGroup(facts, code, year);
  if (figure.value === null) return ["无法计算（报告未填写所需数字，或分母为0）"];
  if (!indicator.denominator) return text`${figure}${NUMBER_FORMATS.count.axis}`;
  const found = yearFiguresOf(facts, year)?.figures[code];
  return text`${figure}（${formatPlainValue(found?.numerator ?? null, "count")}／${formatPlainValue(found?.denominator ?? null, "count")}）`;
}

/** 较2024年上升1.3个百分点, 同比增长3.2%, 与2024年持平; empty where either year is not known. */
export function formatGroupChange(facts: BriefingFacts, code: IndicatorCode): Piece[] {
  const { filters, base } = facts.choices;
  const indicator = INDICATORS[code];
  if (explainLawBreak(indicator, base, filters.year) !== null)
    return [`法律规定改变，不与${base}年比较`];
  const earlier = yearFiguresOf(facts, base)?.figures[code]?.value;
  const later = yearFiguresOf(facts, filters.year)?.figures[code]?.value;
  if (later === null || later === undefined) return [];
  if (earlier === null || earlier === undefined) return [`${base}年没有可比数字`];
  const printed = printChange(indicator, earlier, later);
  if (printed === null)
    return [`${base}年为${formatPlainValue(earlier, indicator.format)}，不计算变化幅度`];
  const isOnLastYear = base === filters.year - 1;
  if (printed.direction === 0) return [isOnLastYear ? "与上年持平" : `与${base}年持平`];
  const isRate = indicator.format === "share";
  const [up, down] = isRate ? ["上升", "下降"] : ["增长", "下降"];
  const change: Figure = {
    name: `${filters.year}年${indicator.name}较${base}年变化`,
    text: formatChangeSize(printed),
    value: isRate ? later - earlier : (later - earlier) / earlier,
    formula: isRate
      ? `${formatPlainValue(later, "share")} − ${formatPlainValue(earlier, "share")}（按未舍入的比率相减）`
      : `（${formatPlainValue(later, "count")} − ${formatPlainValue(earlier, "count")}）÷ ${formatPlainValue(earlier, "count")}`,
    cells: cellNamesOf(indicator),
    reports: `${formatReports(facts, filters.year)}，${formatReports(facts, base)}`,
    href: `/compare${formatSearch(filters, { indicator: code })}`,
  };
  const since = isOnLastYear ? "同比" : `较${base}年`;
  return text`${since}${printed.direction > 0 ? up : down}${change}`;
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
