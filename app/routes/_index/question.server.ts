import { judgements } from "#db/comparison.server";
import { coverage } from "#db/coverage.server";
import { outcomeMix } from "#db/outcome-mix.server";
import { indicatorSeries } from "#db/series.server";
import type { FilterKey } from "#domain/filters/filters";
import { HEADLINE } from "#domain/indicators/headline";
import { indicatorOf } from "#domain/indicators/indicators";
import { pageRequest } from "../../page-request.server";
import { headlinesOf } from "./headline";

const FILTER_BAR: readonly FilterKey[] = ["year", "area", "level", "scope", "kind", "indicator"];

/** What the overview shows of the reports that the filters select. */
export async function askOverview(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const indicator = indicatorOf(page.filters.indicator);
  if (!indicator) throw new Response("没有这个指标", { status: 404 });
  const [series, mix, [attention], covered] = await Promise.all([
    indicatorSeries(page.filters, HEADLINE),
    outcomeMix(page.filters),
    judgements(page.filters, [indicator]),
    coverage(page.filters),
  ]);
  if (!attention) throw new Error(`Nothing was judged by ${indicator.name}`);
  return {
    page,
    indicator,
    headlines: headlinesOf(series, page.filters),
    mix,
    attention,
    coverage: covered,
  };
}

export type OverviewAnswer = Awaited<ReturnType<typeof askOverview>>;
