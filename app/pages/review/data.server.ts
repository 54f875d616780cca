import { fetchCoverage } from "#db/queries/filings.server";
import { fetchBodyDisputes, fetchDisputeYears } from "#db/queries/disputes.server";
import { fetchCheckFailures } from "#db/queries/findings.server";
import { linkToCorrections, flagDisputes } from "#domain/comparison/disputes";
import type { FilterKey } from "#domain/filters/filters";
import { CASE_KIND_CODES } from "#domain/indicators/correction-rates";
import { pairWithYearBefore, type CorrectionRow } from "./columns";
import { parsePageRequest } from "#request/page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** Reviews and lawsuits of the reports that the filters select. */
export async function loadReview(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const [years, bodies, covered] = await Promise.all([
    fetchDisputeYears(page.filters),
    fetchBodyDisputes(page.filters),
    fetchCoverage(page.filters),
  ]);
  const quality = await fetchCheckFailures(bodies.map((body) => body.report_id));
  const current = years.find(({ year }) => year === page.filters.year);
  return {
    page,
    years: pairWithYearBefore(years),
    corrections: CASE_KIND_CODES.flatMap((kind): CorrectionRow[] =>
      current ? [{ year: current.year, kind, of: current }] : [],
    ),
    bodies: bodies.map((body) => flagDisputes(body, quality.get(body.report_id))),
    link: linkToCorrections(bodies),
    coverage: covered,
  };
}

export type ReviewData = Awaited<ReturnType<typeof loadReview>>;
