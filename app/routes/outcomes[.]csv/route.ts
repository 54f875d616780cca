import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#domain/tables/applicant-outcomes";
import { askOutcomes } from "../outcomes/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, rows } = await askOutcomes(request);
  const table = {
    name: `申请人与办理结果 · ${page.inWords}`,
    columns: CROSSED_CELL_COLUMNS,
    rows: crossedCells(rows),
  };
  return csvFile(table, page.dataset);
}
