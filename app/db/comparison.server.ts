import { compared, type Comparison } from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import type { FunnelOptions } from "#domain/statistics/funnel";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { bodyFigures } from "./body-figures.server";

/** Compares the bodies that the filters select by one indicator. */
export async function comparison(
  filters: FilterValues,
  indicator: Indicator,
  options: FunnelOptions = {},
): Promise<Comparison> {
  const figures = await bodyFigures(filters, indicator, PERSISTENCE_YEARS);
  return compared(figures, filters.year, indicator.denominator !== undefined, options);
}
