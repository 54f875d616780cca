import { draw } from "#charts/draw.server";
import type { Drawing } from "#charts/drawing";
import { funnelPlot } from "#charts/funnel";
import { rankedDots } from "#charts/ranked-dots";
import type { Comparison } from "#domain/comparison/comparison";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import { bodyRates } from "./body-rates";

/** The picture of a comparison; none for counts, which the table shows. */
export function comparisonPicture(
  { bodies, funnel }: Comparison,
  { name, denominator }: Indicator,
  view: FilterValues["view"],
): Drawing | null {
  if (!funnel || !denominator) return null;
  const rates = bodyRates(bodies);
  if (view === "ranked")
    return draw((size) => rankedDots(rates, { ...size, groupRate: funnel.target }));
  return draw((size) =>
    funnelPlot(rates, { ...size, funnel, name, denominatorName: denominator.name }),
  );
}
