import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { loadReview } from "./data.server";
import { reviewChart } from "./chart.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await loadReview(request);
  return downloadChart(request, [reviewChart(answer)], answer.page);
}
