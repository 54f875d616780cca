import { divisionList } from "#db/division-list.server";
import { DIVISION_LIST_COLUMNS } from "#domain/tables/division-list";
import { pageRequest } from "../../page-request.server";
import { rowsInOrder } from "../../rows-in-order.server";

/** The divisions of the chosen area of which there is something to see. */
export async function askDivisions(request: Request) {
  const page = await pageRequest(request, ["area"]);
  const listed = await divisionList(page.filters.area);
  const first = { by: "code", descending: false };
  return { page, ...rowsInOrder(listed, DIVISION_LIST_COLUMNS, page.parameters, first) };
}
