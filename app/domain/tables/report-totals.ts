import { TABLE_CODES } from "../form/cells";
import { sumsIn, type Sum } from "../form/sums";
import type { StoredCell } from "../report/evidence";
import type { Forms } from "../report/read-report";

/** A total computed from its parts where the document leaves it blank or prints another figure. */
export interface ComputedTotal {
  readonly direction: Sum["direction"];
  readonly value: number;
}

/**
 * The totals to show beside the printed ones, by cell. Blank parts count as 0 beside a figure; where
 * a part cannot be read, or none states a figure, nothing is computed.
 */
export function computedTotals(
  forms: Forms,
  printed: ReadonlyMap<string, StoredCell>,
  figures: Readonly<Record<string, number | null>>,
): ReadonlyMap<string, readonly ComputedTotal[]> {
  const totals = new Map<string, ComputedTotal[]>();
  for (const code of TABLE_CODES) {
    const edition = forms[code];
    if (edition === null) continue;
    for (const sum of sumsIn(code, edition)) {
      const value = sumOfParts(sum, printed, figures);
      if (value === null || printed.get(sum.total.name)?.value === value) continue;
      const others = totals.get(sum.total.name) ?? [];
      if (others.some((other) => other.value === value)) continue;
      totals.set(sum.total.name, [...others, { direction: sum.direction, value }]);
    }
  }
  return totals;
}

function sumOfParts(
  { parts }: Sum,
  printed: ReadonlyMap<string, StoredCell>,
  figures: Readonly<Record<string, number | null>>,
): number | null {
  let total: number | null = null;
  for (const { name } of parts) {
    const value = figures[name] ?? null;
    const state = printed.get(name)?.state;
    if (value !== null) total = (total ?? 0) + value;
    else if (state !== "blank" && state !== "slash") return null;
  }
  return total;
}
