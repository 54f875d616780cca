import { tableFile, type LoadTables } from "../downloads/page-files";
import { adjustedTotalColumns } from "#tables/adjusted-totals";
import { changeColumns } from "./columns";
import { loadChange } from "./data.server";

/** @throws Response 400 with the reason where the two years are not compared. */
export const loadTables: LoadTables = async ({ request }) => {
  const { page, indicator, change, adjusted } = await loadChange(request);
  if (change.kind === "refused") throw new Response(`不作比较：${change.reason}`, { status: 400 });
  const table = tableFile({
    name: `变化由谁带来 · ${page.inWords}`,
    columns: [...changeColumns(indicator, page.filters), ...adjustedTotalColumns(adjusted)],
    rows: change.bodies,
  });
  return { table, dataset: page.dataset };
};
