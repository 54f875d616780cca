import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { DIVISION_LIST_COLUMNS } from "#domain/tables/division-list";
import { askDivisions, BY_CODE } from "../districts._index/question.server";
import { rowsInOrder } from "../../rows-in-order.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, divisions } = await askDivisions(request);
  const { rows } = rowsInOrder(divisions, DIVISION_LIST_COLUMNS, page.parameters, BY_CODE);
  const name = `区县档案 · ${page.inWords}`;
  return csvFile({ name, columns: DIVISION_LIST_COLUMNS, rows }, page.dataset);
}
