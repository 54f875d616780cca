import { adjustedTotalColumns } from "#tables/adjusted-totals";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#tables/applicant-outcomes";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { loadOutcomes } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { page, rows, adjusted } = await loadOutcomes(request);
  const table = tableFile({
    name: `申请人与办理结果 · ${page.inWords}`,
    columns: [...CROSSED_CELL_COLUMNS, ...adjustedTotalColumns(adjusted)],
    rows: crossedCells(rows),
    year: page.filters.year,
  });
  return { table, dataset: page.dataset };
};
