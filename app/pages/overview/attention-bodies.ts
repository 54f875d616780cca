import type { ComparedBody } from "#domain/comparison/judged-body";
import type { Comparison } from "#domain/comparison/comparison";
import { selectConcerns } from "#domain/comparison/concern";
import type { Indicator } from "#domain/indicators/indicator";

/** Bodies that the page shows of those that need attention. */
export const SHOWN = 10;

/** The bodies that need attention, and those that the page lists: beyond the far limit, or where there is none near it. */
export function selectAttention(indicator: Indicator, comparison: Comparison<ComparedBody>) {
  const { concern, near } = selectConcerns(indicator, comparison);
  return { concern, near, listed: concern.length > 0 ? concern : near };
}
