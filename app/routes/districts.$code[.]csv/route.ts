import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { askDivision } from "../districts.$code/question.server";
import { namedTables } from "./named-tables";

/** One table of a division's page as a file; `table` names it, the rates when left out. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await askDivision(request, params["code"] ?? "");
  const tables = namedTables(answer);
  const asked = answer.parameters.get("table") ?? "rates";
  const file = tables.get(asked);
  if (!file)
    throw new Response(
      `没有名为“${asked.slice(0, 40)}”的表。可选：${[...tables.keys()].join("、")}。`,
      {
        status: 400,
      },
    );
  return file((table) => csvFile(table, answer.related.self.dataset));
}
