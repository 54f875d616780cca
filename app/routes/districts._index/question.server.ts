import { divisionList } from "#db/division-list.server";
import { pageRequest } from "../../page-request.server";

/** The order where the address names none. */
export const BY_CODE = { by: "code", descending: false };

/** The divisions of the chosen area of which there is something to see. */
export async function askDivisions(request: Request) {
  const page = await pageRequest(request, ["area"]);
  return { page, divisions: await divisionList(page.filters.area) };
}
