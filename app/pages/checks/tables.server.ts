import { requestColumns } from "#tables/findings";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { loadChecks } from "./data.server";

/** The requests to send: the findings that the page lists, each with what the body is requested to do. */
export const loadTables: LoadTables = async ({ request }) => {
  const { page, findings, name } = await loadChecks(request);
  return {
    table: tableFile({ name, columns: requestColumns, rows: findings }),
    dataset: page.dataset,
  };
};
