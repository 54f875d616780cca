import type { NamedAdjustedTotal } from "#domain/comparison/adjusted-total";
import type { Coverage } from "#domain/comparison/coverage";
import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchAdjustedGroupTotals } from "#db/queries/adjusted-totals.server";
import { fetchComparison } from "#db/queries/comparison.server";
import { fetchRelabellings } from "#db/queries/findings.server";
import { relabellingsTouching, type Relabelling } from "#domain/comparison/change";
import type { ComparedBody } from "#domain/comparison/judged-body";
import type { Comparison } from "#domain/comparison/comparison";
import type { FilterKey } from "#domain/filters/filters";
import { INDICATORS } from "#domain/indicators/indicators";
import { bodyNoun } from "#domain/report/body";
import type { Indicator } from "#domain/indicators/indicator";
import type { NamedTable } from "#tables/column";
import { comparisonColumns } from "./columns";
import { FLAGGED_YEARS_WINDOW } from "#domain/statistics/flagged-years";
import { parsePageRequest, type PageRequest } from "#request/page-request.server";

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
  "yardstick",
  "group",
];

export interface CompareData {
  readonly page: PageRequest;
  readonly indicator: Indicator;
  readonly comparison: Comparison<ComparedBody>;
  readonly coverage: Coverage;
  /** The total of the group, where it is another as printed. */
  readonly adjusted: readonly NamedAdjustedTotal[];
  /** The bodies whose cases seem to have moved to or from what the rate counts, in the years looked back on. */
  readonly relabelled: readonly (Relabelling & Pick<ComparedBody, "division">)[];
  readonly table: NamedTable<ComparedBody>;
}

/** What the page and its file both show. `q` narrows the table to names that contain it. */
export async function loadCompare(request: Request): Promise<CompareData> {
  const page = await parsePageRequest(request, FILTER_BAR);
  const indicator = INDICATORS[page.filters.indicator];
  if (!indicator) throw new Response("没有这个指标", { status: 404 });
  const [adjusted, found, covered, moved] = await Promise.all([
    fetchAdjustedGroupTotals(page.filters, { indicator }),
    fetchComparison(page.filters, indicator, { model: page.filters.limits }),
    fetchCoverage(page.filters),
    fetchRelabellings({ ...page.filters, base: page.filters.year - FLAGGED_YEARS_WINDOW + 1 }),
  ]);
  const names = new Map(found.bodies.map(({ code, division }) => [code, division]));
  const wanted = page.parameters.get("q")?.trim() ?? "";
  return {
    page,
    indicator,
    comparison: found,
    adjusted,
    coverage: covered,
    relabelled: relabellingsTouching(indicator, moved).flatMap((each) => {
      const division = names.get(each.code);
      return division === undefined ? [] : [{ ...each, division }];
    }),
    table: {
      name: `区县比较 · ${page.inWords}`,
      columns: comparisonColumns(indicator, page.filters.applicant, bodyNoun(page.filters.kind)),
      rows: found.bodies.filter(
        ({ division, city }) => division.includes(wanted) || (city ?? "").includes(wanted),
      ),
    },
  };
}
