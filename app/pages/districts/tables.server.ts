import { orderRows } from "#request/table-order.server";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { DIVISION_LIST_COLUMNS } from "./columns";
import { BY_CODE, loadDistricts } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { page, divisions } = await loadDistricts(request);
  const { rows } = orderRows(divisions, DIVISION_LIST_COLUMNS, page.parameters, BY_CODE);
  const name = `区县档案 · ${page.inWords}`;
  return {
    table: tableFile({ name, columns: DIVISION_LIST_COLUMNS, rows }),
    dataset: page.dataset,
  };
};
