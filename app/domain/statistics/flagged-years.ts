import { binomialTails } from "./distributions";
import { ALARM_LEVELS, isJudged, VERDICTS, type Verdict } from "./verdict";

export interface YearVerdict {
  readonly year: number;
  readonly verdict: Verdict;
}

export interface FlaggedYears {
  /** k of m: years beyond the limit, years judged. */
  readonly outside: number;
  readonly judged: number;
  /** The years outside, ascending. */
  readonly years: readonly number[];
  /** Probability of k or more of m if the body were like the others and years were independent. */
  readonly chance: number;
}

/** How many of the last years count. */
export const FLAGGED_YEARS_WINDOW = 5;

/** What is counted, and as a sentence; said so wherever it is shown. */
export const FLAGGED_YEARS_NAME = `${VERDICTS.high_998.short}年数`;
export const FLAGGED_YEARS_MEANING = `近${FLAGGED_YEARS_WINDOW}年（含本年）里作出判断的年度中，判断为“${VERDICTS.high_998.short}”（${VERDICTS.high_998.name}）的年数；判断为“${VERDICTS.high_95.short}”（只${VERDICTS.high_95.name}）的年度不计；区划调整过的地区只计调整后的年度`;

/**
 * In how many of its last `window` judged years a body lay above (or below) the limits of its group. Years
 * that could not be judged are passed over, not counted as within.
 */
export function countFlaggedYears(
  history: readonly YearVerdict[],
  {
    window = FLAGGED_YEARS_WINDOW,
    side = "high",
    level = "998",
  }: {
    readonly window?: number;
    readonly side?: "high" | "low";
    readonly level?: keyof typeof ALARM_LEVELS;
  } = {},
): FlaggedYears {
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
