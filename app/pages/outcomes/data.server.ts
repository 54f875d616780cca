import { fetchNamedTotals } from "#db/queries/adjusted-totals.server";
import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchApplicantOutcomes } from "#db/queries/outcomes.server";
import {
  CROSSED_COUNTS,
  type CrossedCount,
  indicatorOfCrossed,
  quantityOfCrossed,
} from "#domain/comparison/applicant-outcomes";
import { formatSearch } from "#domain/filters/address";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { type ApplicantType, REQUESTS } from "#domain/form/requests";
import { recordOf } from "#domain/records";
import { parsePageRequest } from "#request/page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** The counts of all applicants. */
const COUNTS = recordOf(CROSSED_COUNTS, (crossed) => {
  const numerator = quantityOfCrossed(crossed);
  return { name: numerator.name, format: "count" as const, numerator };
});

/** Applicants crossed with outcomes over the reports that the filters select. */
export async function loadOutcomes(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const [adjusted, rows, covered] = await Promise.all([
    fetchNamedTotals(page.filters, COUNTS),
    fetchApplicantOutcomes(page.filters),
    fetchCoverage(page.filters),
  ]);
  return { page, adjusted, rows, coverage: covered };
}

export type OutcomesData = Awaited<ReturnType<typeof loadOutcomes>>;

type CrossedLinks = Partial<Record<ApplicantType, Partial<Record<CrossedCount, string>>>>;

/** From each count to the bodies that it is the sum of, and so to their reports. */
export function comparisonLinks({ year, area, level, scope, kind }: FilterValues): CrossedLinks {
  const link = (applicant: ApplicantType, crossed: CrossedCount) => [
    crossed,
    `/compare${formatSearch(
      { year, area, level, scope, kind, applicant },
      { indicator: indicatorOfCrossed(crossed) },
    )}`,
  ];
  return Object.fromEntries(
    REQUESTS.columns.map(({ code }) => [
      code,
      Object.fromEntries(CROSSED_COUNTS.map((crossed) => link(code, crossed))),
    ]),
  );
}
