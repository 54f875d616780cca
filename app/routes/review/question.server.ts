import { coverage } from "#db/coverage.server";
import { bodyDisputes, disputeYears } from "#db/disputes.server";
import { flawsOf } from "#db/flaws.server";
import { linkToCorrections, markedDisputes } from "#domain/comparison/disputes";
import type { FilterKey } from "#domain/filters/filters";
import { CASE_KINDS } from "#domain/indicators/corrections";
import { besideTheYearBefore, type CorrectionRow } from "#domain/tables/disputes";
import { pageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** Reviews and lawsuits of the reports that the filters select. */
export async function askDisputes(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const [years, bodies, covered] = await Promise.all([
    disputeYears(page.filters),
    bodyDisputes(page.filters),
    coverage(page.filters),
  ]);
  const flaws = await flawsOf(bodies.map((body) => body.report_id));
  const current = years.find(({ year }) => year === page.filters.year);
  return {
    page,
    years: besideTheYearBefore(years),
    corrections: CASE_KINDS.flatMap((kind): CorrectionRow[] =>
      current ? [{ year: current.year, kind, of: current }] : [],
    ),
    bodies: bodies.map((body) => markedDisputes(body, flaws.get(body.report_id))),
    link: linkToCorrections(bodies),
    coverage: covered,
  };
}

export type DisputesAnswer = Awaited<ReturnType<typeof askDisputes>>;
