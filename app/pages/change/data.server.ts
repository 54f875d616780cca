import { fetchNamedTotals } from "#db/queries/adjusted-totals.server";
import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchRelabellings } from "#db/queries/findings.server";
import { fetchSuccessions } from "#db/queries/divisions.server";
import { fetchStatedRatios } from "#db/queries/ratios.server";
import { explainChange } from "#domain/comparison/change";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { SPLIT_PARAMETER } from "./columns";
import { parsePageRequest } from "#request/page-request.server";

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
export async function loadChange(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const { filters } = page;
  const indicator = INDICATORS[filters.indicator];
  if (!indicator?.denominator)
    throw new Response(
      `“${indicator?.name ?? ""}”是件数，没有比率的变化可以分解。请选择一项比率。`,
      {
        status: 400,
      },
    );
  const span = Math.max(1, filters.year - filters.base + 1);
  const [adjusted, figures, register, relabelled, ...coverages] = await Promise.all([
    fetchAdjustedYears(filters, indicator),
    fetchStatedRatios(filters, indicator, span),
    fetchSuccessions(),
    fetchRelabellings(filters),
    fetchCoverage({ ...filters, year: filters.base }),
    fetchCoverage(filters),
  ]);
  return {
    page,
    indicator,
    /** Whether each district's effect is split into rate and share: `split=1` in the address. */
    isSplit: page.parameters.get(SPLIT_PARAMETER) === "1",
    /** The totals of the two years, where they are others as printed. */
    adjusted,
    /** Who has reported, in the base year and in the chosen one. */
    coverages,
    change: explainChange(indicator, figures, filters.base, filters.year, {
      register,
      relabellings: relabelled,
    }),
  };
}

async function fetchAdjustedYears(filters: FilterValues, indicator: Indicator) {
  const totals = await Promise.all(
    [filters.base, filters.year].map((year) =>
      fetchNamedTotals(
        { ...filters, year },
        { indicator: { ...indicator, name: `${year}年${indicator.name}` } },
      ),
    ),
  );
  return totals.flat();
}

export type ChangeData = Awaited<ReturnType<typeof loadChange>>;
