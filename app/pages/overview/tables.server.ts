import { adjustedTotalColumns } from "#tables/adjusted-totals";
import { outcomeHeads } from "#tables/outcome-heads";
import { outcomeColumns } from "#tables/outcomes";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { loadOverview } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { page, mix, adjusted } = await loadOverview(request);
  const table = tableFile({
    name: `总览 · ${page.inWords}`,
    columns: [
      ...outcomeColumns(outcomeHeads()),
      ...adjustedTotalColumns<(typeof mix)[number]>(
        adjusted,
        ({ year }) => year === page.filters.year,
      ),
    ],
    rows: mix,
  });
  return { table, dataset: page.dataset };
};
