import type { LoaderFunctionArgs } from "@remix-run/node";
import { download, fileName } from "#briefing/csv";
import { chartPicture, chartsOf, chartSvg } from "#briefing/picture";
import { askBriefing } from "../briefing/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const parameters = new URL(request.url).searchParams;
  const { briefing } = await askBriefing(parameters);
  const chart = chartsOf(briefing).find(({ id }) => id === parameters.get("chart"));
  if (!chart) throw new Response("这份简报没有这张图。", { status: 404 });
  const name = fileName(chart.title, briefing.dataset);
  if (parameters.get("format") === "svg")
    return download(`${name}.svg`, chartSvg(chart), "image/svg+xml");
  const { png } = await chartPicture(chart);
  return download(`${name}.png`, png, "image/png");
}
