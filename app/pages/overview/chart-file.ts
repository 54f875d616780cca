import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { mixChart } from "./chart.server";
import { loadOverview } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await loadOverview(request);
  return downloadChart(request, [mixChart(answer)], answer.page);
}
