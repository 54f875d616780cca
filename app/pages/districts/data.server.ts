import { fetchDivisionList } from "#db/queries/divisions.server";
import { parsePageRequest } from "#request/page-request.server";
import { searchDivisions } from "./search.server";

/** The order where the address names none. */
export const BY_CODE = { by: "code", descending: false };

/**
 * The divisions of the chosen area of which there is something to see; where a name is searched for, those of all
 * areas that it may mean.
 */
export async function loadDistricts(request: Request) {
  const page = await parsePageRequest(request, ["area"]);
  const sought = page.parameters.get("q")?.trim() ?? "";
  if (sought === "")
    return {
      ...{ page, sought, found: [], beside: [] },
      divisions: await fetchDivisionList(page.filters.area),
    };
  const { listed, ...others } = await searchDivisions(sought);
  return { page, sought, ...others, divisions: listed };
}
