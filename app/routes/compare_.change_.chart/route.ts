import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { changeChart } from "../compare_.change/change-chart.server";
import { askChange } from "../compare_.change/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await askChange(request);
  return chartFile(request, [changeChart(answer)], answer.page);
}
