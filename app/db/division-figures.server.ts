import { z } from "zod";
import type { Scope } from "#domain/report/scope";
import type { BodyKind } from "#domain/report/body-kind";
import { INDICATORS, type Indicator } from "#domain/indicators/indicators";
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

const sidesSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});
const divisionYearSchema = z.object({
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  year: z.int(),
  editions: formsSchema,
  figures: z.record(z.string(), sidesSchema),
});

const sidesSql = (indicator: Indicator): string => {
  const { numerator, denominator } = indicatorSql(indicator);
  return `{'numerator': CAST(${numerator} AS DOUBLE), 'denominator': CAST(${denominator ?? "NULL"} AS DOUBLE)}`;
};
const FIGURES = Object.entries(INDICATORS).map(([code, each]) => `'${code}': ${sidesSql(each)}`);
const EDITIONS = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`);

function conditionOf({ codes, scope, kind, year }: DivisionQuestion) {
  const ofYear = year === undefined ? "" : " AND year = ?";
  return {
    sql: `list_contains(CAST(? AS VARCHAR[]), division_code) AND scope = ? AND kind = ?${ofYear}`,
    values: [codes, scope, kind, ...(year === undefined ? [] : [year])],
  };
}

/** Every indicator of every report asked for, by division and year. */
export async function divisionFigures(question: DivisionQuestion): Promise<DivisionYear[]> {
  const { sql, values } = conditionOf(question);
  return rows(
    `SELECT id AS report_id, division_code, division, year,
       {${EDITIONS.join(", ")}} AS editions, {${FIGURES.join(", ")}} AS figures
     FROM figures WHERE ${sql} ORDER BY division_code, year, id`,
    values,
    divisionYearSchema,
  );
}

const medianSchema = z.object({
  year: z.int(),
  reports: z.int(),
  medians: z.record(z.string(), z.number().nullable()),
});
export type YearOfMedians = z.infer<typeof medianSchema>;

function medianSql(indicator: Indicator): string {
  const { numerator, denominator } = indicatorSql(indicator);
  const value =
    denominator === null ? numerator : `(${numerator}) / nullif(${denominator}, 0)::DOUBLE`;
  return `CAST(median(${value}) AS DOUBLE)`;
}
const MEDIANS = Object.entries(INDICATORS).map(([code, each]) => `'${code}': ${medianSql(each)}`);

/** The median of every indicator over the divisions asked for, year by year: medians of bodies, not rates of the group. */
export async function divisionMedians(question: DivisionQuestion): Promise<YearOfMedians[]> {
  const { sql, values } = conditionOf(question);
  return rows(
    `SELECT year, CAST(count(*) AS INTEGER) AS reports, {${MEDIANS.join(", ")}} AS medians
     FROM figures WHERE ${sql} GROUP BY year ORDER BY year`,
    values,
    medianSchema,
  );
}
