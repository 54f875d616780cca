import { tableFile, type LoadTables } from "../downloads/page-files";
import { SIDE_BY_SIDE_COLUMNS } from "./columns";
import { loadSideBySide } from "./data.server";

/** The comparison as a list, one row an indicator and division. */
export const loadTables: LoadTables = async ({ request }) => {
  const { page, columns, rows, dataset } = await loadSideBySide(request);
  const names = columns.map(({ name }) => name).join("、");
  const table = tableFile({
    name: `${names}并列 · ${page.inWords}`,
    columns: SIDE_BY_SIDE_COLUMNS,
    rows: rows.flatMap(({ code, figures }) =>
      figures.map((figure) => ({ indicator: code, figure })),
    ),
  });
  return { table, dataset };
};
