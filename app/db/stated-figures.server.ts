import { z } from "zod";
import type { EarlierFigure, StatedFigure } from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { BODY_CODE, bodyIn, WHICH_BODY } from "./body-sql";
import { at, numbers, texts, whichBody } from "./column-schema";
import { conditionOf } from "./filter-sql";
import { FlatList } from "./flat-list";
import { sidesIn, sidesOf } from "./indicator-sides";
import { columns } from "./rows.server";

const statedSchema = z.looseObject(whichBody);
const earlierSchema = z.looseObject({ code: texts, year: numbers });

/** An indicator of every body that the filters select, in the chosen year and as many before it as asked for. */
export async function statedFigures(
  filters: FilterValues,
  indicator: Indicator,
  years: number,
): Promise<StatedFigure[]> {
  const list = new FlatList();
  const sides = sidesIn(list, indicator, filters.applicant);
  const condition = conditionOf(filters, ["year"]);
  const found = await columns(
    `SELECT ${WHICH_BODY}, ${list.columns}
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ? ORDER BY year, division_code, id`,
    [...condition.values, filters.year - years + 1, filters.year],
    statedSchema,
  );
  const figures = list.read(found);
  return found.body.map((body, row) => ({
    ...bodyIn(body),
    year: at(found.year, row),
    ...sidesOf(sides, figures, row),
  }));
}

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
  const found = await columns(
    `SELECT ${BODY_CODE} AS code, year, ${list.columns}
     FROM figures WHERE ${condition.sql} AND year BETWEEN ? AND ?`,
    [...condition.values, filters.year - PERSISTENCE_YEARS + 1, filters.year - 1],
    earlierSchema,
  );
  const figures = list.read(found);
  return places.map((sides) =>
    sides === null
      ? []
      : found.code.map((code, row) => ({
          code,
          year: at(found.year, row),
          ...sidesOf(sides, figures, row),
        })),
  );
}
