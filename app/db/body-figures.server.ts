import { z } from "zod";
import { markOf } from "#domain/checks/figure-mark";
import type { BodyFigure } from "#domain/comparison/comparison";
import type { DetailedFigure } from "#domain/comparison/places";
import type { FilterValues } from "#domain/filters/filters";
import { APPLICANT_TYPES } from "#domain/form/applicant";
import { allowsApplicant } from "#domain/indicators/formula";
import type { Indicator } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/reckoned";
import { bodyIn, WHICH_BODY } from "./body-sql";
import { cities } from "./cities.server";
import { at, whichBody } from "./column-schema";
import { conditionOf } from "./filter-sql";
import { flawsIn } from "./flaws.server";
import { FlatList, type Figures } from "./flat-list";
import { sidesIn, sidesOf, type Sides } from "./indicator-sides";
import { columns } from "./rows.server";

const schema = z.looseObject(whichBody);

/** What the database answers of the bodies that the filters select in the chosen year. */
interface Bodies {
  /** Number of the row of each. */
  readonly rows: readonly number[];
  readonly figures: Figures;
  readonly figureOf: (row: number, indicator: Indicator, sides: Sides) => BodyFigure;
}

async function bodiesWith(list: FlatList, filters: FilterValues): Promise<Bodies> {
  const condition = conditionOf(filters);
  const [found, cityOf, flaws] = await Promise.all([
    columns(
      `SELECT ${WHICH_BODY}, ${list.columns}
       FROM figures WHERE ${condition.sql} ORDER BY division_code, id`,
      condition.values,
      schema,
    ),
    cities(),
    flawsIn(filters),
  ]);
  const figures = list.read(found);
  return {
    rows: found.body.map((_, row) => row),
    figures,
    figureOf: (row, indicator, sides) => {
      const { report_id, code, division_code, division } = bodyIn(at(found.body, row));
      const against = flaws.get(report_id);
      const own = sidesOf(sides, figures, row);
      return {
        report_id,
        code,
        division_code,
        division,
        city: cityOf.get(division_code) ?? null,
        year: at(found.year, row),
        numerator: own.numerator,
        denominator: own.denominator,
        errors: against?.errors ?? 0,
        mark: markOf(indicator, own, against, filters.applicant),
      };
    },
  };
}

/**
 * Each of some indicators of every body that the filters select in the chosen year, with the report
 * it comes from.
 */
export async function bodyFigures(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<BodyFigure[][]> {
  const list = new FlatList();
  const asked = indicators.map((indicator) => ({
    indicator,
    sides: sidesIn(list, indicator, filters.applicant),
  }));
  const { rows, figureOf } = await bodiesWith(list, filters);
  return asked.map(({ indicator, sides }) => rows.map((row) => figureOf(row, indicator, sides)));
}

/** One indicator of the same bodies, with its other denominators and both sides by type of applicant. */
export async function detailedFigures(
  filters: FilterValues,
  indicator: Indicator,
): Promise<DetailedFigure[]> {
  const list = new FlatList();
  const { applicant } = filters;
  const sides = sidesIn(list, indicator, applicant);
  const alternatives = (indicator.alternatives ?? []).map((quantity) =>
    list.place(quantityColumn(quantity, applicant)),
  );
  const byType = applicant === "total" && indicator.denominator && allowsApplicant(indicator);
  const strata = (byType ? APPLICANT_TYPES : []).map((type) => sidesIn(list, indicator, type));
  const { rows, figures, figureOf } = await bodiesWith(list, filters);
  return rows.map((row) =>
    Object.assign(figureOf(row, indicator, sides), {
      alternatives: alternatives.map((place) => at(at(figures, place), row)),
      strata: strata.map((type) => sidesOf(type, figures, row)),
    }),
  );
}
