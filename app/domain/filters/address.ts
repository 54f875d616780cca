import { FILTER_KEYS, type FilterKey, FILTERS, type FilterValues } from "./filters";
import { formatYears } from "./year-runs";

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
 * The filters chosen in an address; an empty value counts as not chosen.
 * @throws BadFilter on a value that the filter does not accept.
 */
export function parseFilters(parameters: URLSearchParams): Partial<FilterValues> {
  const chosen: Partial<FilterValues> = {};
  const parse = <Key extends FilterKey>(key: Key): void => {
    const given = FILTERS[key].isMultiple
      ? parameters.getAll(key).filter(Boolean).join(",")
      : parameters.get(key);
    if (given !== null && given !== "") chosen[key] = parseFilter(key, given);
  };
  for (const key of FILTER_KEYS) parse(key);
  return chosen;
}

function parseFilter<Key extends FilterKey>(key: Key, given: string): FilterValues[Key] {
  const result = FILTERS[key].schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadFilter(key, given, result.error.issues[0]?.message ?? "格式不正确");
}

/**
 * The query part of an address that leads to the same page with some filters changed. Holds only
 * what the user chose: a value set to undefined is left out.
 */
export function formatSearch(
  chosen: Partial<FilterValues>,
  changes: Partial<Record<FilterKey, FilterValues[FilterKey] | undefined>> = {},
): string {
  const merged: Partial<Record<FilterKey, string | number | undefined>> = { ...chosen, ...changes };
  const parameters = new URLSearchParams();
  for (const key of FILTER_KEYS) {
    const value = merged[key];
    if (value !== undefined) parameters.set(key, String(value));
  }
  const text = parameters.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** Nothing is loaded of the chosen year or area: its page would show every report as missing. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
  constructor(
    message: string,
    /** 404 for an area that the register does not list, else 400. */
    readonly status: 400 | 404,
  ) {
    super(message);
  }
}

/** Why a year of which nothing is loaded is refused, naming the loaded years; null for a loaded one. */
export function refuseYear(year: number, loaded: readonly number[]): NotLoaded | null {
  if (loaded.includes(year)) return null;
  const offer = loaded.length === 0 ? "系统里还没有报告" : `已载入${formatYears(loaded)}年度`;
  return new NotLoaded(`未载入${year}年度的报告；${offer}。`, 400);
}
