import { isLarge, tailsOf, wideTails, yardstickOf, type FunnelOptions } from "./funnel";
import { isPossible, type Tally } from "./tally";
import { ALARM_LEVELS, verdictFrom, type Verdict } from "./verdict";

/**
 * The verdict of a funnel on each body by its code, and nothing else of the funnel: for earlier years and other
 * denominators, of which only the verdict is told.
 */
export function groupVerdicts(
  rows: readonly Tally[],
  options: FunnelOptions = {},
): ReadonlyMap<string, Verdict> {
  const { target, tau2 } = yardstickOf(rows, options);
  return new Map(
    rows.map((row) => {
      if (!isPossible(row)) return [row.code, "impossible"];
      if (target === null || !isLarge(row, options)) return [row.code, "too_few"];
      return [row.code, verdictOn(row, target, tau2)];
    }),
  );
}

/** Where the wider model finds a body ordinary no exact probability says otherwise, and none is worked out. */
function verdictOn(row: Tally, target: number, tau2: number): Verdict {
  const wide = tau2 === 0 ? null : wideTails(row, target, tau2);
  if (wide && Math.min(wide.high, wide.low) > ALARM_LEVELS["95"]) return "within";
  const { high, low } = tailsOf(row, target, tau2);
  return verdictFrom(high, low);
}
