import type { Parameter } from "../engine/statement";
import { FILTER_KEYS, FILTERS, type FilterKey, type FilterValues } from "#domain/filters/filters";

/** Which rows are meant: a WHERE condition with the values of its `?`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Parameter[];
}

/**
 * The WHERE condition over `figures` for the filters given; `leaveOut` names filters that the
 * question asks across, such as the year of a series.
 */
export function conditionOf(
  filters: Partial<FilterValues>,
  leaveOut: readonly FilterKey[] = [],
): Condition {
  const parts = FILTER_KEYS.flatMap((key) => {
    const value = filters[key];
    const columns: readonly string[] = FILTERS[key].columns;
    if (value === undefined || columns.length === 0 || leaveOut.includes(key)) return [];
    return {
      sql: `(${columns.map((c) => `${c} = ?`).join(" OR ")})`,
      values: columns.map(() => value),
    };
  });
  return {
    sql: parts.length === 0 ? "true" : parts.map((part) => part.sql).join(" AND "),
    values: parts.flatMap((part) => part.values),
  };
}
