import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { DIVISION_LIST_COLUMNS } from "./columns";
import { loadDistricts, BY_CODE } from "./data.server";
import { orderRows } from "#request/table-order.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, divisions } = await loadDistricts(request);
  const { rows } = orderRows(divisions, DIVISION_LIST_COLUMNS, page.parameters, BY_CODE);
  const name = `区县档案 · ${page.inWords}`;
  return downloadCsv({ name, columns: DIVISION_LIST_COLUMNS, rows }, page.dataset);
}
