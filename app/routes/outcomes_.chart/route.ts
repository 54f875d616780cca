import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { outcomeCharts } from "../outcomes/outcome-charts.server";
import { askOutcomes } from "../outcomes/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askOutcomes(request);
  return chartFile(request, Object.values(outcomeCharts(answer)), answer.page);
}
