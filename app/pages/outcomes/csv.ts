import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#tables/applicant-outcomes";
import { loadOutcomes } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, rows } = await loadOutcomes(request);
  const table = {
    name: `申请人与办理结果 · ${page.inWords}`,
    columns: CROSSED_CELL_COLUMNS,
    rows: crossedCells(rows),
  };
  return downloadCsv(table, page.dataset);
}
