import { z } from "zod";
import { flagQuality } from "#domain/checks/quality-flag";
import { findLastBoundaryChanges } from "#domain/report/boundary-changes";
import type {
  ComparedBody,
  DescribedRatio,
  DetailedRatio,
  EarlierRatio,
  JudgedBody,
} from "#domain/comparison/judged-body";
import {
  chooseYardstick,
  compareBodies,
  type Comparison,
  judgeAgainst,
  judgeBodies,
  showBodies,
} from "#domain/comparison/comparison";
import { type LoadedPart, namePart } from "#domain/comparison/group-area";
import {
  FILTER_KEYS,
  FILTERS,
  type FilterKey,
  type FilterValues,
  listCodes,
} from "#domain/filters/filters";
import { cityAround, provinceOf } from "#domain/report/division";
import { APPLICANT_TYPES } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/quantity";
import type { Indicator } from "#domain/indicators/indicator";
import { FIRST_YEAR } from "#domain/form/edition";
import type { FunnelOptions } from "#domain/statistics/funnel";
import type { StatedRatio } from "#domain/statistics/ratio";
import { texts, valueAt } from "../engine/columns";
import { nameVersionInUse } from "../engine/connection.server";
import { KeptPerVersion } from "../engine/kept-per-version.server";
import { queryColumns } from "../engine/rows.server";
import { BODY, BODY_CODE, CODE, type NamedBody } from "../sql/bodies";
import { conditionOf } from "../sql/filters";
import type { Measure } from "../sql/indicators";
import { fetchPlacesIn, isSingle, isThereIn, type Place } from "./known-bodies.server";
import { fetchCityNames, fetchSuccessions } from "./divisions.server";
import { fetchCheckFailuresIn } from "./findings.server";
import { fetchPrintedRatios, fetchRatios, selectByFilters, selectYears } from "./ratios.server";

/**
 * Judges a group by one of some indicators.
 * @param only the codes of the bodies that are wanted; all where it is left out
 * @param codes those of the group; all that was fetched where it is left out
 */
type Judge<Body extends JudgedBody> = (
  index: number,
  only?: ReadonlySet<string>,
  codes?: ReadonlySet<string>,
) => Comparison<Body>;

/** Filters that choose what of the selected reports is counted. */
const COUNTING: readonly FilterKey[] = ["applicant"];

/** The filters that say which bodies a group holds and what of them is counted; no judgement depends on the others. */
const GROUPING = FILTER_KEYS.filter(
  (key) => FILTERS[key].where !== undefined || COUNTING.includes(key),
);

/** How groups are judged, and those that were: a group is the same for each of its bodies that is asked for. */
interface Judging<Body extends JudgedBody> {
  /** Fetches what some indicators of a group are judged from. */
  readonly prepare: (
    group: FilterValues,
    indicators: readonly Indicator[],
    options: FunnelOptions,
  ) => Promise<Judge<Body>>;
  readonly kept: KeptPerVersion<Comparison<Body>>;
}

/** Bodies of judged groups that a process keeps: some 45 MB of them. */
const KEPT_BODIES = 12_000;

function judging<Body extends JudgedBody>(prepare: Judging<Body>["prepare"]): Judging<Body> {
  return {
    prepare,
    kept: new KeptPerVersion(KEPT_BODIES, ({ bodies }) => bodies.length + 10, nameVersionInUse),
  };
}

/** Judges all bodies of a group by each of some indicators, in the order of these. */
function judgeGroups<Body extends JudgedBody>(
  { prepare, kept }: Judging<Body>,
  group: FilterValues,
  indicators: readonly Indicator[],
  options: FunnelOptions,
): Promise<Comparison<Body>[]> {
  const of = GROUPING.map((key) => group[key]);
  return kept.ask(
    indicators.map((indicator) => JSON.stringify([of, options, indicator])),
    async (missing) => {
      const judge = await prepare(
        group,
        missing.map((index) => valueAt(indicators, index)),
        options,
      );
      const places = await fetchPlacesIn(group);
      return missing.map((_, place) => {
        const comparison = judge(place);
        return { ...comparison, loadedPart: namePartOf(group, comparison, places) };
      });
    },
  );
}

