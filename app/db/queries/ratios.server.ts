import { z } from "zod";
import type { DivisionYear } from "#domain/comparison/division-year";
import type { ReportRatio } from "#domain/comparison/judged-body";
import { type BodyCount, type LikeCounts, pairCounts } from "#domain/comparison/like-counts";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicator";
import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { Quantity } from "#domain/indicators/quantity";
import { keysOf, mapValues, recordOf } from "#domain/records";
import type { BodyKind, Scope } from "#domain/report/body";
import { provinceOf } from "#domain/report/division";
import type { StatedRatio } from "#domain/statistics/ratio";
import { numbers, texts, valueAt } from "../engine/columns";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import { BODY, BODY_WITH_EDITIONS, type Naming } from "../sql/bodies";
import { type Condition, conditionOf, isAmong } from "../sql/filters";
import {
  groupRatiosSql,
  type GroupYear,
  isEveryStated,
  type Measure,
  type MedianYear,
  mediansSql,
  RatioColumns,
  readGroupRatios,
  readMedians,
  yearsSchema,
} from "../sql/indicators";
import { fetchSuccessions } from "./divisions.server";

/** The reports that the filters select, of the chosen year and as many before it as asked for. */
export function selectByFilters(
  filters: Partial<FilterValues> & Pick<FilterValues, "year">,
  years = 1,
): Condition {
  return selectYears(filters, filters.year - years + 1, filters.year);
}

/** The same of some years, whichever is chosen. */
export function selectYears(
  filters: Partial<FilterValues>,
  first: number,
  last: number,
): Condition {
  const { sql, values } = conditionOf(filters, ["year"]);
  return first === last
    ? { sql: `${sql} AND year = ?`, values: [...values, last] }
    : { sql: `${sql} AND year BETWEEN ? AND ?`, values: [...values, first, last] };
}

/**
 * Of the reports selected those that state every count, or the only one of its year: what parts and their total are
 * summed over, so that the parts add up and no report is in some of them alone.
 */
export function selectStating({ sql, values }: Condition, counts: readonly Measure[]): Condition {
  return {
    sql: `${sql} AND ((${isEveryStated(counts)})
      OR year IN (SELECT year FROM figures WHERE ${sql} GROUP BY year HAVING count(*) = 1))`,
    values: [...values, ...values],
  };
}

/** Which reports of some divisions: of which kind of body, of which year (every year when left out). */
export interface DivisionSelection {
  readonly codes: readonly string[];
  readonly scope: Scope;
  readonly kind: BodyKind;
  readonly year?: number;
  /** A division whose reports of every year are meant too. */
  readonly throughout?: string;
}

export function selectByDivisions({
  codes,
  scope,
  kind,
  year,
  throughout,
}: DivisionSelection): Condition {
  const ofYear = year === undefined ? "" : " AND year = ?";
  const beside = throughout === undefined ? "" : " OR division_code = ?";
  const all = throughout === undefined ? codes : [...codes, throughout];
  const within = isAmong("province", [...new Set(all.map(provinceOf))]);
  return {
    sql: `scope = ? AND kind = ? AND ${within.sql}
      AND (list_contains(CAST(? AS VARCHAR[]), division_code)${ofYear}${beside})`,
    values: [
      scope,
      kind,
      ...within.values,
      codes,
      ...(year === undefined ? [] : [year]),
      ...(throughout === undefined ? [] : [throughout]),
    ],
  };
}

/** Some measures of single reports, in rows by year, division and report. */
interface ReportRatios<Identity> {
  /** Number of each row. */
  readonly rows: readonly number[];
  readonly identityOf: (row: number) => Identity;
  readonly yearOf: (row: number) => number;
  /** The ratio of a measure, by its index; null on a side that the report does not state. */
  readonly ratioOf: (measure: number, row: number) => StatedRatio;
}

/**
 * Fetches measures of every report selected: the one way to the figures of single reports, whether of one
 * indicator or all, of one year or several, of all applicants or by their type.
 *
 * @param naming what is fetched to tell the reports apart
 * @param from `printed_figures` for what is printed, of the reports of which something else enters sums
 */
export async function fetchRatios<Identity>(
  selection: Condition,
  measures: readonly Measure[],
  naming: Naming<Identity>,
  from: "figures" | "printed_figures" = "figures",
): Promise<ReportRatios<Identity>> {
  const columns = new RatioColumns(measures);
  const found = await queryColumns(
    `SELECT ${naming.sql} AS identity, year, ${columns.sql}
     FROM ${from} WHERE ${selection.sql} ORDER BY year, division_code, id`,
    selection.values,
    z.looseObject({ identity: texts, year: numbers }),
  );
  return {
    rows: found.year.map((_, row) => row),
    identityOf: (row) => naming.parse(valueAt(found.identity, row)),
    yearOf: (row) => valueAt(found.year, row),
    ratioOf: columns.read(found),
  };
}

/** Fetches the sums of measures over all reports selected, year by year, oldest first. */
export async function fetchGroupRatios<Name extends string>(
  { sql, values }: Condition,
  measures: Readonly<Record<Name, Measure>>,
): Promise<GroupYear<Name>[]> {
  const found = await queryColumns(groupRatiosSql(measures, sql), values, yearsSchema);
  return readGroupRatios(found, measures);
}

