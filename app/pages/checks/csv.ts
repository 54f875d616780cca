import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { requestColumns } from "#tables/findings";
import { loadChecks } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, findings, name } = await loadChecks(request);
  const table = { name, columns: requestColumns, rows: findings };
  return downloadCsv(table, page.dataset);
}
