import { parseBriefingChoices, type BriefingChoices } from "#domain/briefing/choices";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import type { Successor } from "#domain/report/boundary-changes";
import type { DescribedRatio } from "#domain/comparison/judged-body";
import { judgeBodies } from "#domain/comparison/comparison";
import { pairCounts } from "#domain/comparison/like-counts";
import { mapValues } from "#domain/records";
import {
  countsAmong,
  INDICATOR_CODES,
  type IndicatorCode,
  INDICATORS,
  type Outcome,
  OUTCOME_MIX,
} from "#domain/indicators/indicators";
import { briefingTemplate, type Letter } from "#domain/briefing/templates";

/** One invented district: cases not held of cases handled in each year, absent where not reported. */
export interface Place {
  readonly name: string;
  readonly years: Readonly<Record<number, readonly [notHeld: number, handled: number]>>;
  readonly errors?: number;
}

export interface World {
  readonly places: readonly Place[];
  readonly findings?: readonly BriefingFinding[];
  readonly query?: string;
  readonly area?: string;
  readonly register?: readonly Successor[];
}

const COUNTS = INDICATOR_CODES.filter((code) => !INDICATORS[code].denominator);
const YEARS = [2022, 2023, 2024, 2025];

/** Twelve alike districts, and a thirteenth far above them every year. */
export const ORDINARY: readonly Place[] = [
  ..."甲乙丙丁戊己庚辛壬癸子丑".split("").map((letter, index) => ({
    name: `${letter}区`,
    years: Object.fromEntries(
      YEARS.map((year) => [year, [20 + ((index + year) % 5), 200 + index] as const]),
    ),
  })),
  { name: "寅区", years: Object.fromEntries(YEARS.map((year) => [year, [120, 200] as const])) },
];

const codeOf = (index: number): string => `9901${String(index + 1).padStart(2, "0")}`;

/** Facts as the database would state them for some invented districts. */
export function factsOf({
  places,
  findings = [],
  query = "",
  area = "990000",
  register = [],
}: World): BriefingFacts {
  const choices = parseBriefingChoices(new URLSearchParams(query), { year: 2025, area });
  const { year } = choices.filters;
  const reportOf = (index: number, of: number): string =>
    `${codeOf(index)}-government-${of}-jurisdiction`;
  const figures = (code: IndicatorCode): DescribedRatio[] =>
    places.flatMap(({ name, years, errors = 0 }, index) =>
      Object.entries(years).map(([of, [notHeld, handled]]) => ({
        report_id: reportOf(index, Number(of)),
        code: codeOf(index),
        // Departments of one city stand under one division.
        division_code: choices.filters.kind === "department" ? "990100" : codeOf(index),
        division: name,
        city: null,
        year: Number(of),
        ...sidesOf(code, notHeld, handled),
        errors: Number(of) === year ? errors : 0,
        flag: null,
        alternatives: [],
      })),
    );
  const codes = briefingTemplate(choices.template).focused
    ? [choices.filters.indicator]
    : choices.indicators;
  const known = YEARS.filter((each) => places.some(({ years }) => years[each]));
  return {
    choices,
    areaName: "示例省",
    dataHash: "0123456789abcdef".repeat(4),
    loadedOn: "2026-04-20",
    coverage: {
      due: places.length,
      reported: places.filter(({ years }) => years[year]).length,
      missing: places.flatMap(({ name, years }, index) =>
        years[year] ? [] : [{ code: codeOf(index), name, confirmed: null }],
      ),
      handled: sum(places.map(({ years }) => years[year]?.[1] ?? 0)),
      handled_clean: sum(places.map(({ years, errors }) => (errors ? 0 : (years[year]?.[1] ?? 0)))),
      questioned: new Set(findings.map(({ report_id }) => report_id)).size,
    },
    series: known.map((each) => ({
      year: each,
      reports: places.filter(({ years }) => years[each]).length,
      figures: Object.fromEntries(
        INDICATOR_CODES.map((code) => [code, aggregate(figures(code), code, each)]),
      ),
    })),
    likeCounts: mapValues(countsAmong(INDICATOR_CODES), (_, index) =>
      pairCounts(
        figures(COUNTS[index] ?? "handled").map(({ numerator: count, ...body }) => ({
          ...body,
          count,
        })),
        register,
        choices.base,
        year,
      ),
    ),
    adjusted: [],
    mix: known.map((each) => mixOf(places, each)),
    comparisons: codes.map((code) => ({
      code,
      comparison: judgeBodies(figures(code), year, INDICATORS[code]),
    })),
    earlier: figures(choices.filters.indicator).filter((figure) => figure.year === choices.base),
    register,
    findings: findings.filter((each) => each.year === year),
    earlierFindings: findings.filter((each) => each.year < year),
    sources: places.flatMap(({ name, years }, index) =>
      Object.keys(years).map((of) => ({
        id: reportOf(index, Number(of)),
        body: `${name}人民政府`,
        code: codeOf(index),
        division: name,
        year: Number(of),
        published_on: `${Number(of) + 1}-03-01`,
        document_hash: "ab".repeat(32),
        file: `${name}.docx`,
      })),
    ),
  };
}

