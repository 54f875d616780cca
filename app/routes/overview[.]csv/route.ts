import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { outcomeColumns } from "#domain/tables/outcomes";
import { askOverview } from "../_index/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, mix } = await askOverview(request);
  const table = { name: `总览 · ${page.inWords}`, columns: outcomeColumns, rows: mix };
  return csvFile(table, page.dataset);
}