/** Indicators over all reports that the filters select, year by year, oldest first. */
export async function fetchIndicatorSeries<Code extends IndicatorCode>(
  filters: FilterValues,
  codes: readonly Code[],
): Promise<GroupYear<Code>[]> {
  const { applicant } = filters;
  return fetchGroupRatios(
    conditionOf(filters, ["year"]),
    recordOf(codes, (code) => ({ ...INDICATORS[code], applicant })),
  );
}

/** The median of every indicator over the reports selected, year by year: of bodies, not rates of the group. */
export async function fetchMedians(
  selection: DivisionSelection,
): Promise<MedianYear<IndicatorCode>[]> {
  const { sql, values } = selectByDivisions(selection);
  const found = await queryColumns(mediansSql(INDICATORS, sql), values, yearsSchema);
  return readMedians(found, INDICATORS);
}

/** An indicator of every body that the filters select, in the chosen year and as many before it as asked for. */
export async function fetchStatedRatios(
  filters: FilterValues,
  indicator: Indicator,
  years: number,
): Promise<ReportRatio[]> {
  const measure = { ...indicator, applicant: filters.applicant };
  const found = await fetchRatios(selectByFilters(filters, years), [measure], BODY);
  return found.rows.map((row) => ({
    ...found.identityOf(row),
    year: found.yearOf(row),
    ...found.ratioOf(0, row),
  }));
}

/** Gives each of some counts over the bodies that state it in both years; null where none does. */
export type CountsBetween<Name extends string> = (
  earlier: number,
  later: number,
) => Readonly<Record<Name, LikeCounts | null>>;

/** Fetches some counts of the reports selected, of whichever years, to pair any two of these. */
export async function fetchLikeCounts<Name extends string>(
  selection: Condition,
  quantities: Readonly<Record<Name, Quantity>>,
): Promise<CountsBetween<Name>> {
  const names = keysOf(quantities);
  const [found, register] = await Promise.all([
    fetchRatios(
      selection,
      names.map((name) => ({ numerator: quantities[name] })),
      BODY,
    ),
    fetchSuccessions(),
  ]);
  const rowsOf = new Map<number, number[]>();
  for (const row of found.rows) {
    const year = found.yearOf(row);
    const known = rowsOf.get(year);
    if (known) known.push(row);
    else rowsOf.set(year, [row]);
  }
  const countsIn = (year: number, measure: number): BodyCount[] =>
    (rowsOf.get(year) ?? []).map((row) => {
      const { code, division_code, division } = found.identityOf(row);
      return { code, division_code, division, year, count: found.ratioOf(measure, row).numerator };
    });
  return (earlier, later) => {
    const years = [...new Set([earlier, later])].sort((one, other) => one - other);
    return recordOf(names, (_, measure) =>
      pairCounts(
        years.flatMap((year) => countsIn(year, measure)),
        register,
        earlier,
        later,
      ),
    );
  };
}

/** Every indicator of every report selected, by division and year. */
export async function fetchDivisionYears(selection: DivisionSelection): Promise<DivisionYear[]> {
  const found = await fetchRatios(
    selectByDivisions(selection),
    Object.values(INDICATORS),
    BODY_WITH_EDITIONS,
  );
  return toDivisionYears(found).sort((one, other) =>
    compareTexts(one.division_code, other.division_code),
  );
}

/** Every indicator as printed, of the reports selected of which something else enters sums; by report. */
export async function fetchPrintedDivisionYears(
  selection: DivisionSelection,
): Promise<ReadonlyMap<string, DivisionYear>> {
  const found = await fetchRatios(
    selectByDivisions(selection),
    Object.values(INDICATORS),
    BODY_WITH_EDITIONS,
    "printed_figures",
  );
  return new Map(toDivisionYears(found).map((report) => [report.report_id, report]));
}

function toDivisionYears(
  found: ReportRatios<ReturnType<typeof BODY_WITH_EDITIONS.parse>>,
): DivisionYear[] {
  return found.rows.map((row) => {
    const { report_id, division_code, division, editions } = found.identityOf(row);
    return {
      report_id,
      division_code,
      division,
      year: found.yearOf(row),
      editions,
      figures: mapValues(INDICATORS, (_, measure) => found.ratioOf(measure, row)),
    };
  });
}

/** As the engine orders texts. */
function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How many reports enter sums otherwise than they are printed. */
export const countAdjusted = cachePerVersion(async (): Promise<number> => {
  const [counted] = await queryRows(
    `SELECT CAST(count(*) AS INTEGER) AS reports FROM printed_figures`,
    [],
    z.object({ reports: z.int() }),
  );
  return counted?.reports ?? 0;
});

/** Measures as printed, of the reports selected that enter sums otherwise: by report and index of the measure. */
export async function fetchPrintedRatios(
  selection: Condition,
  measures: readonly Measure[],
): Promise<ReadonlyMap<string, readonly StatedRatio[]>> {
  if ((await countAdjusted()) === 0) return new Map();
  const found = await fetchRatios(selection, measures, BODY, "printed_figures");
  return new Map(
    found.rows.map((row) => [
      found.identityOf(row).report_id,
      measures.map((_, index) => found.ratioOf(index, row)),
    ]),
  );
}
