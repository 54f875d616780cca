import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { questionColumns } from "#domain/tables/findings";
import { askChecks } from "../checks/question.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, findings } = await askChecks(request);
  const table = { name: `问题清单 · ${page.inWords}`, columns: questionColumns, rows: findings };
  return csvFile(table, page.dataset);
}
