import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { outcomeCharts } from "./chart.server";
import { loadOutcomes } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await loadOutcomes(request);
  return downloadChart(request, Object.values(outcomeCharts(answer)), answer.page);
}
