import { applicantOutcomes } from "#db/applicant-outcomes.server";
import { coverage } from "#db/coverage.server";
import type { FilterKey } from "#domain/filters/filters";
import { pageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** Applicants crossed with outcomes over the reports that the filters select. */
export async function askOutcomes(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const [rows, covered] = await Promise.all([
    applicantOutcomes(page.filters),
    coverage(page.filters),
  ]);
  return { page, rows, coverage: covered };
}

export type OutcomesAnswer = Awaited<ReturnType<typeof askOutcomes>>;
