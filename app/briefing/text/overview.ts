import type { BriefingFacts } from "#domain/briefing/facts";
import { EDITION_FACTS } from "#domain/form/edition";
import { FORM_CHANGE, LAW_CHANGE } from "#charts/breaks";
import { INDICATORS } from "#domain/indicators/indicators";
import type { Block, Piece } from "../briefing";
import { text } from "../briefing";
import { declared, figuresOf, groupChange, groupValue } from "../figures";
import { seriesChart } from "../chart";
import { sentence } from "../wording";
import { coverageText } from "./coverage";

/** 总体情况: coverage, then the chosen counts and rates with their change. */
export function overview(facts: BriefingFacts): Block[] {
  const { indicators, filters } = facts.choices;
  const coverage: Block = { kind: "paragraph", pieces: coverageText(facts) };
  if (!figuresOf(facts, filters.year)) return [coverage];
  const counts = indicators.filter((code) => !declared(code).denominator);
  const rates = indicators.filter((code) => declared(code).denominator);
  const paragraphs = [
    sentence(counts.map((code) => clause(facts, code))),
    sentence(rates.map((code) => clause(facts, code))),
    differingReports(facts),
    ...caveats(facts),
  ];
  const [first] = rates;
  return [
    coverage,
    ...asParagraphs(paragraphs),
    ...(first === undefined || facts.series.length < 2
      ? []
      : [{ kind: "chart" as const, chart: seriesChart(facts, first) }]),
  ];
}

/** Paragraphs of those that say something. */
export function asParagraphs(texts: readonly (readonly Piece[])[]): Block[] {
  return texts
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => ({ kind: "paragraph" as const, pieces }));
}

/** 不掌握率14.2%（1234／8700），同比上升1.3个百分点 */
export function clause(facts: BriefingFacts, code: string): Piece[] {
  const change = groupChange(facts, code);
  const value = groupValue(facts, code, facts.choices.filters.year);
  const words = text`${declared(code).name}${value}`;
  return change.length === 0 ? words : text`${words}，${change}`;
}

/** Sums over different numbers of reports do not change for their figures alone. */
export function differingReports(facts: BriefingFacts): Piece[] {
  const { filters, base } = facts.choices;
  const now = figuresOf(facts, filters.year)?.reports;
  const then = figuresOf(facts, base)?.reports;
  if (now === undefined || then === undefined || now === then) return [];
  return text`${base}年为${then}份报告合计，${filters.year}年为${now}份报告合计，件数的升降含报告份数变化的影响。`;
}

/** What a reader must know before he quotes the chosen indicators. */
function caveats({ choices }: BriefingFacts): Piece[][] {
  const law = INDICATORS["review_rate"]?.caveat;
  return choices.indicators.flatMap((code) => {
    const { name, caveat } = declared(code);
    return caveat === undefined || caveat === law ? [] : [text`${name}${caveat}`];
  });
}

/** Changes of form and law between the years shown, so that no one is blamed for them. */
export function ruleChanges({ choices, series }: BriefingFacts): Piece[][] {
  const last = choices.filters.year;
  const first = Math.min(choices.base, ...series.map(({ year }) => year));
  const crosses = (year: number): boolean => first < year && year <= last;
  const law = INDICATORS["review_rate"]?.caveat;
  return [
    ...(crosses(LAW_CHANGE.year) && law !== undefined ? [[law]] : []),
    ...(crosses(FORM_CHANGE.year)
      ? [
          text`${EDITION_FACTS[2019].years}适用${EDITION_FACTS[2019].name}（${EDITION_FACTS[2019].notice}），${EDITION_FACTS[2021].years}适用${EDITION_FACTS[2021].name}（${EDITION_FACTS[2021].notice}），跨${FORM_CHANGE.year}年的比较只用两种格式都有的数字。`,
        ]
      : []),
  ];
}
