import { lastBoundaryChanges } from "#domain/comparison/boundary";
import { compared, type Comparison } from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import type { FunnelOptions } from "#domain/statistics/funnel";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { bodyFigures, earlierFigures } from "./body-figures.server";
import { successions } from "./successions.server";

/** Compares the bodies that the filters select by each of some indicators, in the order of these. */
export async function comparisons(
  filters: FilterValues,
  indicators: readonly Indicator[],
  options: FunnelOptions = {},
): Promise<Comparison[]> {
  const [figures, earlier, register] = await Promise.all([
    bodyFigures(filters, indicators),
    earlierFigures(filters, indicators),
    successions(),
  ]);
  const boundaries = lastBoundaryChanges(filters.year, PERSISTENCE_YEARS - 1, register);
  return indicators.map((indicator, index) =>
    compared(figures[index] ?? [], filters.year, indicator, options, earlier[index], boundaries),
  );
}

/** Compares the bodies that the filters select by one indicator. */
export async function comparison(
  filters: FilterValues,
  indicator: Indicator,
  options: FunnelOptions = {},
): Promise<Comparison> {
  const [found] = await comparisons(filters, [indicator], options);
  if (!found) throw new Error(`Nothing was compared by ${indicator.name}`);
  return found;
}