/** What the group of a whole province is called where it is little of it. */
function namePartOf(
  group: FilterValues,
  { bodies }: Comparison,
  places: readonly Place[],
): LoadedPart | null {
  if (group.area !== provinceOf(group.area)) return null;
  return namePart({
    existing: places.filter((place) => isThereIn(place, group.year)).length,
    reporting: new Set(bodies.map(({ division_code }) => division_code)).size,
    level: group.level,
    isSingle: isSingle(group),
  });
}

/**
 * Judges among the bodies that those selected are judged among: all of their kind, level and scope in the province, or,
 * where the filters ask for it and there are enough, in the city or in the chosen divisions. A filter chooses which rows
 * are shown, never what they are measured by, unless it is the one that names the group.
 *
 * @param shown the codes of the bodies that are wanted, or those of the bodies that the filters select
 */
async function judgeByYardstick<Body extends JudgedBody>(
  how: Judging<Body>,
  filters: FilterValues,
  indicators: readonly Indicator[],
  options: FunnelOptions,
  shown: ReadonlySet<string> | "those selected",
): Promise<Comparison<Body>[]> {
  const { area, yardstick } = filters;
  const city = yardstick === "city" ? cityAround(area) : null;
  const inProvince = { ...filters, area: provinceOf(area) };
  const isChosen = yardstick === "chosen";
  const isWhole = shown === "those selected" && isSelectedAlike(filters, inProvince);
  const [only, province, own, members, judge] = await Promise.all([
    shown === "those selected" ? (isWhole ? null : fetchShownCodes(filters)) : shown,
    judgeGroups(how, inProvince, indicators, options),
    city === null ? null : judgeGroups(how, { ...filters, area: city }, indicators, options),
    isChosen ? fetchChosenCodes(filters) : null,
    isChosen ? how.prepare(inProvince, indicators, options) : null,
  ]);
  return indicators.map((_, index) => {
    const group = valueAt(province, index);
    const usual = only === null ? group : showBodies(group, only);
    if (own)
      return chooseYardstick(
        usual,
        only === null ? valueAt(own, index) : showBodies(valueAt(own, index), only),
        yardstick,
      );
    if (!members || !judge) return usual;
    const wantedCodes = only ?? new Set(usual.bodies.map(({ code }) => code));
    const chosen = judgeAgainst(members, wantedCodes, (codes, wanted) =>
      judge(index, wanted, codes),
    );
    return chooseYardstick(usual, showBodies(chosen, wantedCodes), yardstick);
  });
}

/** Codes of the bodies of the chosen group, whichever years they report. */
async function fetchChosenCodes(filters: FilterValues): Promise<ReadonlySet<string>> {
  const { sql, values } = conditionOf({ ...filters, area: provinceOf(filters.area) }, ["year"]);
  const found = await queryColumns(
    `SELECT DISTINCT ${BODY_CODE} AS code FROM figures
     WHERE ${sql} AND list_contains(CAST(? AS VARCHAR[]), division_code)`,
    [...values, listCodes(filters.group)],
    z.looseObject({ code: texts }),
  );
  return new Set(found.code);
}

/** Whether two choices of filters select the same reports of the chosen year. */
function isSelectedAlike(one: FilterValues, other: FilterValues): boolean {
  const [own, others] = [selectByFilters(one), selectByFilters(other)];
  return own.sql === others.sql && own.values.join("\n") === others.values.join("\n");
}

/** Codes of the bodies that the filters select in the chosen year. */
async function fetchShownCodes(filters: FilterValues): Promise<ReadonlySet<string>> {
  const { sql, values } = selectByFilters(filters);
  const found = await queryColumns(
    `SELECT ${BODY_CODE} AS code FROM figures WHERE ${sql}`,
    values,
    z.looseObject({ code: texts }),
  );
  return new Set(found.code);
}

const judged = judging(async (group, indicators, options) => {
  const [figures, past] = await Promise.all([
    fetchDescribedRatios(group, indicators),
    fetchPast(group, indicators),
  ]);
  return (index, only, codes) => {
    const judgement = judgeBodies(
      selectCodes(valueAt(figures, index), codes),
      group.year,
      valueAt(indicators, index),
      options,
      selectCodes(valueAt(past.earlier, index), codes),
      past.boundaries,
    );
    return only ? showBodies(judgement, only) : judgement;
  };
});

