import { fetchNamedTotals } from "#db/queries/adjusted-totals.server";
import { fetchPrintedRatios } from "#db/queries/ratios.server";
import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchBodyDisputes, fetchDisputeYears } from "#db/queries/disputes.server";
import { fetchCheckFailuresIn } from "#db/queries/findings.server";
import { flagDisputes, flaggedRates, linkToCorrections } from "#domain/comparison/disputes";
import { selectByFilters } from "#db/queries/ratios.server";
import type { FilterKey } from "#domain/filters/filters";
import { CASE_KIND_CODES, correctionRateOf } from "#domain/indicators/correction-rates";
import { INDICATORS } from "#domain/indicators/indicators";
import { recordOf } from "#domain/records";
import { pairWithYearBefore, type CorrectionRow } from "./columns";
import { parsePageRequest } from "#request/page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

const { review_rate, lawsuit_rate, dispute_rate } = INDICATORS;
const DISPUTE_INDICATORS = {
  review_rate,
  lawsuit_rate,
  dispute_rate,
  ...recordOf(CASE_KIND_CODES, (kind) => correctionRateOf(kind, "concluded")),
};

/** Reviews and lawsuits of the reports that the filters select. */
export async function loadReview(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const [adjusted, years, bodies, covered, quality, printed] = await Promise.all([
    fetchNamedTotals(page.filters, DISPUTE_INDICATORS),
    fetchDisputeYears(page.filters),
    fetchBodyDisputes(page.filters),
    fetchCoverage(page.filters),
    fetchCheckFailuresIn(page.filters),
    fetchPrintedRatios(selectByFilters(page.filters), flaggedRates()),
  ]);
  const current = years.find(({ year }) => year === page.filters.year);
  return {
    page,
    years: pairWithYearBefore(years),
    corrections: CASE_KIND_CODES.flatMap((kind): CorrectionRow[] =>
      current ? [{ year: current.year, kind, of: current }] : [],
    ),
    bodies: bodies.map((body) =>
      flagDisputes(body, quality.get(body.report_id), printed.get(body.report_id)),
    ),
    link: linkToCorrections(bodies),
    /** Totals that are others as printed. */
    adjusted,
    coverage: covered,
  };
}

export type ReviewData = Awaited<ReturnType<typeof loadReview>>;
