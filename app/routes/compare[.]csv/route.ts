import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { askComparison } from "../compare/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { table, page } = await askComparison(request);
  return csvFile(table, page.dataset);
}
