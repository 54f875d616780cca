import { fetchDivisionList } from "#db/queries/divisions.server";
import { fetchDataFacts } from "#db/queries/loaded.server";
import type { District } from "#domain/filters/filters";
import type { ListedDivision } from "#domain/report/division";
import { findDivisions } from "#domain/report/division-search";

/** What a search finds in all provinces with reports, the best first. */
interface FoundDivisions {
  /** Divisions of which reports are loaded. */
  readonly listed: readonly ListedDivision[];
  /** Those, and after them the divisions without reports. */
  readonly found: readonly District[];
}

/** The divisions that a visitor may mean by what was typed. */
export async function searchDivisions(typed: string): Promise<FoundDivisions> {
  const { districts, areas } = await fetchDataFacts();
  const found = findDivisions(districts, typed);
  const provinces = areas.filter(({ level }) => level === "province");
  const lists = await Promise.all(provinces.map(({ code }) => fetchDivisionList(code)));
  const known = new Map(lists.flat().map((division) => [division.code, division]));
  return {
    listed: found.flatMap(({ code }) => known.get(code) ?? []),
    found: found.toSorted((a, b) => Number(known.has(b.code)) - Number(known.has(a.code))),
  };
}
