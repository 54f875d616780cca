import { tableFile, type LoadTables } from "../downloads/page-files";
import { loadCompare } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { table, page } = await loadCompare(request);
  return { table: tableFile(table), dataset: page.dataset };
};
