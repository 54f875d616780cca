import { explainLaws } from "#domain/indicators/laws-between";
import { FORM_CHANGE } from "#charts/year-marks";
import type { BriefingFacts } from "#domain/briefing/facts";
import { formatConfirmed } from "#domain/report/absence";
import { noteOtherReports } from "#domain/indicators/group-change";
import { formatAdjustment, listAdjusted } from "#domain/comparison/adjusted-total";
import { formatPlainValue } from "#export/plain-table";
import { groupMissing, NAMED_AT_MOST } from "#domain/comparison/coverage";
import { formatSearch } from "#domain/filters/address";
import { EDITION_FACTS } from "#domain/form/edition";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { LEVELS } from "#domain/report/division";
import { type Block, type Piece, text, toParagraphs } from "../briefing";
import {
  figureOfCount,
  formatGroupChange,
  formatGroupValue,
  formatReports,
  yearFiguresOf,
} from "../figures";
import {
  formatDates,
  formatList,
  groupOf,
  isAreaItself,
  joinClauses,
  nounOf,
  unitOf,
} from "../wording";

/** Why there is nothing to write a document about; null where a report is due or there. */
export function explainNothingDue({ coverage, choices }: BriefingFacts): string | null {
  if (coverage.due > 0 || coverage.reported > 0) return null;
  return `所选范围内没有应当编制${choices.filters.year}年度报告的${unitOf(choices.filters)}`;
}

/** How many divisions were due, have reported and are missing; stands in every text. */
export function writeCoverage(facts: BriefingFacts): Piece[] {
  const { coverage, choices } = facts;
  const { due, reported, missing } = coverage;
  const { year, level } = choices.filters;
  const unit = unitOf(choices.filters);
  const how = {
    formula: `区划名录中${year}年存在的${LEVELS[level]}区划数，与其中报告已载入的区划数`,
    reports: formatReports(facts, year),
    href: `/checks${formatSearch(choices.filters)}`,
  };
  if (due === 0) return text`所选范围内没有应当编制${year}年度报告的${unit}。`;
  if (isAreaItself(choices.filters) && due === 1) return writeOwnCoverage(facts);
  const dueFigure = figureOfCount(`${year}年度应报数`, due, how);
  if (reported === 0)
    return text`${dueFigure}个${unit}的${year}年度报告均未载入，以下各项数字无法计算。`;
  if (missing.length === 0) return text`${dueFigure}个${unit}的${year}年度报告已全部公布。`;
  const reportedFigure = figureOfCount(`${year}年度已载入数`, reported, how);
  const lacking = groupMissing(missing).map(({ name, bodies, isConfirmed }) => {
    const count = figureOfCount(`${year}年度${name}数`, bodies.length, how);
    const names = formatList(
      bodies.map((body) =>
        body.confirmed === null
          ? body.name
          : `${body.name}（${formatDates(formatConfirmed(body.confirmed))}）`,
      ),
      NAMED_AT_MOST,
    );
    return text`；${name}${count}个，为${names}${isConfirmed ? "" : "，是否已经公布有待核实"}`;
  });
  const without = groupMissing(missing)
    .map(({ name }) => name)
    .join("、");
  return text`应当公布${year}年度报告的${unit}${dueFigure}个，已载入${reportedFigure}个${lacking.flat()}，以下合计数均不含${without}的${nounOf(facts)}。`;
}

/** Whether the one report that an area owes is there. */
function writeOwnCoverage({ areaName, coverage, choices: { filters } }: BriefingFacts): Piece[] {
  const report = `${areaName}${groupOf(filters)}${filters.year}年度报告`;
  const [missing] = coverage.missing;
  if (!missing) return text`${report}已公布。`;
  if (missing.confirmed)
    return text`${report}${groupMissing(coverage.missing)[0]?.name ?? ""}（${formatDates(formatConfirmed(missing.confirmed))}），以下各项数字无法计算。`;
  return text`${report}未载入，是否已经公布有待核实，以下各项数字无法计算。`;
}

/** 总体情况: coverage, then the chosen counts and rates with their change. */
export function writeOverview(facts: BriefingFacts): Block[] {
  const { indicators, filters } = facts.choices;
  const coverage = toParagraphs([writeCoverage(facts)]);
  if (!yearFiguresOf(facts, filters.year)) return coverage;
  const counts = indicators.filter((code) => !INDICATORS[code].denominator);
  const rates = indicators.filter((code) => INDICATORS[code].denominator);
  return [
    ...coverage,
    ...toParagraphs([
      joinClauses(counts.map((code, index) => writeIndicator(facts, code, counts[index - 1]))),
      joinClauses(rates.map((code) => writeIndicator(facts, code))),
      writeOtherReports(facts),
      writeAdjusted(facts),
    ]),
  ];
}

/** That the rates of the two years are of other reports, where they are; else nothing. */
export function writeOtherReports(facts: BriefingFacts): Piece[] {
  const { base, filters } = facts.choices;
  const [before, after] = [base, filters.year].map((year) => yearFiguresOf(facts, year));
  if (!before || !after) return [];
  const words = noteOtherReports(before, after);
  return words === "" ? [] : text`${words}，比率的升降不宜归因于工作。`;
}

/** The totals that the reports print where those above are others, with the reports that make the difference; else nothing. */
export function writeAdjusted({ adjusted }: Pick<BriefingFacts, "adjusted">): Piece[] {
  if (adjusted.length === 0) return [];
  const reports = listAdjusted(adjusted).map(
    (report) => `${report.division}${report.year}年（${formatAdjustment(report)}）`,
  );
  const printed = adjusted.map(({ name, format, printed: { value, numerator, denominator } }) => {
    const counts =
      denominator === null
        ? "件"
        : `（${formatPlainValue(numerator, "count")}件／${formatPlainValue(denominator, "count")}件）`;
    return `${name}${formatPlainValue(value, format)}${counts}`;
  });
  return text`按各报告所印合计，${printed.join("，")}，与以上合计不同；不同之处在下列${String(reports.length)}份报告：${formatList(reports)}。`;
}

/** 不掌握率14.2%（1234／8700），同比上升1.3个百分点 */
export function writeIndicator(
  facts: BriefingFacts,
  code: IndicatorCode,
  previous?: IndicatorCode,
): Piece[] {
  const change = formatGroupChange(facts, code, previous);
  const value = formatGroupValue(facts, code, facts.choices.filters.year);
  const words = text`${INDICATORS[code].name}${value}`;
  return change.length === 0 ? words : text`${words}，${change}`;
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
