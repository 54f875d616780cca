import { type DivisionStrata, STANDARDISABLE } from "#domain/comparison/standardised-rates";
import { z } from "zod";
import type { EarlierRatio, StatedRatio } from "#domain/comparison/comparison";
import type { DivisionYear } from "#domain/comparison/division-year";
import type { FilterValues } from "#domain/filters/filters";
import { TABLE_CODES } from "#domain/form/cells";
import { APPLICANT_TYPES } from "#domain/form/requests";
import {
  type GroupRatio,
  type Indicator,
  INDICATOR_CODES,
  type IndicatorCode,
  indicatorOf,
  INDICATORS,
} from "#domain/indicators/indicators";
import type { BodyKind, Scope } from "#domain/report/body";
import { tableEditionsSchema } from "#domain/report/read-report";
import { editionColumn } from "#domain/report/report-row";
import { FLAGGED_YEARS_WINDOW } from "#domain/statistics/flagged-years";
import {
  numbers,
  numbersOrNull,
  queryColumns,
  queryRows,
  texts,
  valueAt,
  whichBody,
} from "../engine/rows.server";
import { BODY_CODE, parseBody, WHICH_BODY } from "../sql/bodies";
import { conditionOf } from "../sql/filters";
import {
  addRatio,
  aggregatesByYear,
  aggregatesSchema,
  aggregatesSql,
  ColumnList,
  figureAt,
  ratioAt,
  ratioSql,
} from "../sql/indicators";

const statedSchema = z.looseObject(whichBody);
const earlierSchema = z.looseObject({ code: texts, year: numbers });

/** An indicator of every body that the filters select, in the chosen year and as many before it as asked for. */
export async function fetchStatedRatios(
  filters: FilterValues,
  indicator: Indicator,
  years: number,
): Promise<StatedRatio[]> {
  const list = new ColumnList();
  const sides = addRatio(list, indicator, filters.applicant);
  const condition = conditionOf(filters, ["year"]);
  const found = await queryColumns(
    `SELECT ${WHICH_BODY}, ${list.columns}
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ? ORDER BY year, division_code, id`,
    [...condition.values, filters.year - years + 1, filters.year],
    statedSchema,
  );
  const figures = list.read(found);
  return found.body.map((body, row) => ({
    ...parseBody(body),
    year: valueAt(found.year, row),
    ...ratioAt(sides, figures, row),
  }));
}

