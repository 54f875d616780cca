import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { askDisputes } from "../review/question.server";
import { reviewChart } from "../review/review-chart.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askDisputes(request);
  return chartFile(request, [reviewChart(answer)], answer.page);
}
