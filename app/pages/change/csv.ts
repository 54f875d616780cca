import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { changeColumns } from "./columns";
import { loadChange } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, indicator, change } = await loadChange(request);
  if (change.kind === "refused") throw new Response(`不作比较：${change.reason}`, { status: 400 });
  const table = {
    name: `变化由谁带来 · ${page.inWords}`,
    columns: changeColumns(indicator, page.filters),
    rows: change.bodies,
  };
  return downloadCsv(table, page.dataset);
}
