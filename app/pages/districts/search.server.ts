import { fetchDivisionList } from "#db/queries/divisions.server";
import { fetchDataFacts } from "#db/queries/loaded.server";
import type { District } from "#domain/filters/filters";
import type { ListedDivision } from "#domain/report/division";
import { findDivisions, namesTyped, onlyDivision } from "#domain/report/division-search";

/** What a search finds in all provinces with reports, the best first. */
interface FoundDivisions {
  /** Divisions of which reports are loaded. */
  readonly listed: readonly ListedDivision[];
  /** Those, and after them the divisions without reports. */
  readonly found: readonly District[];
  /** The division that each of several names means; none where one of them means several, or nothing. */
  readonly beside: readonly District[];
}

/**
 * The divisions that a visitor may mean by what was typed; of several names at once those that any of them may mean, and
 * the divisions that are meant to be seen side by side.
 */
export async function searchDivisions(typed: string): Promise<FoundDivisions> {
  const { districts, areas } = await fetchDataFacts();
  const names = namesTyped(typed);
  const each = names.map((name) => ({ name, found: findDivisions(districts, name) }));
  const found = [...new Set(each.flatMap((one) => one.found))];
  const provinces = areas.filter(({ level }) => level === "province");
  const lists = await Promise.all(provinces.map(({ code }) => fetchDivisionList(code)));
  const known = new Map(lists.flat().map((division) => [division.code, division]));
  const meant = each.flatMap(({ name, found: all }) => {
    const withReports = all.filter(({ code }) => known.has(code));
    return onlyDivision(withReports.length > 0 ? withReports : all, name) ?? [];
  });
  // Who names a city before a district says where it lies.
  const lowest = meant.filter(({ code }) =>
    meant.every((other) => other.code === code || ![other.city, other.province].includes(code)),
  );
  return {
    beside: meant.length === names.length ? [...new Set(lowest)] : [],
    listed: found.flatMap(({ code }) => known.get(code) ?? []),
    found: found.toSorted((a, b) => Number(known.has(b.code)) - Number(known.has(a.code))),
  };
}
