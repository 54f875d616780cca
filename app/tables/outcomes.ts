import type { Outcome } from "#domain/indicators/indicators";
import type { TableColumn } from "./column";
import type { OutcomeHead } from "./outcome-heads";

export interface YearOfOutcomes {
  readonly year: number;
  readonly reports: number;
  readonly handled: number | null;
  readonly outcomes: Readonly<Record<Outcome, number | null>>;
}

/** Outcome counts by year. */
export function outcomeColumns(heads: readonly OutcomeHead[]): TableColumn<YearOfOutcomes>[] {
  return [
    { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
    { id: "reports", header: "报告份数", format: "count", value: ({ reports }) => reports },
    ...heads.map(({ id, name }): TableColumn<YearOfOutcomes> => ({
      id,
      header: name,
      format: "count",
      value: ({ handled, outcomes }) => (id === "handled" ? handled : outcomes[id]),
      ...(id === "handled" ? {} : { why: () => "没有报告填写该数字" }),
    })),
  ];
}