const compared = judging<ComparedBody>(async (group, indicators, options) => {
  const [figures, past] = await Promise.all([
    fetchDetailedRatios(group, indicators),
    fetchPast(group, indicators),
  ]);
  return (index, only, codes) =>
    compareBodies(
      selectCodes(valueAt(figures, index), codes),
      group.year,
      valueAt(indicators, index),
      options,
      selectCodes(valueAt(past.earlier, index), codes),
      past.boundaries,
      only,
    );
});

/** Judges the bodies that the filters select by each of some indicators, in the order of these. */
export async function fetchJudgements(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<Comparison[]> {
  return judgeByYardstick(judged, filters, indicators, {}, "those selected");
}

/** Compares the bodies that the filters select by one indicator, each with its rank and its standardised rate among the others. */
export async function fetchComparison(
  filters: FilterValues,
  indicator: Indicator,
  options: FunnelOptions,
): Promise<Comparison<ComparedBody>> {
  const [comparison] = await judgeByYardstick(
    compared,
    filters,
    [indicator],
    options,
    "those selected",
  );
  if (!comparison) throw new Error(`Nothing was compared by ${indicator.name}`);
  return comparison;
}

function selectCodes<Each extends { readonly code: string }>(
  rows: readonly Each[],
  codes: ReadonlySet<string> | undefined,
): readonly Each[] {
  return codes ? rows.filter(({ code }) => codes.has(code)) : rows;
}

/**
 * Compares some bodies by each of some indicators among all of their kind, level and scope in the province, as the
 * comparison of districts does. The area of the filters is one in the province.
 */
export function fetchPositions(
  filters: FilterValues,
  codes: readonly string[],
  indicators: readonly Indicator[],
): Promise<Comparison<ComparedBody>[]> {
  return judgeByYardstick(compared, filters, indicators, {}, new Set(codes));
}

/** What the years before the chosen one say of the bodies: their rates, and the changes of their boundaries. */
async function fetchPast(filters: FilterValues, indicators: readonly Indicator[]) {
  const [earlier, register] = await Promise.all([
    fetchEarlierRatios(filters, indicators),
    fetchSuccessions(),
  ]);
  return {
    earlier,
    boundaries: findLastBoundaryChanges(filters.year, filters.year - FIRST_YEAR, register),
  };
}

/** Each of the rates in all the years before; nothing of a count. */
async function fetchEarlierRatios(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<EarlierRatio[][]> {
  const { applicant, year } = filters;
  const rates = indicators.filter(({ denominator }) => denominator !== undefined);
  if (rates.length === 0) return indicators.map(() => []);
  const selection = selectYears(filters, FIRST_YEAR, year - 1);
  const measures = rates.map((rate) => ({ ...rate, applicant }));
  const [found, printed] = await Promise.all([
    fetchRatios(selection, measures, CODE),
    fetchRatios(selection, measures, CODE, "printed_figures"),
  ]);
  const keyOf = ({ identityOf, yearOf }: typeof found, row: number): string =>
    `${yearOf(row)} ${identityOf(row)}`;
  const printedRows = new Map(printed.rows.map((row) => [keyOf(printed, row), row]));
  return indicators.map((indicator) => {
    const measure = rates.indexOf(indicator);
    if (measure < 0) return [];
    return found.rows.map((row) => {
      const { numerator, denominator } = found.ratioOf(measure, row);
      const ratio = {
        code: found.identityOf(row),
        year: found.yearOf(row),
        numerator,
        denominator,
      };
      if (numerator !== null && denominator !== null) return ratio;
      const asPrinted = printedRows.get(keyOf(found, row));
      const before = asPrinted === undefined ? null : printed.ratioOf(measure, asPrinted);
      return before && before.numerator !== null && before.denominator !== null
        ? { ...ratio, isSetAside: true }
        : ratio;
    });
  });
}

/** Each of some indicators of every body that the filters select in the chosen year, in the order of these. */
async function fetchDescribedRatios(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<DescribedRatio[][]> {
  const plan = planMeasures(indicators, filters.applicant, false);
  const { rows, describe } = await fetchBodies(filters, plan.measures);
  return indicators.map((indicator, index) => {
    const places = valueAt(plan.places, index);
    return rows.map((row) => describe(row, indicator, places));
  });
}

/** The same with the ratios of each body by type of applicant. */
async function fetchDetailedRatios(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<DetailedRatio[][]> {
  const plan = planMeasures(indicators, filters.applicant, true);
  const { rows, describe } = await fetchBodies(filters, plan.measures);
  return indicators.map((indicator, index) => {
    const places = valueAt(plan.places, index);
    return rows.map((row) => describe(row, indicator, places));
  });
}

/** Where the measures of an indicator stand among those fetched. */
interface MeasurePlaces {
  readonly own: number;
  /** Over its other denominators. */
  readonly others: readonly number[];
  /** Over each type of applicant; empty where it does not tell them apart. */
  readonly types: readonly number[];
}

function planMeasures(
  indicators: readonly Indicator[],
  applicant: FilterValues["applicant"],
  byType: boolean,
): { measures: readonly Measure[]; places: readonly MeasurePlaces[] } {
  const measures: Measure[] = [];
  const place = (measure: Measure): number => measures.push(measure) - 1;
  const places = indicators.map((indicator): MeasurePlaces => {
    const { numerator, denominator, alternatives = [] } = indicator;
    const isByType =
      byType && applicant === "total" && denominator !== undefined && allowsApplicant(indicator);
    return {
      own: place({ ...indicator, applicant }),
      others: alternatives.map((other) => place({ numerator, denominator: other, applicant })),
      types: isByType
        ? APPLICANT_TYPES.map((type) => place({ ...indicator, applicant: type }))
        : [],
    };
  });
  return { measures, places };
}

/** The names of the cities that bodies beside the government belong to, by code: none of governments, which are the cities. */
async function fetchOwnCities(filters: FilterValues): Promise<ReadonlyMap<string, string>> {
  if (filters.level !== "city" || isSingle(filters)) return new Map();
  return new Map((await fetchPlacesIn(filters)).map(({ code, name }) => [code, name]));
}

/** Measures of the bodies that the filters select in the chosen year, and how each is described. */
async function fetchBodies(filters: FilterValues, measures: readonly Measure[]) {
  const [found, cityOf, ownCities, failures, asPrinted] = await Promise.all([
    fetchRatios(selectByFilters(filters), measures, BODY),
    fetchCityNames(),
    fetchOwnCities(filters),
    fetchCheckFailuresIn(filters),
    fetchPrintedRatios(selectByFilters(filters), measures),
  ]);
  const describe = (row: number, indicator: Indicator, places: MeasurePlaces): DetailedRatio => {
    const identity = found.identityOf(row);
    const { report_id, division_code } = identity;
    const failed = failures.get(report_id);
    const ratio = found.ratioOf(places.own, row);
    const flag = flagQuality(
      indicator,
      ratio,
      failed,
      filters.applicant,
      asPrinted.get(report_id)?.[places.own],
    );
    const known = {
      city: cityOf.get(division_code) ?? ownCities.get(division_code) ?? null,
      errors: failed?.errors ?? 0,
      flag,
    };
    return new FetchedRatio(identity, found.yearOf(row), ratio, known, (place) =>
      places[place].map((measure) => found.ratioOf(measure, row)),
    );
  };
  return { rows: found.rows, describe };
}

/** Where a ratio keeps how its other ones are read. */
const OTHERS = Symbol("others");

/** A ratio of a report. Those of its other denominators and types of applicant are read where somebody compares by them. */
class FetchedRatio implements DetailedRatio {
  declare readonly report_id: string;
  declare readonly code: string;
  declare readonly division_code: string;
  declare readonly division: string;
  declare readonly year: number;
  declare readonly numerator: number | null;
  declare readonly denominator: number | null;
  declare readonly city: string | null;
  declare readonly errors: number;
  declare readonly flag: DescribedRatio["flag"];
  declare readonly [OTHERS]: (place: "others" | "types") => readonly StatedRatio[];

  constructor(
    { report_id, code, division_code, division }: NamedBody,
    year: number,
    { numerator, denominator }: StatedRatio,
    { city, errors, flag }: Pick<DescribedRatio, "city" | "errors" | "flag">,
    readOthers: (place: "others" | "types") => readonly StatedRatio[],
  ) {
    this.report_id = report_id;
    this.code = code;
    this.division_code = division_code;
    this.division = division;
    this.year = year;
    this.numerator = numerator;
    this.denominator = denominator;
    this.city = city;
    this.errors = errors;
    this.flag = flag;
    this[OTHERS] = readOthers;
  }

  get alternatives(): readonly (number | null)[] {
    return this[OTHERS]("others").map(({ denominator }) => denominator);
  }

  get strata(): readonly StatedRatio[] {
    return this[OTHERS]("types");
  }
}
