import { printedCellLink, reportLink } from "#tables/links";
import { type DivisionYear, ratioOf, valueOf } from "#domain/comparison/division-year";
import { cellName } from "#domain/form/cell-name";
import { REQUESTS, APPLICANT_TYPES } from "#domain/form/requests";
import {
  INDICATORS,
  type Outcome,
  OUTCOME_MIX,
  QUANTITIES,
  quantityOfOutcome,
} from "#domain/indicators/indicators";
import type { TableColumn } from "#tables/column";
import { outcomeHeads } from "#tables/outcome-heads";
import { outcomeColumns, type YearOfOutcomes } from "#tables/outcomes";

/** The outcomes of one division by year, each count linked to its printed cell. */
export function linkedOutcomeColumns(
  reports: readonly DivisionYear[],
): readonly TableColumn<YearOfOutcomes>[] {
  return outcomeColumns(outcomeHeads())
    .filter(({ id }) => id !== "reports")
    .map((column) => {
      const quantity = isOutcome(column.id)
        ? quantityOfOutcome(column.id)
        : column.id === "handled"
          ? QUANTITIES.handled
          : null;
      if (!quantity) return column;
      const href = ({ year }: YearOfOutcomes) =>
        printedCellLink(
          reports.find((report) => report.year === year),
          quantity,
        ) ?? undefined;
      return { ...column, href };
    });
}

function isOutcome(id: string): id is Outcome {
  return OUTCOME_MIX.some((outcome) => outcome === id);
}

/** Who applied, year by year: shares of the requests received in the year. */
export const APPLICANT_COLUMNS: readonly TableColumn<DivisionYear>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
  ...APPLICANT_TYPES.map((code): TableColumn<DivisionYear> => {
    const indicator = INDICATORS[`share_${code}`];
    const label = REQUESTS.columns.find((column) => column.code === code)?.label ?? code;
    const cell = cellName("new_requests", code);
    return {
      id: code,
      header: label,
      format: "share",
      value: (row) => valueOf(indicator, ratioOf(row, `share_${code}`)),
      href: (row) => reportLink(row.report_id, cell),
      why: () => "报告未填写该类申请人，或本年新收为0",
      hint: indicator.meaning,
      bar: true,
    };
  }),
  {
    id: "total",
    header: "本年新收（件）",
    format: "count",
    value: (row) => ratioOf(row, "new_requests").numerator,
    href: (row) => reportLink(row.report_id, cellName("new_requests", "total")),
    why: () => "报告未填写本年新收",
  },
];
