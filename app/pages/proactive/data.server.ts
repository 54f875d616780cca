import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchProactiveBodies, fetchProactiveYears } from "#db/queries/proactive.server";
import type { FilterKey } from "#domain/filters/filters";
import { EDITIONS } from "#domain/form/edition";
import { proactiveBodyColumns } from "./columns";
import { parsePageRequest } from "#request/page-request.server";
import { orderRows } from "#request/table-order.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** The order where the address names none. */
export const BY_NAME = { by: "division", descending: false };

/** Table 二 of the reports that the filters select, each edition for itself: that of the year first, else the newer. */
export async function loadProactive(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const [years, bodies, covered] = await Promise.all([
    fetchProactiveYears(page.filters),
    fetchProactiveBodies(page.filters),
    fetchCoverage(page.filters),
  ]);
  const all = EDITIONS.toReversed().map((edition) => {
    const own = bodies.filter((each) => each.edition === edition);
    const { rows } = orderRows(own, proactiveBodyColumns(edition), page.parameters, BY_NAME);
    return {
      edition,
      years: years.filter((each) => each.edition === edition),
      bodies: rows,
    };
  });
  const editions = all.toSorted(
    (a, b) => Number(b.bodies.length > 0) - Number(a.bodies.length > 0),
  );
  return { page, editions, coverage: covered };
}

export type ProactiveData = Awaited<ReturnType<typeof loadProactive>>;
