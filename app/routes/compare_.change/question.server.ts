import { coverage } from "#db/coverage.server";
import { relabellings } from "#db/relabellings.server";
import { successions } from "#db/successions.server";
import { statedFigures } from "#db/stated-figures.server";
import { explainedChange } from "#domain/comparison/change";
import type { FilterKey } from "#domain/filters/filters";
import { indicatorOf } from "#domain/indicators/indicators";
import { pageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = [
  "indicator",
  "year",
  "base",
  "area",
  "level",
  "scope",
  "kind",
  "applicant",
];

/** What brought about the change of a rate between two years. */
export async function askChange(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const { filters } = page;
  const indicator = indicatorOf(filters.indicator);
  if (!indicator?.denominator)
    throw new Response(
      `“${indicator?.name ?? ""}”是件数，没有比率的变化可以分解。请选择一项比率。`,
      {
        status: 400,
      },
    );
  const span = Math.max(1, filters.year - filters.base + 1);
  const [figures, register, relabelled, ...coverages] = await Promise.all([
    statedFigures(filters, indicator, span),
    successions(),
    relabellings(filters),
    coverage({ ...filters, year: filters.base }),
    coverage(filters),
  ]);
  return {
    page,
    indicator,
    /** Who has reported, in the base year and in the chosen one. */
    coverages,
    change: explainedChange(indicator, figures, filters.base, filters.year, {
      register,
      relabellings: relabelled,
    }),
  };
}

export type ChangeAnswer = Awaited<ReturnType<typeof askChange>>;
