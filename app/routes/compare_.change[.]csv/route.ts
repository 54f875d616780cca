import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { changeColumns } from "#domain/tables/change";
import { askChange } from "../compare_.change/question.server";
import { assertOneTable } from "../../asked-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, indicator, change } = await askChange(request);
  if (change.kind === "refused") throw new Response(`不作比较：${change.reason}`, { status: 400 });
  const table = {
    name: `变化由谁带来 · ${page.inWords}`,
    columns: changeColumns(indicator, page.filters),
    rows: change.bodies,
  };
  return csvFile(table, page.dataset);
}
