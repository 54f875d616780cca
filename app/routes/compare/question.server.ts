import type { Coverage } from "#domain/comparison/coverage";
import { coverage } from "#db/coverage.server";
import { loadedGroups, type LoadedGroup } from "#db/loaded-groups.server";
import { comparison } from "#db/comparison.server";
import { relabellings } from "#db/relabellings.server";
import { touching, type Relabelling } from "#domain/comparison/change";
import type { ComparedBody, Comparison } from "#domain/comparison/comparison";
import type { FilterKey } from "#domain/filters/filters";
import { indicatorOf, type Indicator } from "#domain/indicators/indicators";
import type { NamedTable } from "#domain/tables/column";
import { comparisonColumns } from "#domain/tables/comparison";
import { PERSISTENCE_YEARS } from "#domain/statistics/persistence";
import { pageRequest, type PageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = [
  "indicator",
  "year",
  "area",
  "level",
  "scope",
  "kind",
  "applicant",
  "view",
  "limits",
];

export interface ComparisonAnswer {
  readonly page: PageRequest;
  readonly indicator: Indicator;
  readonly comparison: Comparison<ComparedBody>;
  readonly coverage: Coverage;
  /** The bodies whose cases seem to have moved to or from what the rate counts, in the years looked back on. */
  readonly relabelled: readonly (Relabelling & Pick<ComparedBody, "division">)[];
  /** What else is loaded of the area, where nothing is compared. */
  readonly elsewhere: readonly LoadedGroup[];
  readonly table: NamedTable<ComparedBody>;
}

/** What the page and its file both show. `q` narrows the table to names that contain it. */
export async function askComparison(request: Request): Promise<ComparisonAnswer> {
  const page = await pageRequest(request, FILTER_BAR);
  const indicator = indicatorOf(page.filters.indicator);
  if (!indicator) throw new Response("没有这个指标", { status: 404 });
  const [found, covered, moved] = await Promise.all([
    comparison(page.filters, indicator, { model: page.filters.limits }),
    coverage(page.filters),
    relabellings({ ...page.filters, base: page.filters.year - PERSISTENCE_YEARS }),
  ]);
  const names = new Map(found.bodies.map(({ code, division }) => [code, division]));
  const wanted = page.parameters.get("q")?.trim() ?? "";
  return {
    page,
    indicator,
    comparison: found,
    coverage: covered,
    relabelled: touching(indicator, moved).flatMap((each) => {
      const division = names.get(each.code);
      return division === undefined ? [] : [{ ...each, division }];
    }),
    elsewhere: found.bodies.length === 0 ? await loadedGroups(page.filters) : [],
    table: {
      name: `区县比较 · ${page.inWords}`,
      columns: comparisonColumns(indicator, page.filters.applicant),
      rows: found.bodies.filter(
        ({ division, city }) => division.includes(wanted) || (city ?? "").includes(wanted),
      ),
    },
  };
}
