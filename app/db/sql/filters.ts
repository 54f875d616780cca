import { FILTER_KEYS, FILTERS, type FilterKey, type FilterValues } from "#domain/filters/filters";
import type { Parameter } from "../engine/statement";

/** A WHERE condition with one `?` for each value. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Parameter[];
}

/**
 * The condition on rows of `figures`, or of `findings` joined with their reports, for some filters.
 * @param leaveOut filters that do not act, such as the year of a series
 */
export function conditionOf(
  filters: Partial<FilterValues>,
  leaveOut: readonly FilterKey[] = [],
  table: "figures" | "findings" = "figures",
): Condition {
  const parts = FILTER_KEYS.filter((key) => !leaveOut.includes(key)).flatMap((key) =>
    conditionsOf(key, filters[key], table),
  );
  return {
    sql: parts.length === 0 ? "true" : parts.map(({ sql }) => sql).join(" AND "),
    values: parts.flatMap(({ values }) => values),
  };
}

function conditionsOf<Key extends FilterKey>(
  key: Key,
  value: FilterValues[Key] | undefined,
  table: "figures" | "findings",
): Condition[] {
  if (value === undefined) return [];
  const { where, whereFindings } = FILTERS[key];
  return [where?.(value), table === "findings" ? whereFindings?.(value) : null].filter(
    (condition) => condition !== null && condition !== undefined,
  );
}
