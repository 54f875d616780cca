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

/** The condition that a column holds one of some values. By it the engine passes over rows that lie elsewhere. */
export function isAmong(column: string, values: readonly string[]): Condition {
  if (values.length === 0) return { sql: "false", values: [] };
  return { sql: `${column} IN (${values.map(() => "?").join(", ")})`, values };
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
