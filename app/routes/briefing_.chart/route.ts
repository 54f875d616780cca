import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartsOf } from "#briefing/picture";
import { chartFile } from "../../page-charts.server";
import { askBriefing } from "../briefing/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { briefing } = await askBriefing(new URL(request.url).searchParams);
  return chartFile(request, chartsOf(briefing), briefing);
}
