import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { outcomeColumns } from "#tables/outcomes";
import { loadOverview } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, mix } = await loadOverview(request);
  const table = { name: `总览 · ${page.inWords}`, columns: outcomeColumns, rows: mix };
  return downloadCsv(table, page.dataset);
}
