import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { comparisonChart } from "../compare/comparison-chart.server";
import { askComparison } from "../compare/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askComparison(request);
  return chartFile(request, [comparisonChart(answer)], answer.page);
}
