import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartsOf } from "#briefing/picture";
import { downloadChart } from "../chart.server";
import { loadBriefing } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { briefing } = await loadBriefing(new URL(request.url).searchParams);
  return downloadChart(request, chartsOf(briefing), briefing);
}
