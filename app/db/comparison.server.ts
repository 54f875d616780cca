import { lastBoundaryChanges } from "#domain/comparison/boundary";
import {
  compared,
  judged,
  type ComparedBody,
  type Comparison,
} from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import type { FunnelOptions } from "#domain/statistics/funnel";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { bodyFigures, detailedFigures } from "./body-figures.server";
import { earlierFigures } from "./stated-figures.server";
import { successions } from "./successions.server";

/** Judges the bodies that the filters select by each of some indicators, in the order of these. */
export async function judgements(
  filters: FilterValues,
  indicators: readonly Indicator[],
): Promise<Comparison[]> {
  const [figures, past] = await Promise.all([
    bodyFigures(filters, indicators),
    pastOf(filters, indicators),
  ]);
  return indicators.map((indicator, index) =>
    judged(figures[index] ?? [], filters.year, indicator, {}, past.earlier[index], past.boundaries),
  );
}

/** Compares the bodies that the filters select by one indicator, each with its place among the others. */
export async function comparison(
  filters: FilterValues,
  indicator: Indicator,
  options: FunnelOptions,
): Promise<Comparison<ComparedBody>> {
  const [figures, past] = await Promise.all([
    detailedFigures(filters, indicator),
    pastOf(filters, [indicator]),
  ]);
  return compared(figures, filters.year, indicator, options, past.earlier[0], past.boundaries);
}

async function pastOf(filters: FilterValues, indicators: readonly Indicator[]) {
  const [earlier, register] = await Promise.all([
    earlierFigures(filters, indicators),
    successions(),
  ]);
  return {
    earlier,
    boundaries: lastBoundaryChanges(filters.year, PERSISTENCE_YEARS - 1, register),
  };
}
