import { explainLaws } from "#domain/indicators/law-breaks";
import { FORM_CHANGE } from "#charts/year-marks";
import type { BriefingFacts } from "#domain/briefing/facts";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import { formatSearch } from "#domain/filters/address";
import { EDITION_FACTS } from "#domain/form/edition";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { SCOPES } from "#domain/report/body";
import { LEVELS } from "#domain/report/division";
import { formatPlainValue } from "#export/plain-table";
import { type Block, type Piece, text } from "../briefing";
import { buildSeriesChart } from "../chart";
import {
  figureOfCount,
  formatGroupChange,
  formatGroupValue,
  formatReports,
  yearFiguresOf,
} from "../figures";
import { formatList, joinClauses } from "../wording";

/** The reports that the briefing is about: 县级全辖区年度报告. */
function formatGroup({ choices }: BriefingFacts): string {
  const { level, scope } = choices.filters;
  return `${LEVELS[level]}${SCOPES[scope].name}年度报告`;
}

/** How many divisions were due, have reported and are missing; stands in every text. */
export function writeCoverage(facts: BriefingFacts): Piece[] {
  const { coverage, choices } = facts;
  const { due, reported, missing } = coverage;
  const { year } = choices.filters;
  const how = {
    formula: `区划名录中${year}年存在的${LEVELS[choices.filters.level]}区划数，与其中报告已载入的区划数`,
    reports: formatReports(facts, year),
    href: `/checks${formatSearch(choices.filters)}`,
  };
  if (due === 0) return text`所选范围内没有应当编制${formatGroup(facts)}的地区。`;
  const dueFigure = figureOfCount(`${year}年度应报数`, due, how);
  if (reported === 0)
    return text`${year}年度应报${dueFigure}个，截至数据截止日期报告均未载入，以下各项数字无法计算。`;
  const reportedFigure = figureOfCount(`${year}年度已载入数`, reported, how);
  if (missing.length === 0)
    return text`${year}年度应报${dueFigure}个，已载入${reportedFigure}个，全部公布。`;
  const rate = {
    ...figureOfCount(`${year}年度载入率`, reported / due, how),
    text: formatPlainValue(reported / due, "share"),
    formula: `已载入${reported}个 ÷ 应报${due}个`,
  };
  const lacking = figureOfCount(`${year}年度未载入数`, missing.length, how);
  const names = formatList(
    missing.map(({ name }) => name),
    NAMED_AT_MOST,
  );
  return text`${year}年度应报${dueFigure}个，已载入${reportedFigure}个，占${rate}；未载入${lacking}个，为${names}，是否已经公布有待核实。以下合计数均不含未载入的地区。`;
}

/** 总体情况: coverage, then the chosen counts and rates with their change. */
export function writeOverview(facts: BriefingFacts): Block[] {
  const { indicators, filters } = facts.choices;
  const coverage: Block = { kind: "paragraph", pieces: writeCoverage(facts) };
  if (!yearFiguresOf(facts, filters.year)) return [coverage];
  const counts = indicators.filter((code) => !INDICATORS[code].denominator);
  const rates = indicators.filter((code) => INDICATORS[code].denominator);
  const paragraphs = [
    joinClauses(counts.map((code) => writeIndicator(facts, code))),
    joinClauses(rates.map((code) => writeIndicator(facts, code))),
    ...writeCaveats(facts),
  ];
  const [first] = rates;
  return [
    coverage,
    ...toParagraphs(paragraphs),
    ...(first === undefined || facts.series.length < 2
      ? []
      : [{ kind: "chart" as const, chart: buildSeriesChart(facts, first) }]),
  ];
}

/** A paragraph for each text that is not empty. */
export function toParagraphs(texts: readonly (readonly Piece[])[]): Block[] {
  return texts
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => ({ kind: "paragraph" as const, pieces }));
}

/** 不掌握率14.2%（1234／8700），同比上升1.3个百分点 */
export function writeIndicator(facts: BriefingFacts, code: IndicatorCode): Piece[] {
  const change = formatGroupChange(facts, code);
  const value = formatGroupValue(facts, code, facts.choices.filters.year);
  const words = text`${INDICATORS[code].name}${value}`;
  return change.length === 0 ? words : text`${words}，${change}`;
}

/** What a reader must know before quoting the chosen indicators, apart from changes of law. */
function writeCaveats({ choices }: BriefingFacts): Piece[][] {
  return choices.indicators.flatMap((code) => {
    const { name, caveat } = INDICATORS[code];
    return caveat === undefined ? [] : [text`${name}${caveat}`];
  });
}

/**
 * Changes of form and law between the years shown, so that no one is blamed for them.
 * @param indicators those of which the text does not quote the laws already
 */
export function writeRuleChanges(
  { choices, series }: BriefingFacts,
  indicators: readonly IndicatorCode[] = choices.indicators,
): Piece[][] {
  const last = choices.filters.year;
  const first = Math.min(choices.base, ...series.map(({ year }) => year));
  const crosses = (year: number): boolean => first < year && year <= last;
  const laws = explainLaws(
    indicators.map((code) => INDICATORS[code]),
    first,
    last,
  );
  return [
    ...(laws.length === 0 ? [] : [[laws.join("")]]),
    ...(crosses(FORM_CHANGE.year)
      ? [
          text`${EDITION_FACTS[2019].years}适用${EDITION_FACTS[2019].name}（${EDITION_FACTS[2019].notice}），${EDITION_FACTS[2021].years}适用${EDITION_FACTS[2021].name}（${EDITION_FACTS[2021].notice}），跨${FORM_CHANGE.year}年的比较只用两种格式都有的数字。`,
        ]
      : []),
  ];
}
