import { OUTCOME_MIX, quantityOfOutcome, type Outcome } from "#domain/indicators/indicators";
import { QUANTITIES } from "#domain/indicators/indicators";
import type { TableColumn } from "./column";

interface YearOfOutcomes {
  readonly year: number;
  readonly reports: number;
  readonly handled: number | null;
  readonly outcomes: Readonly<Record<Outcome, number | null>>;
}

/** Outcome counts by year. */
export const outcomeColumns: readonly TableColumn<YearOfOutcomes>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
  { id: "reports", header: "报告份数", format: "count", value: ({ reports }) => reports },
  ...OUTCOME_MIX.map((outcome): TableColumn<YearOfOutcomes> => ({
    id: outcome,
    header: quantityOfOutcome(outcome).name,
    format: "count",
    value: ({ outcomes }) => outcomes[outcome],
    why: () => "没有报告填写该数字",
  })),
  {
    id: "handled",
    header: QUANTITIES.handled.name,
    format: "count",
    value: ({ handled }) => handled,
  },
];
