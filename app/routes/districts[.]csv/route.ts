import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { DIVISION_LIST_COLUMNS } from "#domain/tables/division-list";
import { askDivisions } from "../districts._index/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, rows } = await askDivisions(request);
  const name = `区县档案 · ${page.inWords}`;
  return csvFile({ name, columns: DIVISION_LIST_COLUMNS, rows }, page.dataset);
}
