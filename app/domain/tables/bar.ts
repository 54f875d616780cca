import type { TableColumn } from "./column";

/** The largest value of each column with bars, which its longest bar stands for; none where it has no number. */
export function largestOf<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): Record<string, number> {
  const largest: Record<string, number> = {};
  for (const { id, bar, value } of columns) {
    if (!bar) continue;
    for (const row of rows) {
      const figure = value(row);
      if (typeof figure === "number") largest[id] = Math.max(largest[id] ?? 0, figure);
    }
  }
  return largest;
}
