import { fetchDivisionList } from "#db/queries/divisions.server";
import { parsePageRequest } from "#request/page-request.server";

/** The order where the address names none. */
export const BY_CODE = { by: "code", descending: false };

/** The divisions of the chosen area of which there is something to see. */
export async function loadDistricts(request: Request) {
  const page = await parsePageRequest(request, ["area"]);
  return { page, divisions: await fetchDivisionList(page.filters.area) };
}