/** The same facts for a letter to one district. */
export function letterTo(world: World, index: number, letter: Letter): BriefingFacts {
  const facts = factsOf({ ...world, query: `template=letter&${world.query ?? ""}` });
  const choices: BriefingChoices = { ...facts.choices, bodyCode: codeOf(index), letter };
  return { ...facts, choices };
}

/** A finding on the report of a district. */
export function finding(
  index: number,
  name: string,
  given: Partial<BriefingFinding>,
): BriefingFinding {
  return {
    fingerprint: `f${index}`,
    report_id: `${codeOf(index)}-government-2025-jurisdiction`,
    check_id: "T3-BAL",
    severity: "E",
    message: "新收200件与结转0件之和不等于办理201件与结转1件之和",
    question: "新收与结转之和不等于办理与结转之和。请核对。",
    expression: "200+0 = 201+1",
    left_value: 200,
    right_value: 202,
    difference: -2,
    cells: ["new_requests_total"],
    nearest: null,
    quotation: null,
    code: codeOf(index),
    division: name,
    year: 2025,
    ...given,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Everything but the cases not held is derived from the number handled, alike everywhere. */
function sidesOf(code: IndicatorCode, notHeld: number, handled: number) {
  if (code === "not_held_rate") return { numerator: notHeld, denominator: handled };
  const rate = INDICATORS[code].denominator !== undefined;
  return rate
    ? { numerator: Math.round(handled / 20), denominator: handled }
    : { numerator: handled, denominator: null };
}

function aggregate(figures: readonly DescribedRatio[], code: IndicatorCode, year: number) {
  const own = figures.filter((figure) => figure.year === year);
  const numerator = sum(own.map((figure) => figure.numerator ?? 0));
  if (INDICATORS[code].denominator === undefined)
    return { numerator, denominator: null, value: numerator, reports: own.length };
  const denominator = sum(own.map((figure) => figure.denominator ?? 0));
  const value = denominator === 0 ? null : numerator / denominator;
  return { numerator, denominator, value, reports: own.length };
}

function mixOf(places: readonly Place[], year: number) {
  const own = places.flatMap(({ years }) => (years[year] ? [years[year]] : []));
  const handled = sum(own.map(([, all]) => all));
  const notHeld = sum(own.map(([held]) => held));
  const rest = Object.fromEntries(OUTCOME_MIX.map((outcome) => [outcome, 0]));
  const outcomes: Record<Outcome, number | null> = {
    ...{ disclosed: 0, partially_disclosed: 0, not_disclosed: 0, not_held: 0 },
    ...{ unable_other: 0, not_processed: 0, other_handling: 0 },
    ...rest,
    not_held: notHeld,
    disclosed: handled - notHeld,
  };
  return { year, reports: own.length, leftOut: 0, handled, outcomes };
}
