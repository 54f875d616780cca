import { OUTCOME_MIX, outcomeQuantity, type Outcome } from "../indicators/outcome-mix";
import { QUANTITIES } from "../indicators/quantity";
import type { TableColumn } from "./column";
import { toPrintedCell, type DivisionYear } from "./division-year";
import { outcomeColumns } from "./outcomes";

type YearOfOutcomes = (typeof outcomeColumns)[number] extends TableColumn<infer Row> ? Row : never;

/** The outcomes of one division by year, each count with the way to its printed cell. */
export function linkedOutcomeColumns(
  reports: readonly DivisionYear[],
): readonly TableColumn<YearOfOutcomes>[] {
  return outcomeColumns
    .filter(({ id }) => id !== "reports")
    .map((column) => {
      const quantity = isOutcome(column.id)
        ? outcomeQuantity(column.id)
        : column.id === "handled"
          ? QUANTITIES.handled
          : null;
      if (!quantity) return column;
      const href = ({ year }: YearOfOutcomes) =>
        toPrintedCell(
          reports.find((report) => report.year === year),
          quantity,
        ) ?? undefined;
      return { ...column, href };
    });
}

function isOutcome(id: string): id is Outcome {
  return OUTCOME_MIX.some((outcome) => outcome === id);
}
