import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { questionColumns } from "#domain/tables/findings";
import { askChecks } from "../checks/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, findings, name } = await askChecks(request);
  const table = { name, columns: questionColumns, rows: findings };
  return csvFile(table, page.dataset);
}