/** Each of the rates in the years before that a body's persistence is told from; nothing of a count. */
export async function fetchEarlierRatios(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<EarlierRatio[][]> {
  const list = new ColumnList();
  const places = indicators.map((indicator) =>
    indicator.denominator ? addRatio(list, indicator, filters.applicant) : null,
  );
  if (places.every((place) => place === null)) return indicators.map(() => []);
  const condition = conditionOf(filters, ["year"]);
  const found = await queryColumns(
    `SELECT ${BODY_CODE} AS code, year, ${list.columns}
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ?`,
    [...condition.values, filters.year - FLAGGED_YEARS_WINDOW + 1, filters.year - 1],
    earlierSchema,
  );
  const figures = list.read(found);
  return places.map((sides) =>
    sides === null
      ? []
      : found.code.map((code, row) => ({
          code,
          year: valueAt(found.year, row),
          ...ratioAt(sides, figures, row),
        })),
  );
}

/** One year of a group of bodies: how many reports there are, and each indicator over them. */
export interface YearOfIndicators {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<IndicatorCode, GroupRatio>>;
}

/** Indicators over the reports that the filters select, year by year, oldest first. */
export async function fetchIndicatorSeries(
  filters: FilterValues,
  codes: readonly IndicatorCode[],
): Promise<YearOfIndicators[]> {
  const condition = conditionOf(filters, ["year"]);
  const asked = codes.flatMap((code) => {
    const indicator = indicatorOf(code);
    return indicator ? { name: code, ...ratioSql(indicator, filters.applicant) } : [];
  });
  const found = await queryColumns(
    aggregatesSql(asked, condition.sql),
    condition.values,
    aggregatesSchema,
  );
  return aggregatesByYear(found, asked);
}

/** Which reports of some divisions: whose figures, of which kind of body, of which year (every year when left out). */
export interface DivisionSelection {
  readonly codes: readonly string[];
  readonly scope: Scope;
  readonly kind: BodyKind;
  readonly year?: number;
  /** A division whose reports of every year are asked for beside those of the year. */
  readonly throughout?: string;
}

const divisionYearSchema = z.object({
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  year: z.int(),
  editions: tableEditionsSchema,
  figures: z.array(z.number().nullable()),
});

const INDICATOR_SQL = Object.values(INDICATORS).map((indicator) => ratioSql(indicator));
const INDICATOR_LIST = new ColumnList();
const INDICATOR_PLACES = INDICATOR_SQL.map(({ numerator, denominator }) => ({
  numerator: INDICATOR_LIST.place(numerator),
  denominator: INDICATOR_LIST.place(denominator),
}));
const EDITION_FIELDS = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`);

/** The WHERE condition over `figures` for a question about divisions. */
export function divisionCondition({ codes, scope, kind, year, throughout }: DivisionSelection) {
  const ofYear = year === undefined ? "" : " AND year = ?";
  const beside = throughout === undefined ? "" : " OR division_code = ?";
  return {
    sql: `scope = ? AND kind = ?
      AND (list_contains(CAST(? AS VARCHAR[]), division_code)${ofYear}${beside})`,
    values: [
      scope,
      kind,
      codes,
      ...(year === undefined ? [] : [year]),
      ...(throughout === undefined ? [] : [throughout]),
    ],
  };
}

/** Every indicator of every report asked for, by division and year. */
export async function fetchDivisionYears(question: DivisionSelection): Promise<DivisionYear[]> {
  const { sql, values } = divisionCondition(question);
  const found = await queryRows(
    `SELECT id AS report_id, division_code, division, year,
       {${EDITION_FIELDS.join(", ")}} AS editions, ${INDICATOR_LIST.sql} AS figures
     FROM figures WHERE ${sql} ORDER BY division_code, year, id`,
    values,
    divisionYearSchema,
  );
  return found.map((row) => ({ ...row, figures: ratiosByIndicator(row.figures) }));
}

function ratiosByIndicator(figures: readonly (number | null)[]): DivisionYear["figures"] {
  return Object.fromEntries(
    INDICATOR_CODES.flatMap((code, index) => {
      const places = INDICATOR_PLACES[index];
      if (!places) return [];
      const { numerator, denominator } = places;
      return [
        [
          code,
          {
            numerator: figureAt(figures, numerator),
            denominator: figureAt(figures, denominator),
          },
        ],
      ];
    }),
  );
}

/** The median of each indicator over the reports of a year. */
export interface YearOfMedians {
  readonly year: number;
  readonly reports: number;
  readonly medians: Readonly<Record<IndicatorCode, number | null>>;
}

/** The median of every indicator over the divisions asked for, year by year: medians of bodies, not rates of the group. */
export async function fetchMedians(question: DivisionSelection): Promise<YearOfMedians[]> {
  const { sql, values } = divisionCondition(question);
  const medians = INDICATOR_SQL.map(
    ({ numerator, denominator }, place) =>
      `median(${numerator}${denominator === null ? "" : ` / nullif(${denominator}, 0)`}) AS median_${place}`,
  );
  const found = await queryColumns(
    `SELECT ${["year", "CAST(count(*) AS INTEGER) AS reports", ...medians].join(", ")}
     FROM figures WHERE ${sql} GROUP BY year ORDER BY year`,
    values,
    z.looseObject({ year: numbers, reports: numbers }),
  );
  const byPlace = INDICATOR_SQL.map((_, place) => numbersOrNull.parse(found[`median_${place}`]));
  return found.year.map((year, row) => ({
    year,
    reports: valueAt(found.reports, row),
    medians: Object.fromEntries(
      INDICATOR_CODES.map((code, place) => [code, valueAt(valueAt(byPlace, place), row)]),
    ),
  }));
}

const strataSchema = z.object({
  division_code: z.string(),
  figures: z.array(z.number().nullable()),
});

const STRATA_LIST = new ColumnList();
/** The sides of every rate by type of applicant. */
const STRATA_PLACES = STANDARDISABLE.map((code) => {
  const indicator = indicatorOf(code);
  if (!indicator) throw new Error(`No indicator ${code}`);
  const types = APPLICANT_TYPES.map((type) => {
    const { numerator, denominator } = ratioSql(indicator, type);
    return { numerator: STRATA_LIST.place(numerator), denominator: STRATA_LIST.place(denominator) };
  });
  return { code, types };
});

/** The rates of the reports asked for by type of applicant, for standardisation. */
export async function fetchDivisionStrata(question: DivisionSelection): Promise<DivisionStrata[]> {
  const { sql, values } = divisionCondition(question);
  const found = await queryRows(
    `SELECT division_code, ${STRATA_LIST.sql} AS figures FROM figures WHERE ${sql}`,
    values,
    strataSchema,
  );
  return found.map(({ division_code, figures }) => ({
    division_code,
    strata: Object.fromEntries(
      STRATA_PLACES.map(({ code, types }) => [
        code,
        types.map(({ numerator, denominator }) => ({
          numerator: figureAt(figures, numerator),
          denominator: figureAt(figures, denominator),
        })),
      ]),
    ),
  }));
}
