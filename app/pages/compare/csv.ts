import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { loadCompare } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { table, page } = await loadCompare(request);
  return downloadCsv(table, page.dataset);
}
