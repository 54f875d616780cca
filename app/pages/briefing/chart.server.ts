import { chartsOf } from "#briefing/briefing";
import type { LoadCharts } from "../downloads/page-files";
import { loadBriefing } from "./data.server";

export const loadCharts: LoadCharts = async ({ request }) => {
  const { briefing } = await loadBriefing(new URL(request.url).searchParams, "unproven");
  const { inWords, dataset } = briefing;
  return { charts: chartsOf(briefing), inWords, dataset };
};
