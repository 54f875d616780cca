import { z } from "zod";
import type { Scope } from "#domain/report/scope";
import type { BodyKind } from "#domain/report/body-kind";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { formsSchema } from "#domain/report/read-report";
import { TABLE_CODES } from "#domain/form/cells";
import { editionColumn } from "#domain/report/report-row";
import type { DivisionYear } from "#domain/tables/division-year";
import { at, numbers, numbersOrNull } from "./column-schema";
import { figureAt, FlatList } from "./flat-list";
import { indicatorSql } from "./indicator-sql";
import { columns, rows } from "./rows.server";

/** Which reports of some divisions: whose figures, of which kind of body, of which year (every year when left out). */
export interface DivisionQuestion {
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
  editions: formsSchema,
  figures: z.array(z.number().nullable()),
});

const ASKED = Object.values(INDICATORS).map((indicator) => indicatorSql(indicator));
const LIST = new FlatList();
const PLACES = ASKED.map(({ numerator, denominator }) => ({
  numerator: LIST.place(numerator),
  denominator: LIST.place(denominator),
}));
const EDITIONS = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`);

/** The WHERE condition over `figures` for a question about divisions. */
export function divisionCondition({ codes, scope, kind, year, throughout }: DivisionQuestion) {
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
export async function divisionFigures(question: DivisionQuestion): Promise<DivisionYear[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT id AS report_id, division_code, division, year,
       {${EDITIONS.join(", ")}} AS editions, ${LIST.sql} AS figures
     FROM figures WHERE ${sql} ORDER BY division_code, year, id`,
    values,
    divisionYearSchema,
  );
  return found.map((row) => ({ ...row, figures: sidesByIndicator(row.figures) }));
}

function sidesByIndicator(figures: readonly (number | null)[]): DivisionYear["figures"] {
  return Object.fromEntries(
    INDICATOR_CODES.flatMap((code, index) => {
      const places = PLACES[index];
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
export async function divisionMedians(question: DivisionQuestion): Promise<YearOfMedians[]> {
  const { sql, values } = divisionCondition(question);
  const medians = ASKED.map(
    ({ numerator, denominator }, place) =>
      `median(${numerator}${denominator === null ? "" : ` / nullif(${denominator}, 0)`}) AS median_${place}`,
  );
  const found = await columns(
    `SELECT ${["year", "CAST(count(*) AS INTEGER) AS reports", ...medians].join(", ")}
     FROM figures WHERE ${sql} GROUP BY year ORDER BY year`,
    values,
    z.looseObject({ year: numbers, reports: numbers }),
  );
  const byPlace = ASKED.map((_, place) => numbersOrNull.parse(found[`median_${place}`]));
  return found.year.map((year, row) => ({
    year,
    reports: at(found.reports, row),
    medians: Object.fromEntries(
      INDICATOR_CODES.map((code, place) => [code, at(at(byPlace, place), row)]),
    ),
  }));
}
