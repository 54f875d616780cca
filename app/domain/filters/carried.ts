import type { FilterKey } from "./filters";

/** The filters that the menu takes along from page to page, where the address chooses them. */
export const CARRIED_FILTERS = [
  "year",
  "area",
  "level",
  "scope",
] as const satisfies readonly FilterKey[];

/** What an address chooses of them, in order; empty values count as not chosen. */
export function carriedOf(parameters: URLSearchParams): [key: string, value: string][] {
  return CARRIED_FILTERS.flatMap((key): [string, string][] => {
    const value = parameters.get(key);
    return value === null || value === "" ? [] : [[key, value]];
  });
}

/** The query part of an address with what another one chooses of them: `?year=2023`; empty where it chooses none. */
export function carriedSearch(parameters: URLSearchParams): string {
  const carried = new URLSearchParams(carriedOf(parameters)).toString();
  return carried === "" ? "" : `?${carried}`;
}
