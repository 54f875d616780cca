import { z } from "zod";
import type { Scope } from "#domain/report/scope";
import type { BodyKind } from "#domain/report/body-kind";
import {
  INDICATOR_CODES,
  INDICATORS,
  type Indicator,
  type IndicatorCode,
} from "#domain/indicators/indicators";
import { formsSchema } from "#domain/report/read-report";
import { TABLE_CODES } from "#domain/form/cells";
import { editionColumn } from "#domain/report/report-row";
import type { DivisionYear } from "#domain/tables/division-year";
import { indicatorSql } from "./indicator-sql";
import { rows } from "./rows.server";

/** Which reports of some divisions: whose figures, of which kind of body, of which year (every year when left out). */
export interface DivisionQuestion {
  readonly codes: readonly string[];
  readonly scope: Scope;
  readonly kind: BodyKind;
  readonly year?: number;
}

const divisionYearSchema = z.object({
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  year: z.int(),
  editions: formsSchema,
  figures: z.array(z.number().nullable()),
});

/** Numerators and denominators in one flat list: far quicker to fetch than a struct an indicator. */
const FIGURES = Object.values(INDICATORS).flatMap((indicator) => {
  const { numerator, denominator } = indicatorSql(indicator);
  return [numerator, denominator ?? "NULL"].map((sql) => `CAST(${sql} AS DOUBLE)`);
});
const EDITIONS = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`);

/** The WHERE condition over `figures` for a question about divisions. */
export function divisionCondition({ codes, scope, kind, year }: DivisionQuestion) {
  const ofYear = year === undefined ? "" : " AND year = ?";
  return {
    sql: `list_contains(CAST(? AS VARCHAR[]), division_code) AND scope = ? AND kind = ?${ofYear}`,
    values: [codes, scope, kind, ...(year === undefined ? [] : [year])],
  };
}

/** Every indicator of every report asked for, by division and year. */
export async function divisionFigures(question: DivisionQuestion): Promise<DivisionYear[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT id AS report_id, division_code, division, year,
       {${EDITIONS.join(", ")}} AS editions, [${FIGURES.join(", ")}] AS figures
     FROM figures WHERE ${sql} ORDER BY division_code, year, id`,
    values,
    divisionYearSchema,
  );
  return found.map((row) => ({ ...row, figures: sidesByIndicator(row.figures) }));
}

function sidesByIndicator(flat: readonly (number | null)[]): DivisionYear["figures"] {
  return Object.fromEntries(
    INDICATOR_CODES.map((code, index) => [
      code,
      { numerator: flat[2 * index] ?? null, denominator: flat[2 * index + 1] ?? null },
    ]),
  );
}

const medianSchema = z.object({
  year: z.int(),
  reports: z.int(),
  medians: z.array(z.number().nullable()),
});

/** The median of each indicator over the reports of a year. */
export interface YearOfMedians {
  readonly year: number;
  readonly reports: number;
  readonly medians: Readonly<Record<IndicatorCode, number | null>>;
}

function medianSql(indicator: Indicator): string {
  const { numerator, denominator } = indicatorSql(indicator);
  const value =
    denominator === null ? numerator : `(${numerator}) / nullif(${denominator}, 0)::DOUBLE`;
  return `CAST(median(${value}) AS DOUBLE)`;
}
const MEDIANS = Object.values(INDICATORS).map(medianSql);

/** The median of every indicator over the divisions asked for, year by year: medians of bodies, not rates of the group. */
export async function divisionMedians(question: DivisionQuestion): Promise<YearOfMedians[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT year, CAST(count(*) AS INTEGER) AS reports, [${MEDIANS.join(", ")}] AS medians
     FROM figures WHERE ${sql} GROUP BY year ORDER BY year`,
    values,
    medianSchema,
  );
  return found.map(({ medians, ...row }) => ({
    ...row,
    medians: Object.fromEntries(
      INDICATOR_CODES.map((code, index) => [code, medians[index] ?? null]),
    ),
  }));
}
