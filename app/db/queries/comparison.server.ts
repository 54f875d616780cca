import { z } from "zod";
import { flagQuality } from "#domain/checks/quality-flag";
import { findLastBoundaryChanges } from "#domain/report/boundary-changes";
import {
  compareBodies,
  type ComparedBody,
  type Comparison,
  type DescribedRatio,
  type DetailedRatio,
  judgeBodies,
} from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import { APPLICANT_TYPES } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/indicator-text";
import type { Indicator } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { FLAGGED_YEARS_WINDOW } from "#domain/statistics/flagged-years";
import type { FunnelOptions } from "#domain/statistics/funnel";
import { queryColumns, valueAt, whichBody } from "../engine/rows.server";
import { parseBody, WHICH_BODY } from "../sql/bodies";
import { conditionOf } from "../sql/filters";
import {
  addRatio,
  ColumnList,
  type ColumnValues,
  ratioAt,
  type RatioColumns,
} from "../sql/indicators";
import { fetchCityNames, fetchSuccessions } from "./divisions.server";
import { fetchCheckFailuresIn } from "./findings.server";
import { fetchEarlierRatios } from "./ratios.server";

/** Judges the bodies that the filters select by each of some indicators, in the order of these. */
export async function fetchJudgements(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<Comparison[]> {
  const [figures, past] = await Promise.all([
    fetchBodyRatios(filters, indicators),
    fetchPast(filters, indicators),
  ]);
  return indicators.map((indicator, index) =>
    judgeBodies(
      figures[index] ?? [],
      filters.year,
      indicator,
      {},
      past.earlier[index],
      past.boundaries,
    ),
  );
}

/** Compares the bodies that the filters select by one indicator, each with its place among the others. */
export async function fetchComparison(
  filters: FilterValues,
  indicator: Indicator,
  options: FunnelOptions,
): Promise<Comparison<ComparedBody>> {
  const [figures, past] = await Promise.all([
    fetchDetailedRatios(filters, indicator),
    fetchPast(filters, [indicator]),
  ]);
  return compareBodies(figures, filters.year, indicator, options, past.earlier[0], past.boundaries);
}

async function fetchPast(filters: FilterValues, indicators: readonly Indicator[]) {
  const [earlier, register] = await Promise.all([
    fetchEarlierRatios(filters, indicators),
    fetchSuccessions(),
  ]);
  return {
    earlier,
    boundaries: findLastBoundaryChanges(filters.year, FLAGGED_YEARS_WINDOW - 1, register),
  };
}

const bodySchema = z.looseObject(whichBody);

/** What the database answers of the bodies that the filters select in the chosen year. */
interface BodyRows {
  /** Number of the row of each. */
  readonly rows: readonly number[];
  readonly figures: ColumnValues;
  readonly figureOf: (row: number, indicator: Indicator, sides: RatioColumns) => DescribedRatio;
}

async function fetchBodyRows(list: ColumnList, filters: FilterValues): Promise<BodyRows> {
  const condition = conditionOf(filters);
  const [found, cityOf, flaws] = await Promise.all([
    queryColumns(
      `SELECT ${WHICH_BODY}, ${list.columns}
       FROM figures WHERE ${condition.sql} ORDER BY division_code, id`,
      condition.values,
      bodySchema,
    ),
    fetchCityNames(),
    fetchCheckFailuresIn(filters),
  ]);
  const figures = list.read(found);
  return {
    rows: found.body.map((_, row) => row),
    figures,
    figureOf: (row, indicator, sides) => {
      const { report_id, code, division_code, division } = parseBody(valueAt(found.body, row));
      const against = flaws.get(report_id);
      const own = ratioAt(sides, figures, row);
      return {
        report_id,
        code,
        division_code,
        division,
        city: cityOf.get(division_code) ?? null,
        year: valueAt(found.year, row),
        numerator: own.numerator,
        denominator: own.denominator,
        errors: against?.errors ?? 0,
        mark: flagQuality(indicator, own, against, filters.applicant),
      };
    },
  };
}

/**
 * Each of some indicators of every body that the filters select in the chosen year, with the report
 * it comes from.
 */
export async function fetchBodyRatios(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<DescribedRatio[][]> {
  const list = new ColumnList();
  const asked = indicators.map((indicator) => ({
    indicator,
    sides: addRatio(list, indicator, filters.applicant),
  }));
  const { rows, figureOf } = await fetchBodyRows(list, filters);
  return asked.map(({ indicator, sides }) => rows.map((row) => figureOf(row, indicator, sides)));
}

/** One indicator of the same bodies, with its other denominators and both sides by type of applicant. */
export async function fetchDetailedRatios(
  filters: FilterValues,
  indicator: Indicator,
): Promise<DetailedRatio[]> {
  const list = new ColumnList();
  const { applicant } = filters;
  const sides = addRatio(list, indicator, applicant);
  const alternatives = (indicator.alternatives ?? []).map((quantity) =>
    list.place(quantityColumn(quantity, applicant)),
  );
  const byType = applicant === "total" && indicator.denominator && allowsApplicant(indicator);
  const strata = (byType ? APPLICANT_TYPES : []).map((type) => addRatio(list, indicator, type));
  const { rows, figures, figureOf } = await fetchBodyRows(list, filters);
  return rows.map((row) =>
    Object.assign(figureOf(row, indicator, sides), {
      alternatives: alternatives.map((place) => valueAt(valueAt(figures, place), row)),
      strata: strata.map((type) => ratioAt(type, figures, row)),
    }),
  );
}
