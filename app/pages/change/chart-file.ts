import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadChart } from "../chart.server";
import { changeChart } from "./chart.server";
import { loadChange } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await loadChange(request);
  return downloadChart(request, [changeChart(answer)], answer.page);
}
