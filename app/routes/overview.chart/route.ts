import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { mixChart } from "../_index/mix-chart.server";
import { askOverview } from "../_index/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askOverview(request);
  return chartFile(request, [mixChart(answer)], answer.page);
}
