import { coverage } from "#db/coverage.server";
import { proactiveBodies, proactiveYears } from "#db/proactive.server";
import type { FilterKey } from "#domain/filters/filters";
import { EDITIONS } from "#domain/form/edition";
import { proactiveBodyColumns } from "#domain/tables/proactive";
import { pageRequest } from "../../page-request.server";
import { rowsInOrder } from "../../rows-in-order.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind"];

/** The order where the address names none. */
export const BY_NAME = { by: "division", descending: false };

/** Table 二 of the reports that the filters select, each edition for itself, the newer first. */
export async function askProactive(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const [years, bodies, covered] = await Promise.all([
    proactiveYears(page.filters),
    proactiveBodies(page.filters),
    coverage(page.filters),
  ]);
  const editions = EDITIONS.toReversed().map((edition) => {
    const own = bodies.filter((each) => each.edition === edition);
    const { rows } = rowsInOrder(own, proactiveBodyColumns(edition), page.parameters, BY_NAME);
    return {
      edition,
      years: years.filter((each) => each.edition === edition),
      bodies: rows,
    };
  });
  return { page, editions, coverage: covered };
}
