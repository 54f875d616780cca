import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { carriedSearch } from "#domain/filters/carried";
import { LEVELS } from "#domain/report/division";
import { fetchDataFacts } from "#db/queries/loaded.server";
import { besideLink } from "./beside-link";
import { searchDivisions } from "./search.server";

/** A division that the search box offers, or several that were named to be seen side by side. */
export interface FoundDivision {
  readonly code: string;
  readonly name: string;
  /** Where it lies: 澜阳市; its level where nothing loaded lies around it. */
  readonly within: string;
  readonly to: string;
}

const OFFERED = 8;

/** The divisions that the search box of the header offers for what was typed so far. */
export async function loader({ request }: LoaderFunctionArgs) {
  const parameters = new URL(request.url).searchParams;
  const [{ found, beside }, { areas }] = await Promise.all([
    searchDivisions(parameters.get("q") ?? ""),
    fetchDataFacts(),
  ]);
  const nameOf = (code: string | null) => areas.find((area) => area.code === code)?.name;
  const together = (): FoundDivision => ({
    code: "beside",
    name: beside.map(({ name }) => name).join("、"),
    within: "并列比较",
    to: besideLink(beside, parameters),
  });
  if (beside.length > 1) return json({ found: [together()] });
  return json({
    found: found.slice(0, OFFERED).map(({ code, name, level, city, province }): FoundDivision => ({
      code,
      name,
      within: nameOf(city === code ? province : (city ?? province)) ?? LEVELS[level],
      to: `/districts/${code}${carriedSearch(parameters)}`,
    })),
  });
}
