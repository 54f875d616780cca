import { binomialTails } from "./binomial";
import { ALARM_LEVELS, isJudged, type Verdict } from "./verdict";

export interface YearVerdict {
  readonly year: number;
  readonly verdict: Verdict;
}

export interface Persistence {
  /** k of m: years beyond the limit, years judged. */
  readonly outside: number;
  readonly judged: number;
  /** The years outside, ascending. */
  readonly years: readonly number[];
  /** Probability of k or more of m if the body were like the others and years were independent. */
  readonly chance: number;
}

/** How many of the last years count. */
export const PERSISTENCE_YEARS = 5;

/**
 * In how many of its last `window` judged years a body lay above (or below) the limits of its group. Years
 * that could not be judged are passed over, not counted as within.
 */
export function persistence(
  history: readonly YearVerdict[],
  {
    window = PERSISTENCE_YEARS,
    side = "high",
    level = "998",
  }: {
    readonly window?: number;
    readonly side?: "high" | "low";
    readonly level?: keyof typeof ALARM_LEVELS;
  } = {},
): Persistence {
  const judged = history
    .filter(({ verdict }) => isJudged(verdict))
    .toSorted((a, b) => a.year - b.year)
    .slice(-window);
  const codes: readonly Verdict[] =
    level === "998" ? [`${side}_998`] : [`${side}_998`, `${side}_95`];
  const years = judged.filter(({ verdict }) => codes.includes(verdict)).map(({ year }) => year);
  return {
    outside: years.length,
    judged: judged.length,
    years,
    chance: binomialTails(years.length, judged.length, ALARM_LEVELS[level]).upper,
  };
}
