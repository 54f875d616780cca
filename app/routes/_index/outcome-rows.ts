import type { OutcomeMixRow } from "#charts/outcome-mix";
import type { YearOfOutcomes } from "#db/outcome-mix.server";

/** The years of an outcome mix as the chart takes them. */
export function outcomeRows(mix: readonly YearOfOutcomes[]): OutcomeMixRow[] {
  return mix.map(({ year, handled, outcomes }) => ({
    label: `${year}年`,
    total: handled,
    counts: outcomes,
  }));
}
