import {
  formatAdjustedTotal,
  formatAdjustment,
  type NamedAdjustedTotal,
} from "#domain/comparison/adjusted-total";
import type { TableColumn } from "./column";

/**
 * Both totals in words, as used and as printed, with the reports that make the difference: a column of a file, in every
 * row that the totals are of. None where all enter as printed.
 *
 * @param isOf whether the totals are those of the row; of every row where it is left out
 */
export function adjustedTotalColumns<Row>(
  totals: readonly NamedAdjustedTotal[],
  isOf: (row: Row) => boolean = () => true,
): TableColumn<Row>[] {
  if (totals.length === 0) return [];
  const words = totals
    .map((total) => {
      const reports = total.reports.map(
        (report) => `${report.division}${report.year}年${formatAdjustment(report)}`,
      );
      return `${formatAdjustedTotal(total)}（${reports.join("、")}）`;
    })
    .join("；");
  return [
    {
      id: "adjusted_totals",
      header: "合计的两种口径",
      format: "text",
      value: (row) => (isOf(row) ? words : null),
    },
  ];
}
