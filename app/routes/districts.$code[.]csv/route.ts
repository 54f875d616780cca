import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { askDivision } from "../districts.$code/question.server";
import { namedTables } from "./named-tables";
import { askedTable } from "../../asked-table.server";

/** One table of a division's page as a file; `table` names it, the rates when left out. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await askDivision(request, params["code"] ?? "");
  const file = askedTable(answer.parameters, namedTables(answer), "rates");
  return file((table) => csvFile(table, answer.related.self.dataset));
}
