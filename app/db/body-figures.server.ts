import { z } from "zod";
import { markOf } from "#domain/checks/figure-mark";
import type { BodyFigure, EarlierFigure, StatedFigure } from "#domain/comparison/comparison";
import type { Stratum } from "#domain/comparison/strata";
import type { FilterValues } from "#domain/filters/filters";
import { APPLICANT_TYPES } from "#domain/form/applicant";
import type { Applicant } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/formula";
import type { Indicator } from "#domain/indicators/indicators";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { BODY_CODE, BODY_NAME } from "./body-sql";
import { conditionOf } from "./filter-sql";
import { figureAt, FlatList } from "./flat-list";
import { flawsIn } from "./flaws.server";
import { indicatorSql, quantitySql } from "./indicator-sql";
import { rows } from "./rows.server";

const figures = z.array(z.number().nullable());
const statedSchema = z.object({
  report_id: z.string(),
  code: z.string(),
  division_code: z.string(),
  division: z.string(),
  year: z.int(),
  figures,
});
/** With the name of the city around it; null where the province stands directly above. */
const bodySchema = statedSchema.extend({ city: z.string().nullable() });
const WHICH = `id AS report_id, ${BODY_CODE} AS code, division_code, ${BODY_NAME} AS division, year`;

/** Where both sides of an indicator stand in a flat list. */
interface Sides {
  readonly numerator: number;
  readonly denominator: number;
}

function sidesIn(list: FlatList, indicator: Indicator, applicant: Applicant): Sides {
  const { numerator, denominator } = indicatorSql(indicator, applicant);
  return { numerator: list.place(numerator), denominator: list.place(denominator) };
}

function read({ numerator, denominator }: Sides, figures: readonly (number | null)[]): Stratum {
  return { numerator: figureAt(figures, numerator), denominator: figureAt(figures, denominator) };
}

/** With what a verdict is held against: the other denominators, and both sides by type of applicant. */
function judgedIn(list: FlatList, indicator: Indicator, applicant: Applicant) {
  const types =
    applicant === "total" && indicator.denominator && allowsApplicant(indicator)
      ? APPLICANT_TYPES
      : [];
  return {
    indicator,
    sides: sidesIn(list, indicator, applicant),
    alternatives: (indicator.alternatives ?? []).map((quantity) =>
      list.place(quantitySql(quantity, applicant)),
    ),
    strata: types.map((type) => sidesIn(list, indicator, type)),
  };
}

/**
 * Each of some indicators of every body that the filters select in the chosen year, with the report
 * it comes from and all it is judged by.
 */
export async function bodyFigures(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<BodyFigure[][]> {
  const list = new FlatList();
  const asked = indicators.map((indicator) => judgedIn(list, indicator, filters.applicant));
  const condition = conditionOf(filters);
  const [found, flaws] = await Promise.all([
    rows(
      `WITH chosen AS (SELECT ${WHICH}, city, ${list.sql} AS figures FROM figures WHERE ${condition.sql})
       SELECT chosen.* REPLACE (places.name AS city) FROM chosen
       LEFT JOIN divisions places ON places.code = chosen.city AND places.code <> division_code
       ORDER BY division_code, report_id`,
      condition.values,
      bodySchema,
    ),
    flawsIn(filters),
  ]);
  // Written out: of thousands of bodies, to spread an object takes many times as long.
  return asked.map(({ indicator, sides, alternatives, strata }) =>
    found.map((body): BodyFigure => {
      const { figures } = body;
      const against = flaws.get(body.report_id);
      const own = read(sides, figures);
      return {
        report_id: body.report_id,
        code: body.code,
        division_code: body.division_code,
        division: body.division,
        city: body.city,
        year: body.year,
        numerator: own.numerator,
        denominator: own.denominator,
        alternatives: alternatives.map((place) => figureAt(figures, place)),
        strata: strata.map((type) => read(type, figures)),
        errors: against?.errors ?? 0,
        mark: markOf(indicator, own, against, filters.applicant),
      };
    }),
  );
}

/** An indicator of every body that the filters select, in the chosen year and as many before it as asked for. */
export async function statedFigures(
  filters: FilterValues,
  indicator: Indicator,
  years: number,
): Promise<StatedFigure[]> {
  const list = new FlatList();
  const sides = sidesIn(list, indicator, filters.applicant);
  const condition = conditionOf(filters, ["year"]);
  const found = await rows(
    `SELECT ${WHICH}, ${list.sql} AS figures
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ? ORDER BY year, division_code, id`,
    [...condition.values, filters.year - years + 1, filters.year],
    statedSchema,
  );
  return found.map(({ figures, ...body }) => ({ ...body, ...read(sides, figures) }));
}

const earlierSchema = z.object({ code: z.string(), year: z.int(), figures });

/** Each of the rates in the years before that a body's persistence is told from; nothing of a count. */
export async function earlierFigures(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<EarlierFigure[][]> {
  const list = new FlatList();
  const places = indicators.map((indicator) =>
    indicator.denominator ? sidesIn(list, indicator, filters.applicant) : null,
  );
  if (places.every((place) => place === null)) return indicators.map(() => []);
  const condition = conditionOf(filters, ["year"]);
  const found = await rows(
    `SELECT ${BODY_CODE} AS code, year, ${list.sql} AS figures
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ?`,
    [...condition.values, filters.year - PERSISTENCE_YEARS + 1, filters.year - 1],
    earlierSchema,
  );
  return places.map((place) =>
    place === null
      ? []
      : found.map(({ code, year, figures }) => ({
          code,
          year,
          numerator: figureAt(figures, place.numerator),
          denominator: figureAt(figures, place.denominator),
        })),
  );
}
