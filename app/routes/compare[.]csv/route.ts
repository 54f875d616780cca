import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { askComparison } from "../compare/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { table, page } = await askComparison(request);
  return csvFile(table, page.dataset);
}
