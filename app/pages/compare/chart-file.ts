import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { comparisonChart } from "./chart.server";
import { loadCompare } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await loadCompare(request);
  return downloadChart(request, [comparisonChart(answer)], answer.page);
}
