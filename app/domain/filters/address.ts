import { FILTER_KEYS, FILTERS, type FilterKey, type FilterValues } from "./filters";

/** A filter value in the address that the filter does not accept. Shown as a 400 page. */
export class BadFilter extends Error {
  override readonly name = "BadFilter";
  constructor(
    readonly key: FilterKey,
    readonly given: string,
    readonly reason: string,
  ) {
    super(`筛选条件“${FILTERS[key].label}”的值“${given.slice(0, 40)}”无效：${reason}`);
  }
}

/**
 * The filters that the user chose in the address; an empty value counts as not chosen.
 * @throws BadFilter on a value that the filter does not accept.
 */
export function chosenFilters(parameters: URLSearchParams): Partial<FilterValues> {
  return Object.assign({}, ...FILTER_KEYS.map((key) => chosen(key, parameters.get(key))));
}

function chosen(key: FilterKey, given: string | null): Partial<FilterValues> {
  if (given === null || given === "") return {};
  const result = FILTERS[key].schema.safeParse(given);
  if (!result.success) {
    throw new BadFilter(key, given, result.error.issues[0]?.message ?? "格式不正确");
  }
  return { [key]: result.data };
}

/**
 * The query part of an address that leads to the same page with some filters changed. Holds only
 * what the user chose: a value set to undefined is left out.
 */
export function searchWith(
  chosen: Partial<FilterValues>,
  changes: Partial<Record<FilterKey, FilterValues[FilterKey] | undefined>> = {},
): string {
  const merged: Partial<Record<FilterKey, string | number | undefined>> = { ...chosen, ...changes };
  const parameters = new URLSearchParams();
  for (const key of FILTER_KEYS) {
    const value = merged[key];
    if (value !== undefined) parameters.set(key, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
