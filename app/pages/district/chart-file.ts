import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { chartsOf } from "./chart.server";
import { loadDistrict } from "./data.server";
import { formatFilters } from "#request/filter-bar";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await loadDistrict(request, params["code"] ?? "");
  const { self } = answer.related;
  return downloadChart(request, Object.values(chartsOf(answer)), {
    inWords: `${self.name} · ${formatFilters(answer.controls)}`,
    dataset: self.dataset,
  });
}
